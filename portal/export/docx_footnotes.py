"""The footnotes of a DOCX file, which python-docx does not write: a part of their own (ECMA-376 part 1, 17.11)."""

from dataclasses import dataclass
from dataclasses import field

from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.package import Package

from portal.domain.document import Footnote
from portal.export.docx_inline import InlineWriter
from portal.export.docx_inline import text_nodes
from portal.export.docx_markup import element
from portal.export.docx_markup import value
from portal.export.locales import locale_tag
from portal.export.markup import Node
from portal.export.markup import part


@dataclass(slots=True)
class Footnotes:
    """The part of the footnotes, and how many it holds; the separators in it are numbered -1 and 0."""

    part: XmlPart
    count: int = field(default=0)

    @classmethod
    def of(cls, package: Package) -> "Footnotes":
        """Return an empty part of a package."""
        return cls(
            XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, part("docx/footnotes.xml"), package)
        )

    def cite(self, note: Footnote) -> Node:
        """Put the note at the foot and return the mark that stands in the text."""
        self.count += 1
        number = str(self.count)
        self.part.element.append(element("w:footnote", {"w:id": number}, self._paragraph(note)))
        return element("w:r", None, _mark(note), element("w:footnoteReference", {"w:id": number}))

    def _paragraph(self, note: Footnote) -> Node:
        style = element("w:pPr", None, value("w:pStyle", "FootnoteText"))
        number = element("w:r", None, _mark(note), element("w:footnoteRef"))
        gap = element("w:r", None, *text_nodes("\t"))
        words = InlineWriter(self._link, self.cite).nodes(note.runs, note.language)
        return element("w:p", None, style, number, gap, *words)

    def _link(self, address: str) -> str:
        return self.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def _mark(note: Footnote) -> Node:
    return element("w:rPr", None, value("w:rStyle", "FootnoteReference"), value("w:lang", locale_tag(note.language)))
