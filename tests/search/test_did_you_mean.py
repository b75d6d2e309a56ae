"""A question with words that stand nowhere is answered with the one that may have been meant."""

import pytest

from portal.domain.equivalent import Equivalent
from portal.domain.equivalent import Origin
from portal.domain.language import Language
from portal.domain.token import Part
from portal.domain.token import Token
from portal.search.request import SearchRequest
from portal.search.whoosh_engine import WhooshEngine
from tests.search.conftest import Ask
from tests.search.conftest import Compose


@pytest.fixture(autouse=True)
def built(engine: WhooshEngine, compose: Compose) -> None:
    """A few words, one of them in Swedish only, and compounds that the analysis does not cut."""
    engine.build(
        [
            compose("cases/a", fi="siivous | sopimus sopimussakko palkkatuki oppisopimus"),
            compose("cases/b", fi="siivous | sakko tuki"),
            compose("cases/c", fi="siivoja", sv="städning arbetsgivare"),
            compose("cases/d", en="Gothenburg 12345678 procured"),
        ]
    )


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("siivuos", "siivous"),
        ("sivous", "siivous"),
        ("siiivous", "siivous"),
        ("siipous", "siivous"),
        ("sopimusakko", "sopimussakko"),
        ("palkkatkui", "palkkatuki"),
        ("städnnig", "städning"),
    ],
)
def test_a_letter_wrong(ask: Ask, asked: str, meant: str) -> None:
    """A letter swapped, dropped, added or changed leads to the word, in whatever language it stands."""
    assert meant == ask(asked).suggestion


@pytest.mark.parametrize("asked", ["siivous", "", "12345679", "-siivuos", "tuk", "ja", "SIVO", "qqqqqqqqqq"])
def test_nothing_to_mend(ask: Ask, asked: str) -> None:
    """Words that stand somewhere, figures, exclusions, very short words and abbreviations are left alone."""
    assert "" == ask(asked).suggestion


def test_only_the_unknown_words_are_replaced(ask: Ask) -> None:
    """All else stays as it was asked, operators too, even when other words find something."""
    found = ask('siivous  "oppisopinus" -sakko')

    assert found.total > 0
    assert 'siivous "oppisopimus" -sakko' == found.suggestion


def test_a_capital_stays(ask: Ask) -> None:
    """A name is suggested as a name."""
    assert "Gothenburg" == ask("Gothenberg", Language.EN).suggestion


def test_a_short_word_may_have_one_letter_wrong(ask: Ask) -> None:
    """Two letters of five are another word."""
    assert ("sakko", "") == (ask("sakki").suggestion, ask("sekki").suggestion)


def test_the_nearer_word_comes_first_then_the_more_frequent(ask: Ask, engine: WhooshEngine, compose: Compose) -> None:
    """Among words as near the one in more texts is likelier."""
    engine.build([compose("cases/e", fi="kanta kanto"), compose("cases/f", fi="kanto")])

    assert "kanto" == ask("kanti").suggestion


def test_the_readers_own_language_comes_first(ask: Ask, engine: WhooshEngine, compose: Compose) -> None:
    """Among words as near one of the reader's language is likelier."""
    engine.build([compose("cases/e", fi="kanta", sv="kanto"), compose("cases/f", sv="kanto")])

    assert ("kanta", "kanto") == (ask("kanti").suggestion, ask("kanti", Language.SV).suggestion)


def test_a_part_of_a_compound_is_mended(ask: Ask) -> None:
    """A compound that no text has is put together of parts that texts have: sopimus|tuki."""
    assert "sopimustuki" == ask("sopimsutuki").suggestion


def test_a_new_compound_of_known_parts_is_not_wrong(ask: Ask) -> None:
    """Nothing is suggested for it."""
    assert "" == ask("sopimustuki").suggestion


def test_a_split_by_accident_is_mended(folder, plain, signatures, compose) -> None:
    """A misspelling that a dictionary takes for a compound finds its parts, and is told all the same."""

    def cut(text: str) -> tuple[Token, ...]:
        if text != "palkkatukki":
            return plain[Language.FI](text)
        return (Token(text, 0, 11, (text,), (Part("palkka", ("palkka",), 0, 6), Part("tukki", ("tukki",), 6, 11))),)

    engine = WhooshEngine(folder / "b", dict.fromkeys(Language, cut), signatures)
    engine.build([compose("cases/a", fi="palkkatuki"), compose("cases/b", fi="palkka"), compose("cases/c", fi="tukki")])
    found = engine.find(SearchRequest("palkkatukki", Language.FI))
    engine.close()

    assert (2, 0, "palkkatuki") == (found.total, found.complete, found.suggestion)


def test_deleted_words_are_not_suggested(ask: Ask, engine: WhooshEngine) -> None:
    """A word that left with its entry leads nowhere."""
    engine.update([], removed=["cases/a"])

    assert "" == ask("oppisopinus").suggestion


def test_words_of_the_glossary_are_suggested(folder, plain, signatures, compose) -> None:
    """A word that no text has is suggested if the glossary has it."""
    engine = WhooshEngine(folder / "b", plain, signatures, terms=lambda: [(Language.EN, "apprenticeship")])
    engine.build([compose("cases/a", en="nothing")])
    found = engine.find(SearchRequest("aprenticeship", Language.EN))
    engine.close()

    assert "apprenticeship" == found.suggestion


def test_a_word_with_an_equivalent_is_no_misspelling(folder, plain, signatures, compose) -> None:
    """What the bridge finds a text for is a word, whether or not a text has itself."""

    def bridge(question: str, _reader: Language) -> tuple[Equivalent, ...]:
        return (Equivalent(0, len(question), question, "städning", Language.SV, Origin.DICTIONARY),)

    engine = WhooshEngine(folder / "b", plain, signatures, bridge=bridge)
    engine.build([compose("cases/a", sv="städning", fi="siivous")])
    asked = [engine.find(SearchRequest("siivoos", Language.FI, bridge=on)).suggestion for on in (True, False)]
    engine.close()

    assert ["", "siivous"] == asked
