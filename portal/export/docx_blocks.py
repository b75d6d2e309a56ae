"""The blocks of a document as the body of a DOCX file."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace

from portal.domain.document import Block
from portal.domain.document import Heading
from portal.domain.document import Listing
from portal.domain.document import PageBreak
from portal.domain.document import Paragraph
from portal.domain.document import Run
from portal.domain.document import Table
from portal.domain.document import Tone
from portal.export.docx_inline import InlineWriter
from portal.export.docx_markup import element
from portal.export.docx_markup import value
from portal.export.docx_numbering import DEEPEST
from portal.export.docx_numbering import HEADINGS
from portal.export.docx_numbering import POINTS
from portal.export.docx_numbering import Numbering
from portal.export.docx_numbering import counted
from portal.export.docx_table import table_node
from portal.export.markup import Node

_STYLES = {
    Tone.BODY: "Normal",
    Tone.LEAD: "Lead",
    Tone.QUIET: "Quiet",
    Tone.NOTE: "Note",
    Tone.CAUTION: "Caution",
}
_INDENT = 397


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: in no list, or in a list of that number; the first block of a point carries its number."""

    depth: int = -1
    number: int = 0
    first: bool = False


@dataclass(slots=True)
class BlockWriter:
    """Writes blocks one after the other; a page break is a property of the paragraph that follows it."""

    inline: InlineWriter
    numbering: Numbering
    ranks: Mapping[int, int]
    on_new_page: bool = False

    def nodes(self, blocks: Iterable[Block], place: Place = Place()) -> list[Node]:
        """Return the elements of the blocks in their order."""
        made: list[Node] = []
        for block in blocks:
            made += self._block(block, place)
            place = replace(place, first=False)
        return made

    def _block(self, block: Block, place: Place) -> list[Node]:
        match block:
            case Heading():
                return [self._heading(block, place)]
            case Paragraph():
                return [self._paragraph(block, place)]
            case Listing():
                return self._listing(block, place)
            case Table():
                return self._table(block)
            case PageBreak():
                self.on_new_page = True
                return []

    def _heading(self, heading: Heading, place: Place) -> Node:
        """Return a heading; one inside a list has no number of its own."""
        numbered = heading.numbered and place.depth < 0
        number = counted(HEADINGS, self.ranks[heading.level]) if numbered else None
        style = self._properties(f"Heading{heading.level}", number)
        return element("w:p", None, style, *self.inline.nodes(heading.content, heading.language))

    def _paragraph(self, paragraph: Paragraph, place: Place) -> Node:
        in_list = place.depth >= 0 and paragraph.tone is Tone.BODY
        name = "ListParagraph" if in_list else _STYLES[paragraph.tone]
        style = self._properties(name, counted(place.number, place.depth) if place.first else None)
        if place.depth >= 0 and not place.first:
            style.append(element("w:ind", {"w:left": str(_INDENT * (place.depth + 1))}))
        return element("w:p", None, style, *self.inline.nodes(paragraph.content, paragraph.language))

    def _listing(self, listing: Listing, place: Place) -> list[Node]:
        depth = min(place.depth + 1, DEEPEST)
        number = self.numbering.ordered(depth, listing.start) if listing.ordered else POINTS
        inner = Place(depth, number, first=True)
        made: list[Node] = []
        for item in listing.items:
            if not item or not isinstance(item[0], Paragraph):
                # Only a paragraph carries a number; a point that begins otherwise gets an empty one.
                made.append(element("w:p", None, self._properties("ListParagraph", counted(number, depth))))
                made += self.nodes(item, replace(inner, first=False))
            else:
                made += self.nodes(item, inner)
        return made

    def _table(self, table: Table) -> list[Node]:
        caption = element(
            "w:p", None, self._properties("Caption"), *self.inline.nodes([Run(table.caption)], table.language)
        )
        return [caption, table_node(table, self.inline), element("w:p", None, self._properties("AfterTable"))]

    def _properties(self, style: str, number: Node | None = None) -> Node:
        """Return the properties of a paragraph in the order of the schema."""
        properties = element("w:pPr", None, value("w:pStyle", style))
        if self.on_new_page:
            properties.append(element("w:pageBreakBefore"))
            self.on_new_page = False
        if number is not None:
            properties.append(number)
        return properties
