"""A workbook looked over before openpyxl opens it: how large its parts are, which cells are formulas or merged.

openpyxl keeps every shared string and every style in memory and tells in its frugal mode neither what is a formula
nor what is merged; so the bounds are held here, over a stream that keeps nothing.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from portal.uploads.archive import Archive
from portal.uploads.markup import OnElement
from portal.uploads.markup import local
from portal.uploads.markup import look_through
from portal.uploads.refusal import FileRefused
from portal.uploads.refusal import Reason
from portal.uploads.refusal import at_most
from portal.uploads.table import MOST_CELLS
from portal.uploads.table import MOST_COLUMNS
from portal.uploads.table import MOST_ROWS
from portal.uploads.table import column_letter

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
MOST_STRING_ELEMENTS = 5 * MOST_CELLS
MOST_STYLE_ELEMENTS = 40_000
MOST_SHEETS = 100
MOST_DRAWN_CELLS = 5 * MOST_CELLS
"""Cells with a frame or a colour and nothing in them count here."""
CELL_NAME = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(slots=True)
class SheetSurvey:
    """What is known of one sheet: the last row and column that hold something, formulas and cells under others."""

    last_row: int = 0
    last_column: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)
    covered: set[tuple[int, int]] = field(default_factory=set)
    _row: int = 0
    _column: int = 0
    _drawn: int = 0

    def notice(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take note of an element of the sheet."""
        kind = local(name)
        if kind == "row":
            told = attributes.get("r", "")
            self._row = int(told) if told.isascii() and told.isdigit() and len(told) < 8 else self._row + 1
            self._column = 0
        elif kind == "c":
            self._begin_cell(attributes.get("r", ""))
        elif kind in {"v", "t"} and self._column:
            self._hold()
        elif kind == "f" and self._column:
            self._hold()
            self.formulas.add((self._row, self._column))
        elif kind == "mergeCell":
            self._cover(attributes.get("ref", ""))

    def _begin_cell(self, told: str) -> None:
        self._drawn += 1
        at_most(self._drawn, MOST_DRAWN_CELLS, Reason.CELLS)
        place = _place(told)
        if told and place is None:
            raise FileRefused(Reason.DAMAGED, place=told)
        self._row, self._column = place or (self._row, self._column + 1)

    def _hold(self) -> None:
        place = f"{column_letter(self._column)}{self._row}"
        at_most(self._column, MOST_COLUMNS, Reason.COLUMNS, place)
        at_most(self._row - 1, MOST_ROWS, Reason.ROWS, place)
        self.last_row = max(self.last_row, self._row)
        self.last_column = max(self.last_column, self._column)

    def _cover(self, told: str) -> None:
        """Note the cells of a merged stretch but its first, as far as a table can reach."""
        first, _, last = told.partition(":")
        start, end = _place(first), _place(last)
        if start is None or end is None:
            return
        bottom, right = min(end[0], MOST_ROWS + 1), min(end[1], MOST_COLUMNS)
        area = max(0, bottom - start[0] + 1) * max(0, right - start[1] + 1)
        at_most(len(self.covered) + area, MOST_CELLS, Reason.CELLS, told)
        for row in range(start[0], bottom + 1):
            self.covered.update((row, column) for column in range(start[1], right + 1))
        self.covered.discard(start)


def survey(archive: Archive, wanted: str | None) -> tuple[str, SheetSurvey]:
    """Return the name and the survey of the wanted sheet, else of the first that is not hidden.

    Raises `FileRefused` where there is none, or where a part is larger than openpyxl should be given.
    """
    _count(archive, STRINGS, MOST_STRING_ELEMENTS, Reason.CELLS)
    _count(archive, STYLES, MOST_STYLE_ELEMENTS, Reason.TOO_LARGE)
    for name, part, hidden in _sheets(archive):
        if name == wanted or (wanted is None and not hidden):
            found = SheetSurvey()
            _look(archive, part, found.notice)
            return name, found
    raise FileRefused(Reason.SHEET_MISSING, place=wanted or "")


def _sheets(archive: Archive) -> list[tuple[str, str, bool]]:
    """Return name, part and whether it is hidden, of every sheet of cells."""
    parts: dict[str, str] = {}
    sheets: list[tuple[str, str, bool]] = []

    def relation(_: str, attributes: dict[str, str]) -> None:
        if attributes.get("Type", "").endswith("/worksheet"):
            parts[attributes.get("Id", "")] = posixpath.normpath(
                posixpath.join("/xl", attributes.get("Target", ""))
            ).lstrip("/")

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            known = next((value for key, value in attributes.items() if local(key) == "id"), "")
            sheets.append((attributes.get("name", ""), known, attributes.get("state", "visible") != "visible"))
            at_most(len(sheets), MOST_SHEETS, Reason.CELLS)

    _look(archive, RELATIONS, relation)
    _look(archive, WORKBOOK, sheet)
    return [(name, parts[known], hidden) for name, known, hidden in sheets if parts.get(known) in archive.names]


def _count(archive: Archive, part: str, most: int, reason: Reason) -> None:
    count = 0

    def notice(_: str, __: dict[str, str]) -> None:
        nonlocal count
        count += 1
        at_most(count, most, reason, part)

    if part in archive.names:
        _look(archive, part, notice)


def _look(archive: Archive, part: str, notice: OnElement) -> None:
    entry = archive.entry(part)
    if entry is None:
        raise FileRefused(Reason.DAMAGED, place=part)
    look_through(archive.pieces(entry), part, notice)


def _place(told: str) -> tuple[int, int] | None:
    """Return row and column of a name such as B7, or None."""
    match = CELL_NAME.fullmatch(told)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
