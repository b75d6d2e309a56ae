"""The checker names every fault with file, line, field and cure, and nothing faulty reaches the shelf."""

import os
from pathlib import Path

import pytest

from portal.domain.problem import Rule
from portal.domain.reference import Collection
from portal.library.faults import CURES
from portal.library.library import read_library
from tests.library.seeded_faults import FAULTS
from tests.library.seeded_faults import SeededFault
from tests.library.shelves import write_library


def seed(content: Path, fault: SeededFault, name: str) -> str:
    """Apply the fault to the case or clause of that name and return the path of the file below the folder."""
    file = fault.file.replace("NAME", name)
    path = content / file
    text = path.read_text(encoding="utf-8").replace(f"clauses/{name}-clause", "clauses/NAME-clause")
    path.write_text(text, encoding="utf-8")
    fault.change(path)
    if path.exists() and not path.is_symlink():
        path.write_bytes(path.read_bytes().replace(b"clauses/NAME-clause", f"clauses/{name}-clause".encode()))
    return file


def test_a_sound_library_has_no_fault(tmp_path: Path) -> None:
    """A library that follows the model is silent."""
    library = read_library(write_library(tmp_path / "content", "kunta"))

    assert [] == [str(problem) for problem in library.problems]
    assert 3 == len(library.shelf)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.rule}-{fault.field or fault.line}")
def test_each_fault_is_named_with_its_place_and_cure(tmp_path: Path, fault: SeededFault) -> None:
    """One seeded fault is reported by its rule at its file, line and field, with a cure."""
    content = write_library(tmp_path / "content", "kunta")
    file = seed(content, fault, "kunta")

    found = [problem for problem in read_library(content).problems if problem.rule is fault.rule]

    assert found, [str(problem) for problem in read_library(content).problems]
    assert file in {problem.file for problem in found}
    match = next(problem for problem in found if problem.file == file)
    assert fault.line in {0, match.line}
    assert fault.field in {"", match.field}
    assert CURES[fault.rule] == match.cure
    assert match.message.endswith(".")


def test_all_faults_at_once_leave_the_sound_entries_served(tmp_path: Path) -> None:
    """With every seeded fault on disk the library reports each and the shelf holds all that is sound."""
    names = [f"faulty-{number}" for number in range(len(FAULTS))]
    content = write_library(tmp_path / "content", "sound", *names)
    files = {seed(content, fault, name): fault.rule for fault, name in zip(FAULTS, names, strict=True)}

    library = read_library(content)

    reported = {(problem.file, problem.rule) for problem in library.problems}
    assert set() == set(files.items()) - reported
    shelved = {str(entry.ref) for entry in library.shelf}
    assert {"cases/sound", "clauses/sound-clause", "organisations/kunta"} <= shelved
    broken_originals = {file.removesuffix("/fi.md") for file in files if file.endswith("fi.md")}
    assert set() == shelved & broken_originals


def test_a_faulty_translation_leaves_the_other_languages(tmp_path: Path) -> None:
    """A fault in the Swedish file takes off the Swedish text alone."""
    content = write_library(tmp_path / "content", "kunta")
    path = content / "cases" / "kunta" / "sv.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n<script>\n", encoding="utf-8")

    (case,) = read_library(content).shelf.entries(Collection.CASES)

    assert ["fi", "en"] == list(case.texts)


def test_stray_files_bad_ids_and_bad_words_are_reported(tmp_path: Path) -> None:
    """Whatever lies in the wrong place, and terms without labels, are named too."""
    content = write_library(tmp_path / "content", "kunta")
    (content / "notes.txt").write_text("x")
    (content / "cases" / "Kunta_1").mkdir()
    (content / "cases" / "kunta" / "de.md").write_text("x")
    (content / "cases" / "empty").mkdir()
    (content / "redirects.yaml").write_text("cases/kunta: cases/gone\n")
    (content / "vocabulary" / "phases.yaml").write_text('- {code: plan, fi: "suunnittele", sv: "planera"}\n')

    reported = {(problem.file, problem.rule.value) for problem in read_library(content).problems}

    expected = {
        ("notes.txt", "file-stray"),
        ("cases/Kunta_1", "id-invalid"),
        ("cases/kunta/de.md", "file-stray"),
        ("cases/empty", "original-missing"),
        ("redirects.yaml", "redirect-invalid"),
        ("vocabulary/phases.yaml", "vocabulary-invalid"),
    }
    assert set() == expected - reported


def test_what_is_no_file_cannot_stop_the_reading(tmp_path: Path) -> None:
    """A pipe in the place of a file, and a name that is not UTF-8, are faults like others."""
    content = write_library(tmp_path / "content", "kunta")
    os.mkfifo(content / "cases" / "kunta" / "en.md.pipe")
    (content / "cases" / "kunta" / "en.md").unlink()
    os.mkfifo(content / "cases" / "kunta" / "en.md")
    Path(os.fsdecode(os.fsencode(content) + b"/b\xe9d.md")).write_text("x")

    problems = read_library(content).problems

    assert {"file-unreadable", "file-stray"} == {problem.rule.value for problem in problems}
    assert all(problem.file.encode() for problem in problems)


def test_links_that_lead_nowhere_or_in_a_circle_are_faults_and_no_outage(tmp_path: Path) -> None:
    """Beside them the entries of the collection are served, and each link is named."""
    content = write_library(tmp_path / "content", "kunta")
    for name, target in {"circle": "circle", "nowhere": "gone"}.items():
        (content / "cases" / name).symlink_to(target)

    library = read_library(content)

    assert {("cases/circle", "file-stray"), ("cases/nowhere", "file-stray")} == {
        (problem.file, problem.rule.value) for problem in library.problems
    }
    assert ["kunta"] == [entry.id for entry in library.shelf.entries(Collection.CASES)]


def test_a_file_without_a_section_is_a_fault_and_no_outage(tmp_path: Path) -> None:
    """Front matter with nothing below it is told like any other fault; the rest is served."""
    content = write_library(tmp_path / "content", "kunta", "toinen")
    path = content / "cases" / "kunta" / "fi.md"
    path.write_text(path.read_text(encoding="utf-8").split("\n## ", 1)[0] + "\n", encoding="utf-8")

    library = read_library(content)

    assert Rule.SECTION_MISSING in {problem.rule for problem in library.problems if problem.file == "cases/kunta/fi.md"}
    assert "toinen" in {entry.id for entry in library.shelf.entries(Collection.CASES)}
