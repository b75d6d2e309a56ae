"""Whoever asks in everyday words is led to what the library calls it, in all languages."""

from pathlib import Path

import pytest

from portal.analysis.analyzers import build_analyzers
from portal.analysis.freedict import FreeDict
from portal.domain.language import Language
from portal.publishing.live_shelf import LiveShelf
from portal.publishing.live_terms import LiveTerms

REAL = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def terms(tmp_path_factory: pytest.TempPathFactory) -> LiveTerms:
    """The terms of the real library, without dictionaries."""
    none = tmp_path_factory.mktemp("dictionaries")
    return LiveTerms(LiveShelf(REAL, Path("/nowhere")), build_analyzers(), FreeDict(none, none))


@pytest.mark.parametrize(
    ("asked", "reader", "language", "meant"),
    [
        ("refugees", Language.EN, Language.SV, "nyanländ"),
        ("refugees", Language.EN, Language.EN, "newly arrived immigrant"),
        ("pakolaisten", Language.FI, Language.SV, "nyanländ"),
        ("sekretess", Language.SV, Language.FI, "tietosuoja"),
        ("software", Language.EN, Language.FI, "tietotekniikka"),
        ("programvara", Language.SV, Language.SV, "it-tjänster"),
        ("quits", Language.EN, Language.SV, "hinder och ersättare"),
        ("Pirkanmaalla", Language.FI, Language.SV, "Birkaland"),
    ],
)
def test_an_everyday_word_leads_to_concepts_and_codes(
    terms: LiveTerms, asked: str, reader: Language, language: Language, meant: str
) -> None:
    """However it is bent, in the reader's language and in the others."""
    assert meant in {each.text for each in terms.equivalents(asked, reader) if each.language is language}


def test_a_name_is_surer_than_an_everyday_word(terms: LiveTerms) -> None:
    """The word of the glossary counts more than one that may have meant something else."""
    by_name, by_everyday_word = (
        max(each.weight for each in terms.equivalents(asked, Language.EN) if each.text == "nyanländ")
        for asked in ("newly arrived immigrant", "refugees")
    )

    assert by_name > by_everyday_word


def test_everyday_words_stay_ways_in(terms: LiveTerms) -> None:
    """They are no names: nobody is sent to texts by them who asked by the name."""
    assert "refugee" not in {each.text for each in terms.equivalents("newly arrived", Language.EN)}
