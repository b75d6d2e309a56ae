"""Places and languages are known by any of their names."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from portal.analysis.analyzers import build_analyzers
from portal.domain.language import Language
from portal.publishing.live_names import LiveNames
from portal.publishing.live_shelf import LiveShelf
from portal.search.query import Scope

REAL = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def names() -> LiveNames:
    """The names of the real library."""
    return LiveNames(LiveShelf(REAL, Path("/nowhere")), build_analyzers())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Turku", {"municipality": frozenset({"turku"})}),
        ("turku", {"municipality": frozenset({"turku"})}),
        ("Åbo", {"municipality": frozenset({"turku"})}),
        ("abo", {"municipality": frozenset({"turku"})}),
        ("Turun kaupunki", {"municipality": frozenset({"turku"})}),
        ("Turussa", {"municipality": frozenset({"turku"})}),
        ("City of Turku", {"municipality": frozenset({"turku"})}),
        ("malmö", {"municipality": frozenset({"malmo"})}),
        ("MALMO", {"municipality": frozenset({"malmo"})}),
        ("Uusimaa", {"region": frozenset({"FI1B1"})}),
        ("Nyland", {"region": frozenset({"FI1B1"})}),
        ("Skåne", {"region": frozenset({"SE224"})}),
        ("skane", {"region": frozenset({"SE224"})}),
        ("Skåne län", {"region": frozenset({"SE224"})}),
        ("Västra Götaland", {"region": frozenset({"SE232"})}),
        ("Stockholms län", {"region": frozenset({"SE110"})}),
        ("Stockholm", {"municipality": frozenset({"stockholm"})}),
        ("Sverige", {"country": frozenset({"se"})}),
        ("Atlantis", {}),
        ("", {}),
        ("kaupunki", {}),
        ("\u0000\u200b(", {}),
    ],
)
def test_a_place_by_any_name(names: LiveNames, name: str, expected: Mapping[str, frozenset[str]]) -> None:
    """In any language, with or without accents and common words, in any form; a city before its county."""
    assert expected == names.codes(Scope.PLACE, name, Language.EN)


@pytest.mark.parametrize("name", ["sv", "SV", "ruotsi", "svenska", "Swedish"])
def test_a_language_by_any_name(names: LiveNames, name: str) -> None:
    """By its code or what it is called in any of the three."""
    assert {"language": frozenset({"sv"})} == names.codes(Scope.LANG, name, Language.FI)


def test_a_language_without_texts_is_none(names: LiveNames) -> None:
    """Klingon names nothing."""
    assert {} == names.codes(Scope.LANG, "tlh", Language.FI)
