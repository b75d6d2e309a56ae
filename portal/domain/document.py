"""A document to hand to a colleague, before any file format: what is said, in which language, in which order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.language import Language


class Tone(StrEnum):
    """What a paragraph is for; a file format gives each tone a style of its own."""

    BODY = "body"
    LEAD = "lead"
    QUIET = "quiet"
    NOTE = "note"
    CAUTION = "caution"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look; `blank` marks a gap that is still to be filled, `address` makes it a link.

    `language` is set only where it is not that of the paragraph around it.
    """

    text: str
    language: Language | None = None
    strong: bool = False
    emphasis: bool = False
    blank: bool = False
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note whose mark stands where the footnote stands among the runs."""

    runs: tuple[Run, ...]
    language: Language


Inline = Run | Footnote


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3, numbered by the file format where asked."""

    level: int
    content: tuple[Inline, ...]
    language: Language
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    content: tuple[Inline, ...]
    language: Language
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of points; an item may hold paragraphs and further lists."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    content: tuple[Inline, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row, and with a header column where asked; every row has as many cells as the header."""

    caption: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    language: Language
    row_headers: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Listing | Table | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """The whole document: a title page of `title` and `subtitle`, then the blocks.

    `language` is the language of the document as a whole, `made_on` the day it was made.
    """

    title: str
    language: Language
    blocks: Sequence[Block]
    made_on: date
    subtitle: str = ""
