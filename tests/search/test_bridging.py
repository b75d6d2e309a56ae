"""A question is asked in the other languages too, and says so."""

from collections.abc import Iterator

import pytest

from portal.domain.equivalent import Equivalent
from portal.domain.equivalent import Origin
from portal.domain.language import Language
from portal.search.request import SearchRequest
from portal.search.result import Mark
from portal.search.whoosh_engine import WhooshEngine

WORDS = {
    "siivous": (("städning", 1.0), ("lokalvård", 0.8)),
    "työehto": (("villkor för arbete", 1.0),),
    "sopimus kausi": (("avtalsperiod", 1.0),),
}


def bridge(question: str, _reader: Language) -> tuple[Equivalent, ...]:
    """Return the Swedish words for the Finnish ones above, wherever they stand in the question."""
    return tuple(
        Equivalent(start, start + len(word), word, text, Language.SV, Origin.GLOSSARY, weight)
        for word, texts in WORDS.items()
        if (start := question.find(word)) >= 0
        for text, weight in texts
    )


@pytest.fixture
def bridged(folder, plain, signatures, compose) -> Iterator[WhooshEngine]:
    """An engine with a bridge over a few entries, two of which are in Swedish only."""
    engine = WhooshEngine(folder, plain, signatures, bridge=bridge)
    engine.build(
        [
            compose("cases/own", fi="siivous kuopio", sv="städning kuopio"),
            compose("cases/swedish", sv="städning kuopio"),
            compose("cases/synonym", sv="lokalvård kuopio"),
            compose("cases/phrase", sv="villkor för arbete"),
            compose("cases/apart", sv="arbete för villkor"),
            compose("cases/period", sv="avtalsperiod"),
        ]
    )
    yield engine
    engine.close()


def refs(engine: WhooshEngine, query: str, **rest) -> list[str]:
    """Return the ids found for a Finnish reader, the best first."""
    return [hit.ref.partition("/")[2] for hit in engine.find(SearchRequest(query, Language.FI, **rest)).hits]


def test_an_entry_without_the_readers_language_is_found(bridged) -> None:
    """Own language first, then the better equivalent."""
    assert ["own", "swedish", "synonym"] == refs(bridged, "siivous")


def test_the_bridge_can_be_turned_off(bridged) -> None:
    """Then only the reader's own words count."""
    assert ["own"] == refs(bridged, "siivous", bridge=False)


def test_one_equivalent_can_be_taken_out(bridged) -> None:
    """The others stay."""
    assert ["own", "swedish"] == refs(bridged, "siivous", without=frozenset({"lokalvård"}))


def test_an_equivalent_of_several_words_is_a_phrase(bridged) -> None:
    """Its words have to follow one another."""
    assert ["phrase"] == refs(bridged, "työehto")


def test_several_words_may_have_one_equivalent(bridged) -> None:
    """They become one question in the other language."""
    assert ["period"] == refs(bridged, "sopimus kausi")


def test_every_word_is_needed_in_one_language(bridged) -> None:
    """A bridged word and one that is the same in both languages meet in one text."""
    assert 3 == bridged.find(SearchRequest("siivous kuopio", Language.FI)).complete


def test_a_quoted_phrase_and_an_exclusion_are_not_bridged_word_by_word(bridged) -> None:
    """Whoever quotes means these very words, and who excludes excludes only them."""
    assert ["own"] == refs(bridged, '"siivous kuopio"')
    assert {"swedish", "synonym"} == set(refs(bridged, "kuopio -siivous"))


def test_the_answer_says_what_was_asked_too(bridged) -> None:
    """Only equivalents that stand in some text are named."""
    result = bridged.find(SearchRequest("siivous työehto", Language.FI))

    assert {"städning", "lokalvård", "villkor för arbete"} == {each.text for each in result.bridged}


def test_a_bridged_hit_shows_which_words_met(bridged) -> None:
    """They are marked in a way of their own."""
    hits = {hit.ref: hit for hit in bridged.find(SearchRequest("siivous", Language.FI)).hits}
    pieces = [*hits["cases/swedish"].title, *hits["cases/swedish"].excerpt]

    assert {("städning", Mark.BRIDGED)} == {(piece.text, piece.mark) for piece in pieces if piece.mark}
