"""Tables out of checked files: the values of a workbook, the text of a CSV file, within bounds of size and time."""

import unicodedata
import warnings
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from time import monotonic
from typing import Any

from portal.domain.file_type import FileType
from portal.uploads.archive import open_archive
from portal.uploads.checked_file import CheckedFile
from portal.uploads.plain_table import plain_table
from portal.uploads.refusal import FileRefused
from portal.uploads.refusal import Reason
from portal.uploads.refusal import Refused
from portal.uploads.refusal import at_most
from portal.uploads.sheet_survey import SheetSurvey
from portal.uploads.sheet_survey import survey
from portal.uploads.table import MOST_ROWS
from portal.uploads.table import CellKind
from portal.uploads.table import Found
from portal.uploads.table import Table
from portal.uploads.table import Value
from portal.uploads.table import table_of

MOST_SECONDS = 20

Rows = Iterable[tuple[int, list[Found]]]


def read_table(
    data: bytes, file: CheckedFile, sheet: str | None = None, clock: Callable[[], float] = monotonic
) -> Table | Refused:
    """Return the table of a file that `check_file` let in, or why it cannot be read.

    Of a workbook the sheet of that name is read, else the first that is not hidden; formulas are read by the values
    that were last reckoned.
    """
    until = clock() + MOST_SECONDS
    try:
        if file.file_type is FileType.CSV:
            plain = plain_table(data)
            return table_of("", _in_time(_plain_rows(plain.records()), until, clock), plain.encoding)
        name, surveyed = survey(open_archive(data), sheet)
        return table_of(name, _in_time(_workbook_rows(data, name, surveyed), until, clock))
    except FileRefused as refusal:
        return refusal.refused


def _in_time(rows: Rows, until: float, clock: Callable[[], float]) -> Rows:
    for row in rows:
        if clock() > until:
            raise FileRefused(Reason.TOO_SLOW, row[0], None, f"A{row[0]}")
        yield row


def _plain_rows(records: Iterable[list[str]]) -> Rows:
    for number, record in enumerate(records, start=1):
        at_most(number - 1, 2 * MOST_ROWS, Reason.ROWS)
        texts = ((column, _tidy(text)) for column, text in enumerate(record, start=1))
        yield number, [Found(column, CellKind.TEXT, text, text) for column, text in texts if text]


def _workbook_rows(data: bytes, sheet: str, surveyed: SheetSurvey) -> Iterator[tuple[int, list[Found]]]:
    if not surveyed.last_row:
        return
    from openpyxl import load_workbook  # noqa: PLC0415 - loaded late, see docs/architecture.md

    try:
        # What openpyxl warns of (styles, validations it does not know) is nothing a reader of values must hear.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                opened = book[sheet]
                opened.reset_dimensions()
                found = opened.iter_rows(max_row=surveyed.last_row, max_col=surveyed.last_column)
                for number, cells in enumerate(found, start=1):
                    yield number, list(_found(number, cells, surveyed))
            finally:
                book.close()
    except FileRefused:
        raise
    # openpyxl raises whatever its parts raise on a file that is broken inside: there is no list of it.
    except Exception as error:
        raise FileRefused(Reason.DAMAGED) from error


def _found(number: int, cells: Iterable[Any], surveyed: SheetSurvey) -> Iterator[Found]:
    for column, cell in enumerate(cells, start=1):
        formula = (number, column) in surveyed.formulas
        merged = (number, column) in surveyed.covered
        kind, text, value = _told(cell.value, cell.data_type, formula)
        if kind is not CellKind.EMPTY or merged:
            yield Found(column, kind, text, value, formula, merged)


def _told(value: Any, data_type: str, formula: bool) -> tuple[CellKind, str, Value]:  # noqa: PLR0911 a line per kind
    """Return what a cell holds, as kind, as text and as an exact value."""
    if value is None or value == "":
        return (CellKind.FORMULA_WITHOUT_VALUE if formula else CellKind.EMPTY), "", None
    if data_type == "e":
        return CellKind.ERROR, str(value), None
    if isinstance(value, bool):
        return CellKind.TRUTH, "true" if value else "false", value
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date):
        return CellKind.DATE, value.isoformat(), value
    if isinstance(value, time):
        return CellKind.TIME, value.isoformat(), value
    if isinstance(value, timedelta):
        return CellKind.TEXT, str(value), str(value)
    text = _tidy(str(value))
    return (CellKind.TEXT, text, text) if text else (CellKind.EMPTY, "", None)


def _number(value: float) -> tuple[CellKind, str, Value]:
    """Return the number that was typed: the shortest decimal that the stored binary number stands for."""
    exact = Decimal(repr(value))
    if not exact.is_finite():
        return CellKind.ERROR, str(value), None
    exact = exact.quantize(Decimal(1)) if exact == exact.to_integral_value() and abs(exact) < 10**15 else exact
    return CellKind.NUMBER, format(exact, "f"), exact


def _tidy(text: str) -> str:
    """Return text in NFC with Unix line ends, without white space around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
