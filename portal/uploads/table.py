"""A table as it was typed into a spreadsheet: rows of cells that know where they stand."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from decimal import Decimal
from enum import StrEnum

from portal.uploads.plain_table import Encoding
from portal.uploads.refusal import FileRefused
from portal.uploads.refusal import Reason
from portal.uploads.refusal import at_most

MOST_ROWS = 5_000
MOST_COLUMNS = 200
MOST_CELLS = 200_000
MOST_CHARACTERS = 20_000

Value = str | Decimal | bool | date | datetime | time | None


class CellKind(StrEnum):
    """What a cell holds; an error is one of the spreadsheet's own (#REF!), a missing value a formula never reckoned."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    DATE = "date"
    TIME = "time"
    ERROR = "error"
    FORMULA_WITHOUT_VALUE = "formula-without-value"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a cell stands; rows and columns count from 1, and a CSV file has no sheet."""

    sheet: str
    row: int
    column: int
    header: str

    @property
    def letter(self) -> str:
        """The column as spreadsheets name it: A, B … AA."""
        return column_letter(self.column)

    def __str__(self) -> str:
        return f"{self.letter}{self.row}"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell.

    `text` is what somebody would type for `value`: a number without grouping and with a decimal point, an ISO date.
    `formula` says that the value was reckoned; `merged` that the cell lies under another one and so holds nothing.
    """

    address: Address
    kind: CellKind
    text: str
    value: Value
    formula: bool = False
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty; cells with nothing to tell are left out."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell | None:
        """Return the cell in a column, counted from 1, or None where it is empty."""
        return next((cell for cell in self.cells if cell.address.column == column), None)


@dataclass(frozen=True, slots=True)
class Table:
    """A table below its header; `headers` are by column, counted from 1, and columns without one are missing there.

    `encoding` tells how the letters of a CSV file were read: Windows-1252 is a guess; None for a workbook.
    """

    sheet: str
    header_row: int
    headers: Mapping[int, str]
    rows: tuple[Row, ...]
    encoding: Encoding | None = None

    def address(self, row: int, header: str) -> Address:
        """Return where a value of that header would stand in a row, for a fault of what is not there."""
        column = next((column for column, name in self.headers.items() if name == header), 1)
        return Address(self.sheet, row, column, header)


def column_letter(column: int) -> str:
    """Return the letters of a column counted from 1."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Found:
    """One cell as a reader of files found it, before the header is known."""

    column: int
    kind: CellKind
    text: str
    value: Value
    formula: bool = False
    merged: bool = False


def table_of(sheet: str, found: Iterable[tuple[int, list[Found]]], encoding: Encoding | None = None) -> Table:
    """Return the table of the numbered rows: the first that holds something is the header.

    Raises `FileRefused` past a bound, for a header that stands twice, and where there is no header at all.
    """
    numbered = iter(found)
    header_row, headers = _headers(numbered)
    rows: list[Row] = []
    cells = 0
    for number, row in numbered:
        cells += len(row)
        at_most(cells, MOST_CELLS, Reason.CELLS, f"A{number}")
        made = tuple(_cell(sheet, number, each, headers) for each in row)
        if any(cell.kind is not CellKind.EMPTY for cell in made):
            rows.append(Row(number, made))
            at_most(len(rows), MOST_ROWS, Reason.ROWS)
    return Table(sheet, header_row, headers, tuple(rows), encoding)


def _headers(numbered: Iterable[tuple[int, list[Found]]]) -> tuple[int, Mapping[int, str]]:
    for number, row in numbered:
        headers = {each.column: each.text for each in row if each.text}
        at_most(max(headers, default=0), MOST_COLUMNS, Reason.COLUMNS)
        for column, name in headers.items():
            _check(name, number, column)
            if list(headers.values()).count(name) > 1:
                raise FileRefused(Reason.HEADER_TWICE, place=name)
        if headers:
            return number, headers
    raise FileRefused(Reason.NO_TABLE)


def _cell(sheet: str, row: int, found: Found, headers: Mapping[int, str]) -> Cell:
    _check(found.text, row, found.column)
    address = Address(sheet, row, found.column, headers.get(found.column, ""))
    return Cell(address, found.kind, found.text, found.value, found.formula, found.merged)


def _check(text: str, row: int, column: int) -> None:
    place = f"{column_letter(column)}{row}"
    at_most(column, MOST_COLUMNS, Reason.COLUMNS, place)
    at_most(len(text), MOST_CHARACTERS, Reason.CELL_LENGTH, place)
