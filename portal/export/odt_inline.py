"""What stands inside a paragraph of an ODT file: text, links, footnotes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from portal.domain.document import Footnote
from portal.domain.document import Inline
from portal.domain.document import Run
from portal.domain.language import Language
from portal.export.blanks import in_brackets
from portal.export.characters import pieces
from portal.export.links import sound_address
from portal.export.markup import Node
from portal.export.odt_markup import element
from portal.export.odt_styles import AutomaticStyles

_BREAKS = {"\t": "text:tab", "\n": "text:line-break"}
_SPACES = re.compile(r"(^ +| +$| {2,})")
"""Spaces a reader of the file would drop or fold into one (ODF 1.3 part 3, 6.1.2)."""


@dataclass(slots=True)
class InlineWriter:
    """Writes the runs of a file, its footnotes where their marks stand."""

    styles: AutomaticStyles
    notes: int = 0

    def nodes(self, content: Iterable[Inline], language: Language) -> list[Node]:
        """Return what stands in a paragraph of that language."""
        return [
            self._note(each) if isinstance(each, Footnote) else self._run(each, each.language or language)
            for each in content
        ]

    def _run(self, run: Run, language: Language) -> Node:
        address = sound_address(run.address)
        words = in_brackets(run.text) if run.blank else run.text
        span = element("text:span", {"text:style-name": self._look(run, language)}, *text_nodes(words))
        if address is None:
            return span
        link = {"xlink:type": "simple", "xlink:href": address, "text:style-name": "Internet_20_link"}
        return element("text:a", link, span)

    def _look(self, run: Run, language: Language) -> str:
        look = {"fo:font-weight": "bold"} if run.strong else {}
        if run.emphasis:
            look["fo:font-style"] = "italic"
        return self.styles.text("Blank" if run.blank else None, language, look)

    def _note(self, note: Footnote) -> Node:
        self.notes += 1
        number = str(self.notes)
        style = self.styles.paragraph("Footnote", note.language)
        words = element("text:p", {"text:style-name": style}, *self.nodes(note.runs, note.language))
        return element(
            "text:note",
            {"text:id": f"ftn{number}", "text:note-class": "footnote"},
            element("text:note-citation", None, number),
            element("text:note-body", None, words),
        )


def text_nodes(text: str) -> list[Node]:
    """Return text with tabs, line ends and spaces as the elements that keep them."""
    made: list[Node] = []
    for piece in pieces(text):
        if piece in _BREAKS:
            made.append(element(_BREAKS[piece]))
            continue
        for words in _SPACES.split(piece):
            if words.strip(" "):
                made.append(words)
            elif words:
                made.append(element("text:s", {"text:c": str(len(words))}))
    return made
