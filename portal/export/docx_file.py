"""A document as a DOCX file (Office Open XML, ECMA-376), written with python-docx."""

from datetime import UTC
from datetime import datetime
from datetime import time
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from portal.domain.document import Document
from portal.domain.document import Run
from portal.domain.language import Language
from portal.export.characters import on_one_line
from portal.export.docx_blocks import BlockWriter
from portal.export.docx_footnotes import Footnotes
from portal.export.docx_inline import InlineWriter
from portal.export.docx_inline import text_run
from portal.export.docx_markup import WORD
from portal.export.docx_markup import element
from portal.export.docx_markup import value
from portal.export.docx_numbering import Numbering
from portal.export.heading_ranks import heading_ranks
from portal.export.imprint import AUTHOR
from portal.export.imprint import imprint
from portal.export.locales import locale_tag
from portal.export.markup import Node
from portal.export.markup import part
from portal.export.markup import serialised
from portal.export.packaging import reproducible

_KEPT = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES, RELATIONSHIP_TYPE.THEME)
_PAGE = {"w:w": "11906", "w:h": "16838"}
_MARGINS = {"top": "1417", "right": "1417", "bottom": "1304", "left": "1418", "header": "709", "footer": "624"}


def docx_bytes(document: Document) -> bytes:
    """Return the file: title page, then the blocks, with real headings, lists, footnotes and a language for every run.

    The same document gives the same bytes.
    """
    file = docx.Document()
    _drop_template(file)
    _fill(file, document)
    _describe(file, document)
    made = BytesIO()
    file.save(made)
    return reproducible(made.getvalue())


def _drop_template(file: WordDocument) -> None:
    """Forget the styles, thumbnail and other parts python-docx brings: ours take their place."""
    for relationships in (file.part.rels, file.part.package.rels):
        for key, each in list(relationships.items()):
            if each.reltype not in _KEPT:
                del relationships[key]


def _fill(file: WordDocument, document: Document) -> None:
    """Write the body first, for it is what footnotes, lists and links come from; then the parts beside it."""
    main = file.part
    footnotes = Footnotes.of(main.package)
    numbering = Numbering()

    def link(address: str) -> str:
        return main.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    writer = BlockWriter(
        InlineWriter(link, footnotes.cite), numbering, heading_ranks(document.blocks), on_new_page=True
    )
    body = [*_title_page(document), *writer.nodes(document.blocks)]
    footer = Part(PackURI("/word/footer1.xml"), CONTENT_TYPE.WML_FOOTER, serialised(_footer(document)), main.package)
    section = _section(main.relate_to(footer, RELATIONSHIP_TYPE.FOOTER))
    main.element.clear()
    main.element.append(element("w:body", None, *body, section))
    main.relate_to(footnotes.part, RELATIONSHIP_TYPE.FOOTNOTES)
    for name, content_type, relationship, root in (
        ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, _styles(document.language)),
        ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, _settings(document.language)),
        ("numbering", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING, numbering.root()),
        ("fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, part("docx/fontTable.xml")),
    ):
        beside = Part(PackURI(f"/word/{name}.xml"), content_type, serialised(root), main.package)
        main.relate_to(beside, relationship)


def _styles(language: Language) -> Node:
    """Return the styles, in which text is in the language of the document unless it says otherwise."""
    return _in_language(part("docx/styles.xml"), "w:lang", language)


def _settings(language: Language) -> Node:
    return _in_language(part("docx/settings.xml"), "w:themeFontLang", language)


def _in_language(root: Node, marker: str, language: Language) -> Node:
    next(root.iter(WORD.name(marker))).set(WORD.name("w:val"), locale_tag(language))
    return root


def _title_page(document: Document) -> list[Node]:
    lines = [("Title", document.title), ("Subtitle", document.subtitle), ("Imprint", imprint(document))]
    return [_line(style, text, document.language) for style, text in lines if text]


def _line(style: str, text: str, language: Language) -> Node:
    run = text_run(Run(on_one_line(text)), language)
    return element("w:p", None, element("w:pPr", None, value("w:pStyle", style)), run)


def _footer(document: Document) -> Node:
    """Return the foot of a page: the title, then the page number and how many there are."""
    line = _line("Footer", document.title, document.language)
    line.append(element("w:r", None, element("w:tab")))
    line.append(_field("PAGE"))
    line.append(text_run(Run(" / "), document.language))
    line.append(_field("NUMPAGES"))
    return element("w:ftr", None, line)


def _field(code: str) -> Node:
    """Return a field the word processor counts; the only fields in the file are these two."""
    return element("w:fldSimple", {"w:instr": code}, element("w:r", None, element("w:t", None, "1")))


def _section(footer: str) -> Node:
    """Return A4 with margins of 2.5 cm; the title page has no foot."""
    return element(
        "w:sectPr",
        None,
        element("w:footerReference", {"w:type": "default", "r:id": footer}),
        element("w:pgSz", _PAGE),
        element("w:pgMar", {f"w:{side}": width for side, width in _MARGINS.items()} | {"w:gutter": "0"}),
        element("w:titlePg"),
    )


def _describe(file: WordDocument, document: Document) -> None:
    """Write the properties a file browser and a screen reader tell."""
    made = datetime.combine(document.made_on, time(), UTC)
    properties = file.core_properties
    properties.title = on_one_line(document.title)[:255]
    properties.subject = on_one_line(document.subtitle)[:255]
    properties.author = properties.last_modified_by = AUTHOR
    properties.comments = properties.keywords = properties.category = ""
    properties.language = locale_tag(document.language)
    properties.created = properties.modified = made
    properties.revision = 1
