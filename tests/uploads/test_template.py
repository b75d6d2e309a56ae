"""The template for an import: read back by this portal and opened by an office program."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator
from openxml_audit import ValidationSeverity

from portal.domain.file_type import TABLES
from portal.uploads.checked_file import CheckedFile
from portal.uploads.checked_file import check_file
from portal.uploads.table import Table
from portal.uploads.table_reading import read_table
from portal.uploads.template import TemplateCode
from portal.uploads.template import TemplateColumn
from portal.uploads.template import TemplateWords
from portal.uploads.template import header
from portal.uploads.template import is_example
from portal.uploads.template import is_note
from portal.uploads.template import name_in_header
from portal.uploads.template_book import template_bytes
from tests.uploads.packed import xlsx_file

WORDS = TemplateWords(
    "Tapaukset: uudet", "Koodit", "Sarakkeet", "Sarake", "Koodi", "Merkitys", "Pakollinen", "kyllä", "ei", "Ohje",
    "Valitse koodi luettelosta.",
)  # fmt: skip
COUNTRIES = (TemplateCode("fi", "Suomi"), TemplateCode("se", "Ruotsi"))
MANY = tuple(TemplateCode(f"code-{number}", f"Merkitys {number}") for number in range(300))
COLUMNS = (
    TemplateColumn("title", "Otsikko", "Mitä tästä voi oppia " * 20, required=True, example="=1+1"),
    TemplateColumn("summary", "Tiivistelmä", example="+358 ja -1 @ \x00\ud800"),
    TemplateColumn("country", "Maa", "Missä?", required=True, codes=COUNTRIES, example="fi"),
    TemplateColumn("sectors", "Alat", "Pilkuin", codes=MANY, several=True, example="code-1, code-2"),
    TemplateColumn("as_of", "Päivätty", "2019-06-03, 2019-06 tai 2019", example="2019-06"),
)
DATA = template_bytes(COLUMNS, WORDS)
ALL_TEXT_QUOTED = "59,34,76,1,,0,true,true"
"""Semicolons, UTF-8, quotation marks around text alone: what is left to the program differs between its versions."""


def read_back() -> Table:
    """Return the sheet to fill in as an import would read it."""
    file = check_file(DATA, "malli.xlsx", TABLES)
    assert isinstance(file, CheckedFile), file
    table = read_table(DATA, file)
    assert isinstance(table, Table), table
    return table


def test_it_is_read_back_as_it_was_written() -> None:
    """Headers lead to the names of the columns, every cell is text, and the example is known again."""
    table = read_back()
    note, row = table.rows

    assert [column.name for column in COLUMNS] == [name_in_header(text) for text in table.headers.values()]
    assert ["=1+1", "+358 ja -1 @", "fi", "code-1, code-2", "2019-06"] == [cell.text for cell in row.cells]
    assert not any(cell.formula for cell in row.cells)
    assert is_example(row, COLUMNS)
    assert (True, False) == (is_note(note), is_note(row))
    assert not is_example(row, COLUMNS[1:])


def test_headers_go_by_their_names() -> None:
    """A header is read in any language by the name in brackets, and a bare name is a name too."""
    assert "Otsikko [title]" == header(COLUMNS[0])
    assert ["title", "title", "a] b"] == [name_in_header(text) for text in ("Rubrik [title] ", " title ", "a] b")]


def test_codes_can_be_chosen() -> None:
    """A column of one code has a list that leads to the codes on the second sheet; every code stands there."""
    book = load_workbook(BytesIO(DATA))
    entries, codes, explained = book.worksheets
    lists = {str(rule.sqref): rule.formula1 for rule in entries.data_validations.dataValidation if rule.type == "list"}

    assert ["Tapaukset  uudet", "Koodit", "Sarakkeet"] == book.sheetnames
    assert {"C3:C5001": "'Koodit'!$B$2:$B$3"} == lists
    assert 1 + len(COUNTRIES) + len(MANY) == codes.max_row
    assert ("Maa [country]", "se", "Ruotsi") == tuple(cell.value for cell in codes[3])
    assert ("Otsikko", "title", "kyllä") == tuple(cell.value for cell in explained[2])[:3]


def faults(file: Path, data: bytes) -> set[str]:
    """Return what a workbook does against the standard."""
    file.write_bytes(data)
    found = OpenXmlValidator().validate(file).errors
    return {f"{each.part_uri}: {each.description}" for each in found if each.severity is ValidationSeverity.ERROR}


def test_it_follows_the_standard(tmp_path: Path) -> None:
    """The workbook is what ECMA-376 says, but for the order within a font that openpyxl gives every workbook."""
    own = faults(tmp_path / "malli.xlsx", DATA) - faults(tmp_path / "bare.xlsx", xlsx_file([["a"]]))

    assert set() == own


def test_an_office_program_opens_it(tmp_path: Path) -> None:
    """LibreOffice has nothing to say about it, and takes what begins with = for the text it is."""
    file, profile = tmp_path / "malli.xlsx", tmp_path / "profile"
    file.write_bytes(DATA)
    office = shutil.which("soffice")
    if office is None or not any(Path(office).resolve().parent.glob("libsclo.so")):
        pytest.skip("LibreOffice Calc is not installed: apt-get install libreoffice-calc-nogui")

    done = subprocess.run(
        [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to",
         f"csv:Text - txt - csv (StarCalc):{ALL_TEXT_QUOTED}", "--outdir", str(tmp_path), str(file)],
        capture_output=True, text=True, timeout=150, check=True,
    )  # fmt: skip
    complaints = [line for line in done.stderr.splitlines() if line and "javaldx" not in line]
    shown = (tmp_path / "malli.csv").read_text(encoding="utf-8").splitlines()

    assert [] == complaints
    assert '"=1+1";"+358 ja -1 @ ";"fi";"code-1, code-2";"2019-06"' == shown[2]
