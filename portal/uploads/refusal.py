"""Why a file was refused, in codes and numbers; the words for people are found where they are shown."""

from dataclasses import dataclass
from enum import StrEnum

from portal.domain.errors import PortalError


class Reason(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TYPE_UNKNOWN = "type-unknown"
    TYPE_NOT_ALLOWED = "type-not-allowed"
    NAME_AND_CONTENT = "name-and-content"
    """The ending of the name promises another kind than the content is."""
    TWO_TYPES = "two-types"
    """It can be read as two kinds of file at once, which nobody makes by accident."""
    OLD_OFFICE = "old-office"
    """A format of Office before 2007 (.doc, .xls)."""
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    """It carries programs: macros, scripts of a PDF, or the kinds made for them (.docm, .xlsm)."""
    OUTSIDE_CONTENT = "outside-content"
    """It fetches something from elsewhere when it is opened."""
    ARCHIVE_ENTRIES = "archive-entries"
    ARCHIVE_UNPACKED = "archive-unpacked"
    """It would unpack to more than is let in, or says that it unpacks to another size than it does."""
    ARCHIVE_NAMES = "archive-names"
    ARCHIVE_NESTED = "archive-nested"
    """It holds another packed file, such as the workbook behind a chart."""
    XML_ENTITIES = "xml-entities"
    PIXELS = "pixels"
    ROWS = "rows"
    COLUMNS = "columns"
    CELLS = "cells"
    CELL_LENGTH = "cell-length"
    QUOTES = "quotes"
    """A quotation mark of a CSV file is not closed; `place` tells the line."""
    ENCODING = "encoding"
    SHEET_MISSING = "sheet-missing"
    NO_TABLE = "no-table"
    HEADER_TWICE = "header-twice"
    TOO_SLOW = "too-slow"


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is not let in: what was found, how much is let in, and where in the file."""

    reason: Reason
    found: int | None = None
    most: int | None = None
    place: str = ""


class FileRefused(PortalError):
    """Raised inside this room to leave a file at the first thing that is wrong with it; its doors return `Refused`."""

    def __init__(self, reason: Reason, found: int | None = None, most: int | None = None, place: str = "") -> None:
        super().__init__(f"{reason} {place}".strip())
        self.refused = Refused(reason, found, most, place[:200])


def at_most(found: int, most: int, reason: Reason, place: str = "") -> None:
    """Raise `FileRefused` when more was found than is let in."""
    if found > most:
        raise FileRefused(reason, found, most, place)
