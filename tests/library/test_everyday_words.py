"""The list of everyday words: what it means is given its words, and what is wrong in it is told."""

import shutil
from pathlib import Path

import pytest

from portal.domain.language import Language
from portal.library.library import read_library

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The real vocabularies, with a list of everyday words of its own."""
    shutil.copytree(CONTENT / "vocabulary", tmp_path / "vocabulary")
    return tmp_path


def listed(content: Path, rows: str) -> list[str]:
    """Return the faults of a list of everyday words."""
    (content / "vocabulary" / "everyday-words.yaml").write_text(rows, encoding="utf-8")
    return [problem.message for problem in read_library(content).problems if "everyday" in problem.file]


def test_words_are_given_to_concepts_and_codes(content: Path) -> None:
    """A concept and a code of a vocabulary both answer to their everyday words, which are no names of theirs."""
    rows = '- {of: "glossary/sanction", en: ["fine"]}\n- {of: "sectors/it", sv: ["mjukvara"]}\n'
    faults = listed(content, rows)
    shelf = read_library(content).shelf
    sanction = shelf.concepts["sanction"].wordings[Language.EN]
    software = next(term for term in shelf.vocabularies["sectors"] if term.code == "it").everyday

    assert [] == faults
    assert "fine" not in sanction.all
    assert "fine" in sanction.ways_in
    assert {Language.SV: ("mjukvara",)} == software


@pytest.mark.parametrize(
    "row",
    [
        '{of: "glossary/nothing", en: ["fine"]}',
        '{of: "nowhere/it", en: ["software"]}',
        '{of: "sectors", en: ["software"]}',
        '{of: "sectors/it", en: "software"}',
        '{of: "sectors/it", en: [1]}',
        '{of: "sectors/it", en: [" "]}',
        '{of: "sectors/it", de: ["Software"]}',
        '{en: ["software"]}',
        '"software"',
    ],
)
def test_a_faulty_row_is_told_and_stops_nothing(content: Path, row: str) -> None:
    """Whatever is wrong with a row, there is one fault, and the sound rows count."""
    faults = listed(content, f'- {row}\n- {{of: "sectors/waste", en: ["rubbish"]}}\n')
    waste = next(term for term in read_library(content).shelf.vocabularies["sectors"] if term.code == "waste")

    assert 1 == len(faults)
    assert {Language.EN: ("rubbish",)} == waste.everyday
