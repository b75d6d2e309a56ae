"""The import of many entries from one table: where it stands, how it is done, and what is wrong in which cell."""

from dataclasses import dataclass
from enum import StrEnum

from portal.domain.errors import PortalError


class ImportState(StrEnum):
    """Where an import stands; those of `AT_WORK` go on by themselves, also after the process that began them died."""

    CHECKING = "checking"
    FAULTY = "faulty"
    READY = "ready"
    IMPORTING = "importing"
    INDEXING = "indexing"
    IMPORTED = "imported"
    UNDOING = "undoing"
    UNDONE = "undone"


AT_WORK = frozenset({ImportState.CHECKING, ImportState.IMPORTING, ImportState.INDEXING, ImportState.UNDOING})


class ImportMode(StrEnum):
    """What becomes of the rows."""

    DRAFTS = "drafts"
    """Drafts that are reviewed like any other."""
    PUBLISH = "publish"
    """Entries that readers see at once, as editorial drafts that no named expert has checked."""


class SheetRule(StrEnum):
    """What a table must be, beside the rules of the checker for each entry in it."""

    NO_ROWS = "no-rows"
    COLUMN_MISSING = "column-missing"
    HEADER_MISSING = "header-missing"
    HEADER_UNKNOWN = "header-unknown"
    HEADER_TWICE = "header-twice"
    HEADER_NOT_IMPORTED = "header-not-imported"
    """A field that sign-offs and the portal itself write, or one that needs a file."""
    CELL_ERROR = "cell-error"
    CELL_NOT_RECKONED = "cell-not-reckoned"
    CELL_MERGED = "cell-merged"
    ID_WRONG = "id-wrong"
    LANGUAGE_WRONG = "language-wrong"
    ROW_TWICE = "row-twice"
    ENTRY_EXISTS = "entry-exists"
    DRAFT_OPEN = "draft-open"
    ORIGINAL_NOT_THERE = "original-not-there"
    OUTSIDE_SCOPE = "outside-scope"


@dataclass(frozen=True, slots=True, order=True)
class CellFault:
    """One fault of a table; `column` is 0 where the sheet has no such column, `rule` of the checker or a `SheetRule`.

    `found` is what stands in the cell, `message` the sentence for the command line.
    """

    row: int
    column: int
    name: str
    rule: str
    sheet: str
    found: str
    message: str


class Staying(StrEnum):
    """Why an undo leaves something that its import brought."""

    CHANGED = "changed"
    HAS_MORE = "has-more"
    """Its entry has got further files since, such as a translation."""
    NAMED = "named"
    """Another entry refers to it."""
    BEING_WRITTEN = "being-written"
    GONE = "gone"


class ImportMissing(PortalError):
    """Raised when there is no such import."""


class ImportNotSo(PortalError):
    """Raised when what is asked does not follow from where an import stands."""


class UndoHindered(PortalError):
    """Raised when an import cannot be taken back, because somebody has built on it since."""
