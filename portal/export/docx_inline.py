"""What stands inside a paragraph of a DOCX file: text, links, marks of footnotes."""

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass

from portal.domain.document import Footnote
from portal.domain.document import Inline
from portal.domain.document import Run
from portal.domain.language import Language
from portal.export.blanks import in_brackets
from portal.export.characters import pieces
from portal.export.docx_markup import SPACE
from portal.export.docx_markup import element
from portal.export.docx_markup import value
from portal.export.links import sound_address
from portal.export.locales import locale_tag
from portal.export.markup import Node

_BREAKS = {"\t": "w:tab", "\n": "w:br"}


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Writes the runs of one part: `link` gives an address an id in it, `cite` takes a footnote and gives its mark."""

    link: Callable[[str], str]
    cite: Callable[[Footnote], Node]

    def nodes(self, content: Iterable[Inline], language: Language) -> list[Node]:
        """Return the elements of a paragraph in that language, every run with a language of its own."""
        return [
            self.cite(each) if isinstance(each, Footnote) else self._run(each, each.language or language)
            for each in content
        ]

    def _run(self, run: Run, language: Language) -> Node:
        address = sound_address(run.address)
        node = text_run(run, language, linked=address is not None)
        return node if address is None else element("w:hyperlink", {"r:id": self.link(address)}, node)


def text_run(run: Run, language: Language, *, linked: bool = False) -> Node:
    """Return a `w:r` whose text is text only: a field code in it stays words."""
    words = in_brackets(run.text) if run.blank else run.text
    return element("w:r", None, _look(run, language, linked=linked), *text_nodes(words))


def text_nodes(text: str) -> list[Node]:
    """Return text as elements of a run, tabs and line ends as what they are in a word processor."""
    return [element(_BREAKS[piece]) if piece in _BREAKS else _text(piece) for piece in pieces(text)]


def _text(piece: str) -> Node:
    node = element("w:t", None, piece)
    node.set(SPACE, "preserve")
    return node


def _look(run: Run, language: Language, *, linked: bool) -> Node:
    """Return the properties of a run in the order of the schema."""
    look = element("w:rPr")
    if linked or run.blank:
        look.append(value("w:rStyle", "Blank" if run.blank else "Hyperlink"))
    if run.strong:
        look.append(element("w:b"))
    if run.emphasis:
        look.append(element("w:i"))
    look.append(value("w:lang", locale_tag(language)))
    return look
