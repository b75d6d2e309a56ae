"""A document as Markdown (CommonMark with tables and footnotes, as Pandoc and most editors read it)."""

import json
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from itertools import groupby

from portal.domain.document import Block
from portal.domain.document import Cell
from portal.domain.document import Document
from portal.domain.document import Heading
from portal.domain.document import Listing
from portal.domain.document import PageBreak
from portal.domain.document import Paragraph
from portal.domain.document import Table
from portal.domain.document import Tone
from portal.domain.language import Language
from portal.export.characters import on_one_line
from portal.export.heading_ranks import heading_ranks
from portal.export.imprint import AUTHOR
from portal.export.imprint import imprint
from portal.export.locales import locale_tag
from portal.export.markdown_inline import InlineWriter
from portal.export.markdown_inline import escaped

_INDENT = "    "
_QUOTED = {Tone.NOTE, Tone.CAUTION}


def markdown_text(document: Document) -> str:
    """Return the document with its metadata in front and its footnotes at the end.

    Markdown has no numbered headings, so their numbers are typed; a block in another language stands in a `div`
    that says which.
    """
    writer = BlockWriter(InlineWriter(), document.language, heading_ranks(document.blocks))
    title = [f"# {escaped(on_one_line(document.title))}", escaped(on_one_line(document.subtitle)), imprint(document)]
    blocks = writer.blocks(document.blocks)
    notes = [f"[^{number}]: {text}" for number, text in enumerate(writer.inline.notes, start=1)]
    return "\n\n".join([_front_matter(document), *filter(None, title), *blocks, *notes]) + "\n"


def _front_matter(document: Document) -> str:
    """Return the metadata as YAML; JSON strings are YAML strings nothing can break out of."""
    told = {
        "title": on_one_line(document.title),
        "lang": locale_tag(document.language),
        "author": AUTHOR,
        "date": document.made_on.isoformat(),
    }
    lines = [f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in told.items()]
    return "\n".join(["---", *lines, "---"])


@dataclass(slots=True)
class BlockWriter:
    """Writes blocks one after the other and counts the numbered headings."""

    inline: InlineWriter
    language: Language
    ranks: Mapping[int, int]
    counts: list[int] = field(default_factory=lambda: [0, 0, 0])

    def blocks(self, blocks: Iterable[Block]) -> list[str]:
        """Return the blocks as text, those of another language in a `div` together.

        Page breaks leave nothing, for Markdown has no pages.
        """
        made: list[str] = []
        for language, group in groupby(blocks, key=self._language):
            texts = self._texts(group)
            made += texts if language == self.language else [f'<div lang="{language}">', *texts, "</div>"]
        return made

    def _texts(self, blocks: Iterable[Block]) -> list[str]:
        """Return the blocks as text; a comment keeps two lists in a row from becoming one."""
        made: list[str] = []
        before: Block = PageBreak()
        for block in blocks:
            if isinstance(block, Listing) and isinstance(before, Listing):
                made.append("<!-- -->")
            made += filter(None, [self._block(block)])
            before = block
        return made

    def _language(self, block: Block) -> Language:
        """Return the language a block is marked with; the points of a list mark theirs themselves."""
        return block.language if isinstance(block, Heading | Paragraph | Table) else self.language

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
            case Listing():
                return self._listing(block)
            case Table():
                return self._table(block)
            case PageBreak():
                return ""

    def _heading(self, heading: Heading) -> str:
        """Return a heading one level below the title, with its number where it has one."""
        words = self.inline.text(heading.content, heading.language, one_line=True)
        number = f"{self._number(self.ranks[heading.level])} " if heading.numbered and self.ranks else ""
        return f"{'#' * (heading.level + 1)} {number}{words}"

    def _number(self, depth: int) -> str:
        self.counts[depth] += 1
        self.counts[depth + 1 :] = [0] * (len(self.counts) - depth - 1)
        number = ".".join(str(count) for count in self.counts[: depth + 1])
        return f"{number}." if depth == 0 else number

    def _paragraph(self, paragraph: Paragraph) -> str:
        text = self.inline.text(paragraph.content, paragraph.language)
        return "\n".join(f"> {line}" for line in text.split("\n")) if paragraph.tone in _QUOTED else text

    def _listing(self, listing: Listing) -> str:
        marks = [f"{listing.start + place}." if listing.ordered else "-" for place, _ in enumerate(listing.items)]
        return "\n".join(self._point(mark, item) for mark, item in zip(marks, listing.items, strict=True))

    def _point(self, mark: str, item: tuple[Block, ...]) -> str:
        lines = "\n\n".join(self.blocks(item)).split("\n")
        return "\n".join(
            [f"{mark.ljust(3)} {lines[0]}".rstrip(), *(_INDENT + line if line else "" for line in lines[1:])]
        )

    def _table(self, table: Table) -> str:
        ruler = "|" + " --- |" * len(table.header)
        rows = [self._row(table.header, table.language), ruler, *(self._row(row, table.language) for row in table.rows)]
        return f"**{escaped(on_one_line(table.caption))}**\n\n" + "\n".join(rows)

    def _row(self, cells: tuple[Cell, ...], language: Language) -> str:
        return "| " + " | ".join(self._cell(cell, language) for cell in cells) + " |"

    def _cell(self, cell: Cell, language: Language) -> str:
        words = self.inline.text(cell.content, cell.language, one_line=True)
        return f'<span lang="{cell.language}">{words}</span>' if words and cell.language != language else words
