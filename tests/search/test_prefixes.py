"""Prefixes: words of the title, places and languages; whatever else has a colon is an ordinary word."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.equivalent import Equivalent
from portal.domain.equivalent import Origin
from portal.domain.language import Language
from portal.search.limits import Codes
from portal.search.query import Scope
from portal.search.query import parse_query
from portal.search.request import SearchRequest
from portal.search.result import Note
from portal.search.whoosh_engine import WhooshEngine

PLACES = {"turku": ("municipality", "turku"), "skåne": ("region", "SE224")}


def naming(scope: Scope, name: str, _reader: Language) -> Codes:
    """Return the codes of the two places above, and of languages by their codes."""
    if scope is Scope.LANG:
        return {"language": frozenset({name})} if name in set(Language) else {}
    place = PLACES.get(name.casefold())
    return {place[0]: frozenset({place[1]})} if place else {}


def bridge(question: str, _reader: Language) -> tuple[Equivalent, ...]:
    """Return the Swedish for two Finnish words, one of which is a term of two words."""
    words = {"siivous": "städning", "sopimus kausi": "avtalsperiod"}
    return tuple(
        Equivalent(start, start + len(word), word, text, Language.SV, Origin.GLOSSARY)
        for word, text in words.items()
        if (start := question.find(word)) >= 0
    )


@pytest.fixture
def prefixed(folder, plain, signatures, compose) -> Iterator[WhooshEngine]:
    """An engine that knows two places, over a few entries."""
    engine = WhooshEngine(folder, plain, signatures, bridge=bridge, naming=naming)
    engine.build(
        [
            compose("cases/title", fi="siivous turussa | ehto", municipality="turku", language="fi"),
            compose("cases/body", fi="ehto | siivous", municipality="oulu", language="fi"),
            compose("cases/swedish", sv="städning i skolor", region="SE224", language="sv"),
            compose("cases/both", fi="ehto kaksi", sv="villkor två", region="SE224", language="fi sv"),
            compose("cases/unknown", fi="muualla | kaupunki nimeltä atlantis ja foo bar", language="fi"),
        ]
    )
    yield engine
    engine.close()


def refs(engine: WhooshEngine, query: str, **rest) -> set[str]:
    """Return the ids found for a Finnish reader."""
    return {hit.ref.partition("/")[2] for hit in engine.find(SearchRequest(query, Language.FI, **rest)).hits}


@pytest.mark.parametrize("prefix", ["title", "Title", "OTSIKKO", "titel"])
def test_a_word_of_the_title(prefixed, prefix: str) -> None:
    """A word behind the prefix counts in the title only, by whichever of its names the prefix is called."""
    assert {"title"} == refs(prefixed, f"{prefix}:siivous", bridge=False)


def test_the_title_is_asked_in_the_other_languages_too(prefixed) -> None:
    """The bridge leads to titles, not to bodies."""
    assert {"title", "swedish"} == refs(prefixed, "title:siivous")


def test_a_phrase_of_the_title(prefixed) -> None:
    """Quotes hold behind a prefix as they do elsewhere."""
    assert {"title"} == refs(prefixed, 'otsikko:"siivous turussa"')
    assert set() == refs(prefixed, 'otsikko:"turussa siivous"') - {"title"}


def test_a_word_of_the_title_is_no_word_like_others(prefixed) -> None:
    """As long as an entry has it in its title, none without it is found by the rest of the question."""
    assert {"title"} == refs(prefixed, "title:siivous villkor", bridge=False)
    assert {"title", "body", "both"} == refs(prefixed, "siivous kaksi ehto", bridge=False)
    assert {"title"} == refs(prefixed, "title:siivous kaksi ehto", bridge=False)


def test_a_title_that_nothing_has_ends_in_no_empty_page(prefixed) -> None:
    """Then the other words are found, and it is told that no entry has them all."""
    found = prefixed.find(SearchRequest("title:atlantis siivous", Language.FI, bridge=False))

    assert ({"cases/title", "cases/body"}, 0) == ({hit.ref for hit in found.hits}, found.complete)


def test_words_in_quotes_are_no_words_like_others(prefixed) -> None:
    """As long as an entry has them in their order, none without them is found by the rest of the question."""
    assert {"title"} == refs(prefixed, '"siivous turussa" kaksi', bridge=False)
    assert {"body", "title"} == refs(prefixed, '"siivous" kaksi', bridge=False)
    assert {"title", "body", "both"} == refs(prefixed, '"turussa siivous" kaksi', bridge=False)


def test_a_title_can_be_left_out(prefixed) -> None:
    """A minus before the prefix turns it round."""
    assert {"body"} == refs(prefixed, "siivous -title:siivous", bridge=False)


def test_marks_stay_in_the_title(prefixed, shown) -> None:
    """What is asked of the title is not marked in the passage."""
    hits = prefixed.find(SearchRequest("title:ehto", Language.FI)).hits

    assert {"[ehto]", "[ehto] kaksi"} == {shown(hit.title) for hit in hits}
    assert not any(piece.mark for hit in hits for piece in hit.excerpt)


def test_a_term_does_not_reach_over_a_prefix(prefixed) -> None:
    """A word of the title and the next word of anywhere are asked for each by itself."""
    assert () == prefixed.find(SearchRequest("title:sopimus kausi", Language.FI)).bridged


@pytest.mark.parametrize("prefix", ["place", "paikka", "plats"])
def test_a_place_limits(prefixed, prefix: str) -> None:
    """Entries of a municipality or a region are kept; the name itself need not stand in them."""
    assert {"title"} == refs(prefixed, f"{prefix}:Turku")
    assert {"swedish", "both"} == refs(prefixed, f"{prefix}:skåne")
    assert {"body", "swedish", "both", "unknown"} == refs(prefixed, f"-{prefix}:Turku")


@pytest.mark.parametrize("prefix", ["lang", "kieli", "språk", "spra\u030ak"])
def test_a_language_limits(prefixed, prefix: str) -> None:
    """Entries that have a text in the language are kept, and every prefix has to hold."""
    assert {"swedish", "both"} == refs(prefixed, f"{prefix}:sv")
    assert {"both"} == refs(prefixed, f"{prefix}:sv lang:fi")
    assert {"swedish"} == refs(prefixed, f"{prefix}:sv -lang:fi")


def test_words_and_limits_go_together(prefixed) -> None:
    """Words are looked for among what the limits leave, and relaxed among it only."""
    assert {"both"} == refs(prefixed, "ehto place:skåne")
    assert set() == refs(prefixed, "siivous place:turku lang:sv")


def test_facets_count_within_the_limits(prefixed) -> None:
    """A reader sees what is left."""
    facets = prefixed.find(SearchRequest("place:skåne", Language.FI)).facets

    assert {"sv": 2, "fi": 1} == {value.code: value.count for value in facets["language"]}


def test_an_unknown_place_is_a_word(prefixed) -> None:
    """It may well stand in a text; a note says so."""
    result = prefixed.find(SearchRequest("place:atlantis", Language.FI))

    assert ({"cases/unknown"}, (Note.UNKNOWN_NAME,)) == ({hit.ref for hit in result.hits}, result.notes)


def test_an_unknown_prefix_is_plain_text(prefixed) -> None:
    """Never an error, and the words around the colon are found."""
    assert {"unknown"} == refs(prefixed, "foo:bar")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("title:a", [(Scope.TITLE, "a")]),
        ('title:"a b" c', [(Scope.TITLE, "a b"), (None, "c")]),
        ("-plats:x", [(Scope.PLACE, "x")]),
        ("title:", [(None, "title:")]),
        ("title: a", [(None, "title:"), (None, "a")]),
        ("title::a", [(None, "title::a")]),
        ("title:title:a", [(Scope.TITLE, "title:a")]),
        ("subtitle:a", [(None, "subtitle:a")]),
        ('title:"', [(None, "title:")]),
        ('title:""', []),
        ("title:*", []),
        ("TİTLE:a", [(Scope.TITLE, "a")]),
        ("ref:cases/x", [(None, "ref:cases/x")]),
    ],
)
def test_a_prefix_is_read_or_plain(query: str, expected: list[tuple[Scope | None, str]]) -> None:
    """Only a known name glued to a word or phrase is a prefix."""
    parsed = parse_query(query)

    assert expected == [(clause.scope, parsed.words(clause)) for clause in parsed.clauses]


def test_prefixed_words_count_towards_the_bound() -> None:
    """Twelve words in all, behind prefixes or not."""
    parsed = parse_query(" ".join(f"title:w{number}" for number in range(20)))

    assert (12, (Note.TOO_MANY_WORDS,)) == (len(parsed.clauses), parsed.notes)


@given(st.lists(st.sampled_from(["title:", "place:", "lang:", "-", '"', " ", "a", "turku", "sv", ":", "skåne"])))
def test_any_mixture_is_answered(parts: list[str]) -> None:
    """No mixture of prefixes, quotes and minus signs fails to be read."""
    parsed = parse_query("".join(parts))

    assert all(parsed.words(clause).strip() for clause in parsed.clauses)
