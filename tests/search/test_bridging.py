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
    "ryhmä": (("särskild grupp", 1.0),),
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
            compose("cases/body", sv="grannar | arbete x villkor"),
            compose("cases/period", sv="avtalsperiod"),
            compose("cases/grammar", sv="för | grannar"),
            compose("cases/both", sv="grupp x särskild"),
            compose("cases/one", sv="grupp x y"),
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
    """Texts that have its words apart come below it and do not have all that was asked."""
    result = bridged.find(SearchRequest("työehto", Language.FI))

    assert 1 == result.complete
    assert ["cases/phrase", "cases/apart", "cases/body"] == [hit.ref for hit in result.hits]


def test_words_of_grammar_in_an_equivalent_find_nothing_by_themselves(bridged) -> None:
    """A text that has no more of *villkor för arbete* than *för* is no answer."""
    assert "grammar" not in refs(bridged, "työehto")


def test_the_words_of_an_equivalent_are_marked_where_they_stand_apart(bridged) -> None:
    """A reader sees what the hit was found by."""
    hit = bridged.find(SearchRequest("työehto", Language.FI)).hits[1]

    assert [("arbete", Mark.BRIDGED), ("villkor", Mark.BRIDGED)] == [
        (piece.text, piece.mark) for piece in hit.title if piece.mark
    ]


def test_the_more_words_of_an_equivalent_the_better(bridged) -> None:
    """A text that has one of two words comes below one that has both, as short as they are."""
    assert ["both", "one"] == refs(bridged, "ryhmä")


def test_an_equivalent_in_a_title_is_not_met_by_words_of_the_text(bridged) -> None:
    """Where the title is asked for, the words that stand apart have to stand there too."""
    assert ["phrase", "apart"] == refs(bridged, "title:työehto")


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
