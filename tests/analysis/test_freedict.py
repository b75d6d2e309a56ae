"""Dictionaries of the dictd format, read as their system packages install them."""

import gzip
from pathlib import Path

import pytest

from portal.analysis.freedict import FreeDict
from portal.domain.language import Language

FI, SV, EN = Language.FI, Language.SV, Language.EN
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
FINNISH = {
    "sopimus": "sopimus /sopimus/ <n>\n1. avtal, kontrakt\nsitova lupaus\n2. överenskommelse\nmuu sopiminen\n",
    "siivous": "siivous /sɪː/ <n>\nstädning\npaikkojen puhdistaminen\n",
}
SWEDISH = {"ung": "ung /ʊŋ/ <adj>\nnuori\n", "Städning": "Städning <n>\nsiivous\n"}


def number(value: int) -> str:
    """Return a number as dictd indexes write it."""
    digits = ""
    while value or not digits:
        digits, value = DIGITS[value % 64] + digits, value // 64
    return digits


def install(folder: Path, pair: str, entries: dict[str, str]) -> None:
    """Write a dictionary as a package would."""
    folder.mkdir(exist_ok=True)
    lines, data = [], b""
    for word, entry in entries.items():
        lines.append(f"{word}\t{number(len(data))}\t{number(len(entry.encode()))}")
        data += entry.encode()
    (folder / f"freedict-{pair}.index").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / f"freedict-{pair}.dict.dz").write_bytes(gzip.compress(data))


@pytest.fixture
def freedict(tmp_path: Path) -> FreeDict:
    """Two small dictionaries between Finnish and Swedish."""
    install(tmp_path / "dictd", "fin-swe", FINNISH)
    install(tmp_path / "dictd", "swe-fin", SWEDISH)
    return FreeDict(tmp_path / "cache", tmp_path / "dictd")


@pytest.mark.parametrize(
    ("word", "source", "target", "found"),
    [
        ("sopimus", FI, SV, ("avtal", "kontrakt", "överenskommelse")),
        ("siivous", FI, SV, ("städning",)),
        ("nuori", FI, SV, ("ung",)),
        ("avtal", SV, FI, ("sopimus",)),
        ("SIIVOUS", FI, SV, ("städning",)),
        ("siivous", FI, EN, ()),
        ("puuttuva", FI, SV, ()),
    ],
)
def test_words_are_translated_both_ways(
    freedict: FreeDict, word: str, source: Language, target: Language, found: tuple[str, ...]
) -> None:
    """Every sense gives its translations, glosses do not, and each dictionary is read backwards too."""
    assert found == tuple(each.casefold() for each in freedict.translations(word, source, target))


def test_what_is_not_installed_translates_nothing(tmp_path: Path) -> None:
    """A machine without the packages searches on, without them."""
    assert () == FreeDict(tmp_path / "cache", tmp_path / "none").translations("siivous", FI, SV)


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    """The dictionaries are then held in memory."""
    install(tmp_path / "dictd", "fin-swe", FINNISH)
    (tmp_path / "file").write_text("in the way")

    assert ("städning",) == FreeDict(tmp_path / "file", tmp_path / "dictd").translations("siivous", FI, SV)


def test_a_new_version_of_a_dictionary_is_read(tmp_path: Path) -> None:
    """What was kept of the old one is not asked."""
    install(tmp_path / "dictd", "fin-swe", FINNISH)
    FreeDict(tmp_path / "cache", tmp_path / "dictd").translations("siivous", FI, SV)
    install(tmp_path / "dictd", "fin-swe", {"siivous": "siivous <n>\nrengöring\n"})

    assert ("rengöring",) == FreeDict(tmp_path / "cache", tmp_path / "dictd").translations("siivous", FI, SV)


def test_a_closed_database_is_opened_again(freedict: FreeDict) -> None:
    """Whoever asks after it was closed gets an answer all the same."""
    freedict.translations("sopimus", FI, SV)
    freedict.close()

    assert freedict.translations("siivous", FI, SV) == ("städning",)
