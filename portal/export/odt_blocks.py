"""The blocks of a document as the text of an ODT file."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from portal.domain.document import Block
from portal.domain.document import Heading
from portal.domain.document import Listing
from portal.domain.document import PageBreak
from portal.domain.document import Paragraph
from portal.domain.document import Run
from portal.domain.document import Table
from portal.domain.document import Tone
from portal.domain.language import Language
from portal.export.markup import Node
from portal.export.odt_inline import InlineWriter
from portal.export.odt_markup import ODF
from portal.export.odt_markup import element
from portal.export.odt_table import table_node

_STYLES = {
    Tone.BODY: "Text_20_body",
    Tone.LEAD: "Lead",
    Tone.QUIET: "Quiet",
    Tone.NOTE: "Note",
    Tone.CAUTION: "Caution",
}
_HEADING_NUMBERS = "headings"
_ON_NEW_PAGE = {"fo:break-before": "page"}


@dataclass(slots=True)
class BlockWriter:
    """Writes blocks one after the other; a page break is a property of the paragraph that follows it.

    `master` names the kind of page the next paragraph begins, as after the title page.
    """

    inline: InlineWriter
    ranks: Mapping[int, int]
    language: Language
    master: str | None = None
    on_new_page: bool = False
    tables: int = 0
    numbered: int = 0
    held_back: list[Table] = field(default_factory=list)

    def nodes(self, blocks: Iterable[Block]) -> list[Node]:
        """Return the elements of the blocks in their order; a table inside a list follows the list."""
        made: list[Node] = []
        for block in blocks:
            made += self._block(block)
            held, self.held_back = self.held_back, []
            for table in held:
                made += self._table(table)
        return made

    def _block(self, block: Block) -> list[Node]:
        match block:
            case Heading():
                return [self._counted(block) if block.numbered else self._heading(block)]
            case Paragraph():
                return [self._paragraph(block, _STYLES[block.tone])]
            case Listing():
                return [self._listing(block)]
            case Table():
                return self._table(block)
            case PageBreak():
                self.on_new_page = True
                return []

    def _heading(self, heading: Heading) -> Node:
        attributes = {
            "text:style-name": self._style(f"Heading_20_{heading.level}", heading.language),
            "text:outline-level": str(heading.level),
        }
        return element("text:h", attributes, *self.inline.nodes(heading.content, heading.language))

    def _counted(self, heading: Heading) -> Node:
        """Return a heading in the one list all numbered headings are points of, at the depth of its level."""
        self.numbered += 1
        node = self._heading(heading)
        for _ in range(self.ranks[heading.level]):
            node = element("text:list", None, element("text:list-item", None, node))
        attributes = {"xml:id": f"{_HEADING_NUMBERS}{self.numbered}", "text:style-name": "Heading_20_Numbers"}
        if self.numbered > 1:
            attributes["text:continue-list"] = f"{_HEADING_NUMBERS}{self.numbered - 1}"
        return element("text:list", attributes, element("text:list-item", None, node))

    def _paragraph(self, paragraph: Paragraph, parent: str) -> Node:
        style = self._style(parent, paragraph.language)
        return element("text:p", {"text:style-name": style}, *self.inline.nodes(paragraph.content, paragraph.language))

    def _listing(self, listing: Listing) -> Node:
        items = [element("text:list-item", None, *self._point(item)) for item in listing.items]
        if items and listing.ordered:
            items[0].set(ODF.name("text:start-value"), str(max(listing.start, 0)))
        return element("text:list", {"text:style-name": "Ordered" if listing.ordered else "Points"}, *items)

    def _point(self, item: tuple[Block, ...]) -> list[Node]:
        """Return what a point of a list may hold: paragraphs, headings and lists, of which the first is no list."""
        made: list[Node] = []
        if not item or isinstance(item[0], Listing | Table | PageBreak):
            made.append(element("text:p", {"text:style-name": self._style("List_20_Paragraph", self.language)}))
        for block in item:
            match block:
                case Table():
                    self.held_back.append(block)
                case Heading():
                    made.append(self._heading(block))
                case Paragraph(tone=Tone.BODY):
                    made.append(self._paragraph(block, "List_20_Paragraph"))
                case _:
                    made += self._block(block)
        return made

    def _table(self, table: Table) -> list[Node]:
        self.tables += 1
        style = {"text:style-name": self._style("Caption", table.language)}
        caption = element("text:p", style, *self.inline.nodes([Run(table.caption)], table.language))
        after = element("text:p", {"text:style-name": "After_20_Table"})
        return [caption, table_node(table, f"Table{self.tables}", self.inline), after]

    def _style(self, parent: str, language: Language) -> str:
        """Return the style of a paragraph; the first after a page break begins the page."""
        master, self.master = self.master, None
        place = _ON_NEW_PAGE if self.on_new_page and master is None else None
        self.on_new_page = False
        return self.inline.styles.paragraph(parent, language, place, master=master)
