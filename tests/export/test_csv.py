"""CSV that spreadsheets open and do not obey."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.export.csv_file import csv_bytes
from portal.export.csv_file import harmless


def rows(made: bytes) -> list[list[str]]:
    """The table as a program reads it that knows of the byte order mark and the semicolon."""
    return list(csv.reader(StringIO(made.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_table() -> None:
    """The table is in UTF-8 with a byte order mark, semicolons between cells and CRLF after lines."""
    made = csv_bytes(["Kaupunki", "Määrä"], [["Göteborg", "1,5"], ['a;"b"', "rivi\ntoinen"]])

    assert made.startswith(b"\xef\xbb\xbfKaupunki;M\xc3\xa4\xc3\xa4r\xc3\xa4\r\n")
    assert [["Kaupunki", "Määrä"], ["Göteborg", "1,5"], ['a;"b"', "rivi\ntoinen"]] == rows(made)


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+cmd|'/C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\x00=1", "＝1+1",
     "--5", "-5+cmd", "- 5", "+", "-", "%0A=1", "-1e9"],
)  # fmt: skip
def test_formulas(formula: str) -> None:
    """A cell a spreadsheet would compute begins with an apostrophe."""
    assert harmless(formula).startswith("'")


@pytest.mark.parametrize("number", ["-5", "+7", "-1,5", "-0.25", "1600000", "5"])
def test_numbers(number: str) -> None:
    """Plain numbers stay numbers."""
    assert number == harmless(number)


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_cells_come_back(cells: list[str]) -> None:
    """Whatever stands in the cells, there are as many of them afterwards, and none begins with a command."""
    [_, found] = rows(csv_bytes(["x"], [["a", *cells]]))

    assert not [each for each in found if each.startswith(("=", "@", "\t", "\r"))]
    assert 1 + len(cells) == len(found)
