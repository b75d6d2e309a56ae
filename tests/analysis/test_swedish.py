"""Swedish words as buyers write them."""

from itertools import combinations
from pathlib import Path

import pytest

from portal.analysis.analyzers import build_analyzers
from portal.analysis.hunspell import Hunspell
from portal.analysis.hunspell import HunspellMissing
from portal.domain.language import Language


@pytest.mark.parametrize(
    "forms",
    [
        ("villkor", "villkoren", "villkoret"),
        ("krav", "kraven", "kravet"),
        ("sysselsättningskrav", "sysselsättningskravet", "sysselsättningskraven"),
        ("långtidsarbetslös", "långtidsarbetslösa"),
        ("arbetslöshet", "arbetslösheten"),
        ("upphandling", "upphandlingarna", "Upphandlingens"),
        ("Trafikverket", "trafikverkets"),
        ("ska-krav", "skakravet"),
        ("NTM-central", "NTM-centralen"),
        ("Vanda", "Vandas"),
    ],
)
def test_forms_of_one_word_share_a_lemma(swedish, forms: tuple[str, ...]) -> None:
    """Every form of a word finds every other form, however it is capitalised or hyphenated."""
    apart = [pair for pair in combinations(forms, 2) if not swedish.is_met(*pair)]

    assert [] == apart


@pytest.mark.parametrize(
    ("compound", "part"),
    [
        ("sysselsättningskravet", "krav"),
        ("sysselsättningskravet", "sysselsättning"),
        ("arbetsmarknadskraven", "arbetsmarknad"),
        ("arbetsmarknadskraven", "marknad"),
        ("stadsstyrelsens", "styrelse"),
        ("samkommunerna", "kommun"),
        ("SIEPP-projektet", "projekt"),
        ("långtidsarbetslösheten", "arbetslöshet"),
    ],
)
def test_part_is_found(swedish, compound: str, part: str) -> None:
    """A query for a part finds the compound, parts of parts included."""
    assert swedish.part_is_met(compound, part)


@pytest.mark.parametrize(
    ("word", "no_part"),
    [("jobben", "ben"), ("underlaget", "lag"), ("ungdomar", "dom"), ("verksamheten", "het"), ("lägenheten", "het")],
)
def test_ending_is_no_part(swedish, word: str, no_part: str) -> None:
    """What only looks like a word at the end of another does not find it."""
    assert not swedish.part_is_met(word, no_part)


def test_elliptic_first_part_finds_its_word(swedish) -> None:
    """*arbets-* in *arbets- och näringstjänster* is found by *arbete*."""
    first, *_ = swedish.analyzer.analyse("arbets- och näringstjänster")

    assert set(first.lemmas) & swedish.lemmas("arbete")


@pytest.mark.parametrize("text", ["syssel-sättningskrav", "syssel-\nsättningskrav", "syssel\u00adsättningskrav"])
def test_hyphen_of_typesetting_does_not_hide_the_word(swedish, text: str) -> None:
    """A hyphen that a line's end left in a word is looked through."""
    assert swedish.is_met("sysselsättningskravet", text)


def _no_hunspell(_cache_folder: Path | None = None) -> Hunspell:
    return Hunspell(Path("nowhere") / "sv_SE")


def test_missing_dictionary_is_named() -> None:
    """A dictionary that is not there is an error that names the path."""
    with pytest.raises(HunspellMissing, match="nowhere"):
        _no_hunspell()


def test_without_hunspell_the_tables_answer_and_say_so(cache_folder) -> None:
    """Without the dictionary common forms still meet and the analyser tells what is missing."""
    analyzer = build_analyzers(cache_folder, open_hunspell=_no_hunspell)[Language.SV]
    first, second = analyzer.analyse("villkor villkoren")

    assert ("hunspell-missing", first.lemmas) == (analyzer.degraded, second.lemmas)


def test_signature_tells_whether_hunspell_answered(cache_folder, swedish) -> None:
    """An index made with Hunspell is not taken for one made without."""
    without = build_analyzers(cache_folder, open_hunspell=_no_hunspell)[Language.SV]

    assert without.signature != swedish.analyzer.signature
