"""The signature changes with everything that decides the words."""

import hashlib
from pathlib import Path

import pytest

from portal.analysis import english
from portal.analysis import finnish
from portal.analysis import swedish
from portal.analysis.exceptions import Exceptions
from portal.analysis.hunspell import Hunspell
from portal.analysis.lemma_table import LemmaTable
from portal.domain.language import Language

_NO_EXCEPTIONS = Exceptions({}, {}, "00000000")


def _signatures(cache_folder: Path) -> dict[Language, str]:
    return {
        Language.FI: finnish.FinnishAnalyzer(None, LemmaTable(Language.FI, cache_folder), _NO_EXCEPTIONS).signature,
        Language.SV: swedish.SwedishAnalyzer(None, LemmaTable(Language.SV, cache_folder), _NO_EXCEPTIONS).signature,
        Language.EN: english.EnglishAnalyzer(LemmaTable(Language.EN, cache_folder), _NO_EXCEPTIONS).signature,
    }


def test_each_language_has_its_own(analyzers) -> None:
    """No two languages share a signature."""
    assert len(Language) == len({analyzer.signature for analyzer in analyzers.values()})


@pytest.mark.parametrize("part", ["rules", "simplemma", "libvoikko 4", "dictionary", "exceptions"])
def test_finnish_names_its_parts(finnish, part: str) -> None:
    """The Finnish signature names rules, library, dictionary, tables and list."""
    assert part in finnish.analyzer.signature


def test_rules_count(cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new rule version gives every language a new signature."""
    before = _signatures(cache_folder)
    for module in (finnish, swedish, english):
        monkeypatch.setattr(module, "RULES", 999)
    after = _signatures(cache_folder)

    assert [] == [language for language in Language if before[language] == after[language]]


def test_exceptions_count(cache_folder: Path) -> None:
    """Another list of exceptions gives another signature."""
    table = LemmaTable(Language.SV, cache_folder)
    other = Exceptions({}, {}, "11111111")

    assert (
        swedish.SwedishAnalyzer(None, table, other).signature
        != swedish.SwedishAnalyzer(None, table, _NO_EXCEPTIONS).signature
    )


def test_dictionary_files_count(tmp_path: Path) -> None:
    """One changed byte in the Hunspell dictionary gives another signature."""
    path = tmp_path / "sv_SE"
    path.with_suffix(".aff").write_text("SET UTF-8\n", encoding="utf-8")
    path.with_suffix(".dic").write_text("1\nkrav\n", encoding="utf-8")
    before = Hunspell(path).signature
    path.with_suffix(".dic").write_text("1\nkrad\n", encoding="utf-8")

    assert before != Hunspell(path).signature


def test_digest_of_the_list_is_that_of_its_file(analyzers) -> None:
    """Changing the list of exceptions is enough; no version need be raised by hand."""
    file = Path(swedish.__file__).with_name("exceptions_sv.txt")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:8]

    assert f"exceptions {digest}" in analyzers[Language.SV].signature
