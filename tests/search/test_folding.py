"""Letters without their accents find the words that have them."""

from collections.abc import Callable

import pytest

from portal.domain.language import Language
from portal.search.folding import folded
from portal.search.whoosh_engine import WhooshEngine
from tests.search.conftest import Ask
from tests.search.conftest import Compose


@pytest.fixture(autouse=True)
def built(engine: WhooshEngine, compose: Compose) -> None:
    """Places with and without accents."""
    engine.build(
        [
            compose("cases/goteborg", sv="Göteborg | staden Göteborg köper"),
            compose("cases/ostersund", fi="Östersund"),
            compose("cases/jarvenpaa", en="Järvenpää"),
            compose("cases/hall", sv="hall"),
            compose("cases/hold", sv="håll"),
        ]
    )


@pytest.mark.parametrize(
    ("text", "bare"),
    [("Göteborg", "goteborg"), ("JÄRVENPÄÄ", "jarvenpaa"), ("Åbo", "abo"), ("Tromsø", "tromso"), ("straße", "strasse")],
)
def test_folding_takes_accents_and_capitals_off(text: str, bare: str) -> None:
    """What is left can be typed anywhere."""
    assert bare == folded(text)


@pytest.mark.parametrize("place", ["goteborg", "ostersund", "jarvenpaa", "Goteborg"])
@pytest.mark.parametrize("language", Language)
def test_a_place_is_found_directly(ask: Ask, refs: Callable[..., list[str]], place: str, language: Language) -> None:
    """In whatever language its name stands, as a hit that has all the words, and without a suggestion."""
    found = ask(place, language)

    assert [place.lower()] == refs(place, language)
    assert (1, "") == (found.complete, found.suggestion)


def test_the_word_as_typed_is_worth_more(refs: Callable[..., list[str]]) -> None:
    """Who types hall means the hall first."""
    assert ["hall", "hold"] == refs("hall", Language.SV)


def test_an_accent_that_is_typed_counts(refs: Callable[..., list[str]]) -> None:
    """Who types håll does not mean the hall."""
    assert ["hold"] == refs("håll", Language.SV)


def test_it_is_marked_as_a_word(ask: Ask, shown: Callable[..., str]) -> None:
    """The word is marked as it stands in the text."""
    assert "[Göteborg]" == shown(ask("goteborg", Language.SV).hits[0].title)


def test_it_works_inside_a_phrase_and_for_exclusions(refs: Callable[..., list[str]]) -> None:
    """In quotes and after a minus the same words are met."""
    assert ["goteborg"] == refs('"staden goteborg"', Language.SV)
    assert "goteborg" not in refs("-goteborg", Language.SV)
