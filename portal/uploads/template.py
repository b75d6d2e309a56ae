"""The columns of the workbook that is filled in to bring in many entries at once, and its rows known again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portal.uploads.table import Row

LONGEST_CELL = 32_000
NOTE = "#"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
HEADER_NAME = re.compile(r"\[([A-Za-z0-9_.-]+)\]\s*\Z")


@dataclass(frozen=True, slots=True)
class TemplateCode:
    """A code that a column may hold, and what it means."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column; one with `several` takes codes with commas between, which no drop-down list can offer."""

    name: str
    label: str
    help: str = ""
    required: bool = False
    codes: tuple[TemplateCode, ...] = ()
    several: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class TemplateWords:
    """The words of the workbook itself, in the language of whoever fills it in."""

    entries: str
    codes: str
    columns: str
    column: str
    code: str
    meaning: str
    required: str
    yes: str
    no: str
    explanation: str
    choose: str
    """What to do when a code was typed that the list does not have."""


def header(column: TemplateColumn) -> str:
    """Return what stands above a column: its label, and its name by which the file is read in any language."""
    return f"{column.label} [{column.name}]"


def name_in_header(text: str) -> str:
    """Return the name of the column that a header of the template tells; another header is a name itself."""
    match = HEADER_NAME.search(text)
    return match[1] if match else text.strip()


def is_example(row: Row, columns: Sequence[TemplateColumn]) -> bool:
    """Return whether a row is the example of the template, left in place."""
    example = {plain(column.example).strip() for column in columns if column.example}
    return bool(example) and {cell.text for cell in row.cells if cell.text} == example


def is_note(row: Row) -> bool:
    """Return whether a row is a note to people, such as the row of help: its first column begins with `#`."""
    first = row.cell(1)
    return first is not None and first.text.startswith(NOTE)


def plain(text: str) -> str:
    """Return the text without what XML cannot hold, as long as a cell may be."""
    return FORBIDDEN.sub("", text)[:LONGEST_CELL]
