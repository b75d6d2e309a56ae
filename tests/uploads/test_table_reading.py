"""Tables read from workbooks and CSV files: exact values, addresses, bounds."""

import itertools
import re
import time
from collections.abc import Iterator
from datetime import date
from datetime import datetime
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from openpyxl import Workbook

from portal.domain.file_type import TABLES
from portal.uploads.checked_file import CheckedFile
from portal.uploads.checked_file import check_file
from portal.uploads.plain_table import Encoding
from portal.uploads.refusal import Reason
from portal.uploads.refusal import Refused
from portal.uploads.table import MOST_CHARACTERS
from portal.uploads.table import MOST_ROWS
from portal.uploads.table import Cell
from portal.uploads.table import CellKind
from portal.uploads.table import Table
from portal.uploads.table import column_letter
from portal.uploads.table_reading import MOST_SECONDS
from portal.uploads.table_reading import read_table
from tests.uploads.packed import packed
from tests.uploads.packed import unpacked
from tests.uploads.packed import xlsx_file


def read(data: bytes, name: str = "a.xlsx", sheet: str | None = None) -> Table | Refused:
    """Return what comes of a file on its whole way in."""
    file = check_file(data, name, TABLES)
    return read_table(data, file, sheet) if isinstance(file, CheckedFile) else file


def table(data: bytes, name: str = "a.xlsx", sheet: str | None = None) -> Table:
    """Return the table of a file that has one."""
    found = read(data, name, sheet)
    assert isinstance(found, Table), found
    return found


def saved(book: Workbook) -> bytes:
    """Return the workbook as a file."""
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def first(found: Table) -> dict[str, Cell]:
    """Return the cells of the first row by header."""
    return {cell.address.header: cell for cell in found.rows[0].cells}


def test_a_cell_knows_where_it_stands() -> None:
    """Sheet, row, column letter and header, past empty rows and columns."""
    found = table(xlsx_file([[], ["title", None, "country"], [], ["Ehto", None, "fi"]], "Tapaukset"))
    (row,) = found.rows
    last = row.cells[-1].address

    assert (2, {1: "title", 3: "country"}) == (found.header_row, found.headers)
    assert ("Tapaukset", 4, "C", "country", "C4") == (last.sheet, last.row, last.letter, last.header, str(last))
    assert "C4" == str(found.address(4, "country"))
    assert ["A", "Z", "AA", "GR"] == [column_letter(number) for number in (1, 26, 27, 200)]


def test_values_are_exact() -> None:
    """Numbers as they were typed, dates as dates, truth and errors as such, text without white space around it."""
    row = [
        0.1,
        2.675,
        200000,
        12345678901234,
        date(2019, 6, 3),
        datetime(2019, 6, 3, 12, 30),  # noqa: DTZ001 - a spreadsheet knows no time zones
        True,
        "#N/A",
        " a\u0308 ",
    ]
    found = first(table(xlsx_file([[f"h{number}" for number in range(9)], row])))

    assert ["0.1", "2.675", "200000", "12345678901234", "2019-06-03", "2019-06-03T12:30:00", "true", "#N/A", "ä"] == [
        cell.text for cell in found.values()
    ]
    assert [Decimal("0.1"), Decimal("2.675"), Decimal(200000)] == [found[f"h{number}"].value for number in range(3)]
    assert date(2019, 6, 3) == found["h4"].value
    assert (CellKind.ERROR, CellKind.TRUTH) == (found["h7"].kind, found["h6"].kind)


def test_formulas_are_read_by_their_values_and_told() -> None:
    """A formula that was reckoned gives its value; one that never was is told as such."""
    book = xlsx_file([["sum", "new"], ["X", "=1+1"]])
    parts = unpacked(book)
    sheet = parts["xl/worksheets/sheet1.xml"]
    reckoned = re.sub(rb'<c r="A2".*?</c>', b'<c r="A2"><f>B1*2</f><v>42.5</v></c>', sheet)
    assert reckoned != sheet
    found = first(table(packed({**parts, "xl/worksheets/sheet1.xml": reckoned})))

    assert (CellKind.NUMBER, "42.5", True) == (found["sum"].kind, found["sum"].text, found["sum"].formula)
    assert (CellKind.FORMULA_WITHOUT_VALUE, "", True) == (found["new"].kind, found["new"].text, found["new"].formula)


def test_merged_cells_are_told() -> None:
    """A cell under another one is there, empty and marked, so that a fault can name it."""
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (["a", "b"], ["x", None], ["y", "z"]):
        sheet.append(line)
    sheet.merge_cells("A2:B2")
    found = table(saved(book))

    assert [False, True] == [cell.merged for cell in found.rows[0].cells]
    assert ["y", "z"] == [cell.text for cell in found.rows[1].cells]


def test_sheets() -> None:
    """The named sheet is read, else the first that is not hidden; one that is not there is told."""
    book = Workbook()
    book.worksheets[0].title = "secret"
    book.worksheets[0].sheet_state = "hidden"
    for name in ("one", "two"):
        book.create_sheet(name).append([name])
    data = saved(book)

    assert {1: "one"} == table(data).headers
    assert {1: "two"} == table(data, sheet="two").headers
    assert Refused(Reason.SHEET_MISSING, place="three") == read(data, sheet="three")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("nimi;määrä\nGöteborg;5,5\n".encode(), Encoding.UTF_8),
        ("nimi;määrä\r\nGöteborg;5,5\r\n".encode("utf-8-sig"), Encoding.UTF_8),
        ("nimi\tmäärä\nGöteborg\t5,5\n".encode("utf-16"), Encoding.UTF_16),
        ("nimi\tmäärä\nGöteborg\t5,5\n".encode("utf-16-be"), None),
        (b"\xfe\xff" + "nimi;määrä\nGöteborg;5,5\n".encode("utf-16-be"), Encoding.UTF_16),
        ("nimi;määrä\nGöteborg;5,5\n".encode("cp1252"), Encoding.WINDOWS_1252),
        ('nimi,määrä\rGöteborg,"5,5"\r'.encode(), Encoding.UTF_8),
        ('sep=,\nnimi,määrä\nGöteborg,"5,5"\n'.encode(), Encoding.UTF_8),
        ('"nimi";"määrä"\n"Göteborg";"5,5"'.encode(), Encoding.UTF_8),
    ],
)
def test_csv_as_spreadsheets_write_it(data: bytes, encoding: Encoding | None) -> None:
    """Encoding and separator are found, and which encoding was taken is told."""
    found = read(data, "a.csv")

    if encoding is None:
        assert Refused(Reason.ENCODING) == found
        return
    assert isinstance(found, Table), found
    assert ({1: "nimi", 2: "määrä"}, encoding) == (found.headers, found.encoding)
    assert ["Göteborg", "5,5"] == [cell.text for cell in found.rows[0].cells]


def test_csv_keeps_lines_in_a_cell_and_counts_records() -> None:
    """A cell may hold several lines; rows are counted as a spreadsheet shows them; nothing is reckoned."""
    found = table(b'a;b\n"one\r\ntwo";=1+1\n\nlast;"x ""y"""\n', "a.csv")

    assert [(2, ["one\ntwo", "=1+1"]), (4, ["last", 'x "y"'])] == [
        (row.number, [cell.text for cell in row.cells]) for row in found.rows
    ]
    assert not any(cell.formula for row in found.rows for cell in row.cells)


def rows_of(count: int) -> list[list[object]]:
    """Return a header and so many rows of twenty cells."""
    return [[f"h{column}" for column in range(20)], *([f"Ehto {row}", *range(19)] for row in range(count))]


def wide(name: str) -> bytes:
    """Return a workbook in which one cell has been moved far off."""
    parts = unpacked(xlsx_file([["a"], ["b"]]))
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b'r="A2"', f'r="{name}"'.encode())
    return packed({**parts, "xl/worksheets/sheet1.xml": sheet})


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.xlsx", xlsx_file([["a"], *([number] for number in range(MOST_ROWS + 1))]), Reason.ROWS),
        ("a.csv", b"a\n" + b"1\n" * (MOST_ROWS + 1), Reason.ROWS),
        ("a.csv", b"a\n" + b"\n" * 50_000 + b"1\n", Reason.ROWS),
        ("a.xlsx", wide("A1048576"), Reason.ROWS),
        ("a.xlsx", wide("XFD2"), Reason.COLUMNS),
        ("a.xlsx", wide("ZZZZ2"), Reason.DAMAGED),
        ("a.csv", b";".join(b"h%d" % number for number in range(201)) + b"\n1\n", Reason.COLUMNS),
        ("a.csv", b"a\n" + b";" * 3_000_000 + b"1\n", Reason.COLUMNS),
        ("a.csv", b";".join(b"h%d" % n for n in range(100)) + b"\n" + (b"1;" * 99 + b"1\n") * 2500, Reason.CELLS),
        ("a.csv", b"a\n" + b"x" * (MOST_CHARACTERS + 1), Reason.CELL_LENGTH),
        ("a.csv", b"a\n" + b"x" * 200_000, Reason.CELL_LENGTH),
        ("a.xlsx", xlsx_file([["a"], ["x" * (MOST_CHARACTERS + 1)]]), Reason.CELL_LENGTH),
        ("a.csv", b'a\n"open', Reason.QUOTES),
        ("a.csv", b"a;b;a\n1;2;3\n", Reason.HEADER_TWICE),
        ("a.csv", b"\n\n\n", Reason.NO_TABLE),
        ("a.xlsx", xlsx_file([]), Reason.NO_TABLE),
    ],
)  # fmt: skip
def test_bounds(name: str, data: bytes, reason: Reason) -> None:
    """What is too much, or no table, is refused quickly and by its reason."""
    begun = time.monotonic()
    found = read(data, name)

    assert isinstance(found, Refused)
    assert reason is found.reason
    assert 10 > time.monotonic() - begun


def test_five_hundred_rows_are_read_at_once() -> None:
    """A spreadsheet of five hundred rows takes a moment."""
    data = xlsx_file(rows_of(500))
    begun = time.monotonic()
    found = table(data)

    assert (500, 20) == (len(found.rows), len(found.rows[-1].cells))
    assert "T501" == str(found.rows[-1].cells[-1].address)
    assert 10 > time.monotonic() - begun


def test_time_runs_out() -> None:
    """A table that takes longer than anybody waits is left at the row it has come to."""
    data = xlsx_file(rows_of(10))
    file = check_file(data, "a.xlsx", TABLES)
    assert isinstance(file, CheckedFile)
    seconds: Iterator[int] = itertools.count(0, MOST_SECONDS // 2)

    found = read_table(data, file, clock=lambda: float(next(seconds)))

    assert Refused(Reason.TOO_SLOW, 3, None, "A3") == found


@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), max_size=6))
@settings(max_examples=100, deadline=None)
def test_any_cells(lines: list[list[str]]) -> None:
    """Whatever stands in the cells of a CSV file, it is read or refused."""
    text = "\n".join(";".join(line) for line in (["a", "b", "c"], *lines))

    assert isinstance(read(text.encode("utf-8", "replace"), "a.csv"), Table | Refused)


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes(data: bytes) -> None:
    """Whatever the bytes of a CSV file are, they are read or refused."""
    assert isinstance(read(data, "a.csv"), Table | Refused)


SHEET = unpacked(xlsx_file([["a", "b"], ["x", 1.5], [date(2020, 1, 1), True]]))


@given(st.sampled_from(sorted(SHEET)), st.data())
@settings(max_examples=150, deadline=None)
def test_any_damage_inside(name: str, data: st.DataObject) -> None:
    """A workbook whose parts have been changed is read or refused, and openpyxl's own errors stay inside."""
    part = SHEET[name]
    place = data.draw(st.integers(0, len(part) - 1))
    word = data.draw(st.sampled_from([b"", b"0", b"-1", b"9" * 30, b"1E999", b"x", b"s", b"<c/>", b"e", b'"', b"n"]))
    length = data.draw(st.integers(0, 8))
    changed = part[:place] + word + part[place + length :]

    assert isinstance(read(packed({**SHEET, name: changed})), Table | Refused)
