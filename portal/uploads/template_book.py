"""The workbook that is filled in to bring in many entries at once."""

import re
from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.styles import Font
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from portal.uploads.table import MOST_ROWS
from portal.uploads.template import NOTE
from portal.uploads.template import TemplateColumn
from portal.uploads.template import TemplateWords
from portal.uploads.template import header
from portal.uploads.template import plain

LONGEST_LIST = 60
"""Codes above which a drop-down list is longer than anybody scrolls."""
LONGEST_HINT = 250
FIRST_ROW = 3
"""The row of the example; above it are the header and the help."""
TEXT = "@"
"""The number format that keeps 2019-06, 010 and =x as they are typed."""
FORBIDDEN_IN_SHEETS = re.compile(r"[\[\]:*?/\\']")


def template_bytes(columns: Sequence[TemplateColumn], words: TemplateWords) -> bytes:
    """Return the workbook: a sheet to fill in, one of the codes, one that explains the columns.

    The sheet to fill in has below its header a row of help and a row of example.

    Every cell is text, so that what begins with = + - or @ is never reckoned.
    """
    book = Workbook()
    entries = book.worksheets[0]
    entries.title = _sheet_name(words.entries)
    codes, explained = (book.create_sheet(_sheet_name(name)) for name in (words.codes, words.columns))
    places = _write_codes(codes, columns, words)
    _write_lines(explained, _explanations(columns, words), (32, 32, 14, 80))
    _write_entries(entries, columns)
    for number, column in enumerate(columns, start=1):
        _guide(entries, number, column, words, places.get(column.name))
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _write_entries(sheet: Worksheet, columns: Sequence[TemplateColumn]) -> None:
    noted = [column.help if number else f"{NOTE} {column.help}".strip() for number, column in enumerate(columns)]
    lines = [[header(column) for column in columns], noted, [column.example for column in columns]]
    _write_lines(sheet, lines, ())
    for number, column in enumerate(columns, start=1):
        wide = sheet.column_dimensions[get_column_letter(number)]
        wide.width, wide.number_format = min(60, max(18, len(header(column)) + 2)), TEXT
        for row in (2, FIRST_ROW):
            sheet.cell(row, number).font = Font(italic=True)
        if column.required:
            sheet.cell(1, number).fill = PatternFill("solid", fgColor="FFE9B3")


def _write_codes(
    sheet: Worksheet, columns: Sequence[TemplateColumn], words: TemplateWords
) -> dict[str, tuple[int, int]]:
    """Write the codes of every column and return the first and last row of each."""
    lines = [[words.column, words.code, words.meaning]]
    places: dict[str, tuple[int, int]] = {}
    for column in columns:
        if column.codes:
            places[column.name] = (len(lines) + 1, len(lines) + len(column.codes))
            lines += [[header(column), each.code, each.label] for each in column.codes]
    _write_lines(sheet, lines, (32, 32, 80))
    return places


def _explanations(columns: Sequence[TemplateColumn], words: TemplateWords) -> list[list[str]]:
    lines = [[words.column, words.code, words.required, words.explanation]]
    return lines + [[each.label, each.name, words.yes if each.required else words.no, each.help] for each in columns]


def _write_lines(sheet: Worksheet, lines: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    for number, line in enumerate(lines, start=1):
        for place, text in enumerate(line, start=1):
            _write(sheet, number, place, text, bold=number == 1)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"


def _write(sheet: Worksheet, row: int, column: int, text: str, *, bold: bool) -> None:
    cell = sheet.cell(row, column)
    kept = plain(text)
    if not kept:
        return
    cell.value = kept
    # openpyxl takes what begins with = for a formula, and what looks like an error for one; all is text here.
    cell.data_type = "s"
    cell.number_format = TEXT
    cell.quotePrefix = kept.startswith(("=", "+", "-", "@", "\t"))
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _guide(
    sheet: Worksheet, number: int, column: TemplateColumn, words: TemplateWords, codes: tuple[int, int] | None
) -> None:
    """Give a column its hint and, where one short code is asked, its list to choose from."""
    listed = codes is not None and not column.several and len(column.codes) <= LONGEST_LIST
    if not listed and not column.help:
        return
    rule = DataValidation(type="list" if listed else None, allow_blank=True)
    if listed and codes is not None:
        rule.formula1 = f"{quote_sheetname(_sheet_name(words.codes))}!$B${codes[0]}:$B${codes[1]}"
        rule.showErrorMessage, rule.error = True, plain(words.choose)[:LONGEST_HINT]
    rule.showInputMessage = bool(column.help)
    rule.promptTitle, rule.prompt = plain(column.label)[:30], plain(column.help)[:LONGEST_HINT]
    letter = get_column_letter(number)
    rule.add(f"{letter}{FIRST_ROW}:{letter}{MOST_ROWS + 1}")
    sheet.add_data_validation(rule)


def _sheet_name(name: str) -> str:
    return FORBIDDEN_IN_SHEETS.sub(" ", plain(name)).strip()[:31] or "Sheet"
