"""The files of an entry: listed ones are held against those that are there."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.domain.attachment import MOST_BYTES
from portal.domain.attachment import MOST_FILES
from portal.domain.language import Language
from portal.domain.problem import Rule
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.faults import CURES
from portal.library.library import read_library
from portal.library.shelf_reading import read_all
from tests.library.shelves import write_library

CASE = Ref(Collection.CASES, "kunta")
LISTED = """files:
  - {name: tender.pdf, label: {fi: "Tarjouspyyntö", sv: "Anbudsförfrågan"}, language: fi, source: [S4]}
  - {name: chart.png, label: {fi: "Kaavio"}, description: {fi: "Pylväät kasvavat."}}
"""
PDF, PNG = b"%PDF-1.7\n%%EOF\n", b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A sound library whose case has two files."""
    folder = write_library(tmp_path / "content", "kunta")
    files = folder / str(CASE) / "files"
    files.mkdir()
    (files / "tender.pdf").write_bytes(PDF)
    (files / "chart.png").write_bytes(PNG)
    relist(folder, LISTED)
    return folder


def relist(content: Path, listed: str) -> None:
    """Write another list of files into the original."""
    path = content / str(CASE) / "fi.md"
    head, _, tail = path.read_text(encoding="utf-8").partition('review_by: "2027')
    path.write_text(f'{head.partition("files:")[0]}{listed}review_by: "2027{tail}', encoding="utf-8")


def reported(content: Path) -> set[tuple[str, Rule]]:
    """Return the file and the rule of every fault."""
    return {(problem.file, problem.rule) for problem in read_library(content).problems}


def names(content: Path) -> list[str] | None:
    """Return the files of the case on the shelf, or None where the case itself is not there."""
    case = read_all(content).shelf.get(CASE)
    return [each.name for each in case.files] if case else None


def test_listed_files_are_on_the_shelf(content: Path) -> None:
    """A file has its type, size, language, sources, and words in the languages that have them."""
    assert set() == reported(content)
    case = read_all(content).shelf.get(CASE)
    assert case is not None
    tender, chart = case.files

    assert ("tender.pdf", "application/pdf", len(PDF), "fi", ("S4",)) == (
        tender.name, tender.file_type.media_type, tender.size, tender.language, tender.sources,
    )  # fmt: skip
    assert [("Anbudsförfrågan", "sv"), ("Tarjouspyyntö", "fi")] == [
        tender.label(reader) for reader in (Language.SV, Language.EN)
    ]
    assert chart.description is not None
    assert ("Pylväät kasvavat.", "fi") == chart.description.best(Language.SV)


def remove(file: Path) -> None:
    """Take a file away."""
    file.unlink()


def link(file: Path) -> None:
    """Put a link in the place of a file."""
    file.unlink()
    file.symlink_to("../fi.md")


def pipe(file: Path) -> None:
    """Put a pipe in the place of a file."""
    file.unlink()
    os.mkfifo(file)


def swell(file: Path) -> None:
    """Make a file larger than is let in."""
    with file.open("r+b") as opened:
        opened.truncate(MOST_BYTES + 1)


def disguise(file: Path) -> None:
    """Put another kind of content into a file."""
    file.write_bytes(b"<html>")


@pytest.mark.parametrize(
    ("change", "rule", "named"),
    [
        (remove, Rule.ATTACHMENT_MISSING, "fi.md"),
        (link, Rule.FILE_LINK, "files/tender.pdf"),
        (pipe, Rule.FILE_UNREADABLE, "files/tender.pdf"),
        (swell, Rule.FILE_TOO_LARGE, "files/tender.pdf"),
        (disguise, Rule.ATTACHMENT_TYPE, "files/tender.pdf"),
    ],
)
def test_a_faulty_file_is_left_off_and_the_entry_stays(
    content: Path, change: Callable[[Path], None], rule: Rule, named: str
) -> None:
    """The fault is named at its file, or at the line that lists it; the case and its other file stay on the shelf."""
    change(content / str(CASE) / "files" / "tender.pdf")

    (problem,) = read_library(content).problems

    assert (f"{CASE}/{named}", rule) == (problem.file, problem.rule)
    assert problem.cure
    assert problem.field == ("files.0.name" if rule is Rule.ATTACHMENT_MISSING else "")
    assert problem.line == (22 if rule is Rule.ATTACHMENT_MISSING else 1)
    assert ["chart.png"] == names(content)


def test_a_file_that_is_not_listed_is_told(content: Path) -> None:
    """What lies in the folder and is not listed is a fault and on no page."""
    (content / str(CASE) / "files" / "draft.docx").write_bytes(b"PK\x03\x04")
    (content / str(CASE) / "files" / "Odd name.exe").write_bytes(b"MZ")

    assert {
        (f"{CASE}/files/draft.docx", Rule.ATTACHMENT_UNLISTED),
        (f"{CASE}/files/Odd name.exe", Rule.ATTACHMENT_UNLISTED),
    } == reported(content)
    assert ["tender.pdf", "chart.png"] == names(content)


def test_a_file_in_the_place_of_the_folder_is_told(content: Path) -> None:
    """`files` is a folder or nothing."""
    relist(content, "")
    files = content / str(CASE) / "files"
    for file in files.iterdir():
        file.unlink()
    files.rmdir()
    files.write_text("x")

    assert {(f"{CASE}/files", Rule.FILE_STRAY)} == reported(content)
    assert [] == names(content)


@pytest.mark.parametrize(
    ("listed", "rule", "field"),
    [
        ('- {name: ../fi.md, label: {fi: "x"}}', Rule.ATTACHMENT_NAME, "files.0.name"),
        ('- {name: Tender.PDF, label: {fi: "x"}}', Rule.ATTACHMENT_NAME, "files.0.name"),
        ('- {name: tender.exe, label: {fi: "x"}}', Rule.ATTACHMENT_NAME, "files.0.name"),
        ('- {name: table.xlsx, label: {fi: "x"}}', Rule.ATTACHMENT_NAME, "files.0.name"),
        ("- {name: tender.pdf}", Rule.FIELD_MISSING, "files.0.label"),
        ('- {name: tender.pdf, label: {de: "x"}}', Rule.FIELD_UNKNOWN, "files.0.label.de"),
        ('- {name: tender.pdf, label: {fi: "<b>x</b>"}}', Rule.HTML_IN_TEXT, "files.0.label.fi"),
        ('- {name: chart.png, label: {fi: "x"}}', Rule.ATTACHMENT_UNDESCRIBED, "files.0.description"),
        ('- {name: tender.pdf, label: {fi: "x"}, source: [S999]}', Rule.SOURCE_UNKNOWN, "files.0.source.0"),
        ('- {name: tender.pdf, label: {fi: "x"}}\n' * 2, Rule.ATTACHMENT_TWICE, "files"),
        (
            "\n  ".join(f'- {{name: a{number}.pdf, label: {{fi: "x"}}}}' for number in range(MOST_FILES + 1)),
            Rule.ATTACHMENT_TOO_MANY,
            "files",
        ),
    ],
)
def test_a_faulty_list_is_named_at_its_field(content: Path, listed: str, rule: Rule, field: str) -> None:
    """What the original says of its files is checked like its other facts."""
    relist(content, "files:\n  " + listed.strip().replace("\n-", "\n  -") + "\n")

    found = [problem for problem in read_library(content).problems if problem.rule is rule]

    assert [(f"{CASE}/fi.md", field)] == [(problem.file, problem.field) for problem in found]
    assert CURES[rule] == found[0].cure


def test_a_translation_lists_no_files(content: Path) -> None:
    """Files are facts: they stand in the original, once."""
    path = content / str(CASE) / "sv.md"
    path.write_text(path.read_text(encoding="utf-8").replace("translation_of: fi", f"translation_of: fi\n{LISTED}"))

    assert (f"{CASE}/sv.md", Rule.FACT_IN_TRANSLATION) in reported(content)
