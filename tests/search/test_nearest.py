"""Which entries are nearest to a text, and to one another."""

import time
from collections.abc import Iterator

import pytest

from portal.domain.equivalent import Equivalent
from portal.domain.equivalent import Origin
from portal.domain.language import Language
from portal.search.document import DocumentText
from portal.search.document import SearchDocument
from portal.search.errors import SearchUnavailable
from portal.search.nearest import Closeness
from portal.search.significance import MAX_TERMS
from portal.search.significance import MAX_TEXT
from portal.search.significance import bounded_text
from portal.search.significance import language_of_text
from portal.search.significance import significant_words
from portal.search.whoosh_engine import WhooshEngine
from tests.search.conftest import plain_words
from tests.search.test_hostile import BOMBS

WORDS = {"siivous": "städning", "työtön": "arbetslös", "sakko": "vite", "oppisopimus": "lärling"}


def bridge(question: str, _reader: Language) -> tuple[Equivalent, ...]:
    """Return the Swedish for four Finnish words."""
    return tuple(
        Equivalent(start, start + len(word), word, text, Language.SV, Origin.GLOSSARY)
        for word, text in WORDS.items()
        if (start := question.find(word)) >= 0
    )


@pytest.fixture
def library(folder, plain, signatures, compose) -> Iterator[WhooshEngine]:
    """An engine over clauses about different things, one of them in Swedish only, and a case."""
    engine = WhooshEngine(folder, plain, signatures, bridge=bridge)
    engine.build(
        [
            compose("clauses/cleaning", fi="ehto a | toimittaja palkkaa siivous työtön henkilön sakko oppisopimus"),
            compose("clauses/building", fi="ehto b | toimittaja palkkaa rakennus nuori henkilön bonus harjoittelu"),
            compose("clauses/transport", fi="ehto c | toimittaja palkkaa kuljetus nuori henkilön bonus työkokeilu"),
            compose("clauses/swedish", sv="villkor | städning arbetslös vite lärling"),
            compose("cases/cleaning", fi="tapaus | siivous työtön sakko oppisopimus"),
        ]
    )
    yield engine
    engine.close()


def near(engine: WhooshEngine, text: str, limit: int = 10) -> list[str]:
    """Return the ids of the clauses near a text for a Finnish reader."""
    found = engine.nearest(text, Language.FI, "clauses", limit).neighbours
    return [neighbour.ref.partition("/")[2] for neighbour in found]


def test_the_same_words_are_nearest_and_the_bridge_leads_on(library) -> None:
    """Own language first, then the clause that says the same in another; other collections stay out."""
    assert ["cleaning", "swedish"] == near(library, "siivous työtön sakko oppisopimus")[:2]


def test_the_limit_holds(library) -> None:
    """No more than asked for, and nonsense means none."""
    text = "toimittaja palkkaa henkilön siivous"

    assert [1, 0, 0] == [len(near(library, text, limit)) for limit in (1, 0, -3)]


def test_a_text_about_something_else_is_near_nothing(library) -> None:
    """A clause is not offered for want of a better one."""
    assert [] == near(library, "vatkaa munat ja sokeri vaahdoksi ja paista uunissa")
    assert [] == near(library, "")


def test_nearness_is_a_word(library) -> None:
    """A clause's own words are close, a few of them among others less; the nearest version is named."""
    own = library.nearest("siivous työtön sakko oppisopimus", Language.FI, "clauses", 1).neighbours[0]
    few = library.nearest("siivous työtön sakko kirja", Language.FI, "clauses", 1).neighbours[0]

    assert (Closeness.CLOSE, Language.FI) == (own.closeness, own.language)
    assert Closeness.RELATED == few.closeness


def test_entries_alike_are_of_one_collection_without_itself(library) -> None:
    """The two about young people are nearest to one another."""
    found = [each.ref for each in library.alike("clauses/building", Language.FI, 2)]

    assert "clauses/transport" == found[0]
    assert not {"clauses/building", "cases/cleaning"} & set(found)


def test_entries_alike_follow_the_index(library, compose) -> None:
    """What was worked out for one generation is not told for the next."""
    before = [each.ref for each in library.alike("clauses/building", Language.FI, 1)]
    twin = compose("clauses/twin", fi="ehto d | toimittaja palkkaa rakennus nuori henkilön bonus harjoittelu")
    library.update([twin])
    after = [each.ref for each in library.alike("clauses/building", Language.FI, 1)]
    library.update([], removed=["clauses/twin"])
    gone = [each.ref for each in library.alike("clauses/building", Language.FI, 1)]

    assert ["clauses/transport"] == before == gone
    assert ["clauses/twin"] == after


@pytest.mark.parametrize("ref", ["clauses/nowhere", "", "\x00", "cases"])
def test_an_entry_that_is_not_there_has_no_neighbours(library, ref: str) -> None:
    """Never a failure."""
    assert () == library.alike(ref, Language.EN, 5)


def test_without_an_index_it_says_so(engine) -> None:
    """The same as any other question."""
    with pytest.raises(SearchUnavailable):
        engine.nearest("siivous", Language.FI, "clauses", 10)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Toimittajan on palkattava henkilö, joka on työtön ja jonka työ kestää.", Language.FI),
        ("Leverantören ska anställa en person som är arbetslös och det ska vara i minst ett år.", Language.SV),
        ("The supplier shall hire a person who is unemployed and for at least a year.", Language.EN),
        ("xyzzy", Language.SV),
    ],
)
def test_the_language_of_a_text_is_seen(text: str, language: Language) -> None:
    """By its little words; where there are none it is the reader's."""
    assert language is language_of_text(text, Language.SV)


def test_the_most_telling_words_are_few() -> None:
    """Rare before common, and no more than sixty."""
    tokens = plain_words(" ".join(f"sana{number}" for number in range(300)) + " harvinainen")

    words = significant_words(tokens, Language.FI, lambda lemma: 1 if lemma == "harvinainen" else 90, 100)

    assert (MAX_TERMS, "harvinainen") == (len(words), words[0].token.text)


@pytest.fixture(scope="module")
def real(tmp_path_factory, analyzers):
    """One clause with the portal's own analysers."""
    engine = WhooshEngine(
        tmp_path_factory.mktemp("nearest") / "search_index",
        {language: analyzer.analyse for language, analyzer in analyzers.items()},
        {language: analyzer.signature for language, analyzer in analyzers.items()},
    )
    text = DocumentText("Kuopio siivous", "Työllistämisehto", "Palveluntuottaja työllistää", "sana " * 200)
    engine.build([SearchDocument("clauses/one", "clauses", dict.fromkeys(Language, text), {}, "", "1")])
    yield engine
    engine.close()


@pytest.mark.parametrize("name", BOMBS)
def test_no_text_fails_or_takes_long(real, name: str) -> None:
    """Twenty thousand characters of anything are answered in bounded time, in each language."""
    text = (BOMBS[name] + " ") * (MAX_TEXT // (len(BOMBS[name]) + 1) + 1)
    started = time.monotonic()
    for language in Language:
        real.nearest(text, language, "clauses", 10)

    assert time.monotonic() - started < 8


def test_a_text_is_made_readable() -> None:
    """Halves of characters and controls go, line ends and composed letters stay, the rest is cut."""
    assert "työ\nehto  x" == bounded_text("tyo\u0308\r\neh\u200bto \x00x\ud800").rstrip()
    assert MAX_TEXT == len(bounded_text("a" * (MAX_TEXT + 5)))
