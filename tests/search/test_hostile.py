"""Questions that were made to hurt."""

import time

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from portal.domain.language import Language
from portal.search.document import DocumentText
from portal.search.document import SearchDocument
from portal.search.request import Order
from portal.search.request import SearchRequest
from portal.search.whoosh_engine import WhooshEngine

BOMBS = {
    "long": "kuopio " * 10_000,
    "endless word": "x" * 100_000,
    "endless Finnish compound": "työllistämis" * 500,
    "endless Swedish compound": "sysselsättnings" * 500,
    "parentheses": "(" * 3000 + ")" * 3000,
    "open parentheses": "(" * 10_000,
    "quotes": '"' * 9999,
    "quotes and words": '"a" ' * 2000,
    "nested quotes": "\"'" * 2000,
    "minus": "-" * 5000,
    "exclusions": "-kuopio " * 500,
    "wildcards": "* ?* a* *a ????",
    "everything": "*:*",
    "fields": "title:kuopio ref:[a TO z] _id:*",
    "ranges": "[a TO z] {1 TO 9999999999999999999}",
    "boosts": "kuopio^99999999999 kuopio~99",
    "regular expression": "/(a+)+$/ r'(x+x+)+y'",
    "operators": "AND OR NOT AND AND NOT OR",
    "control": "".join(map(chr, range(32))) + "\x7f\x80\x9f",
    "null": "kuo\x00pio",
    "lone surrogates": "\ud800kuopio\udfff\udc00",
    "astral": "🧹 siivous 𝐊𝐮𝐨𝐩𝐢𝐨 \U0010ffff",
    "combining": "k" + "\u0308" * 5000,
    "direction": "\u202ekuopio\u202c \u2066x\u2069",
    "zero width": "\u200b" * 1000 + "kuo\u200bpio",
    "separators": "kuopio\u2028siivous\u2029\x85",
    "non-characters": "\ufffe\uffff\ufdd0",
    "markup": "<script>alert(1)</script> {{7*7}} ${x} %s %(x)s",
    "statement": "'; DROP TABLE entries; --",
    "path": "../../../etc/passwd",
    "capital i with dot": "İ" * 190,
    "sharp s": "ß" * 190,
    "ligatures": "ﬁ ﬀ ﷺ" * 30,
    "other scripts": "清掃 уборка تنظيف ניקיון การทำความสะอาด",
    "emoji family": "👨‍👩‍👧‍👦" * 30,
    "numbers": "1" * 200 + " 1e999 NaN -0 0x1F ١٢٣",
    "hyphens": "a-b-c-" * 60,
    "apostrophes": "l'" * 100,
    "spaces": " \t\u00a0\u3000" * 500,
    "nothing": "",
}


@pytest.fixture(scope="module")
def real(tmp_path_factory, analyzers):
    """A few entries with the portal's own analysers, already warm."""
    engine = WhooshEngine(
        tmp_path_factory.mktemp("hostile") / "search_index",
        {language: analyzer.analyse for language, analyzer in analyzers.items()},
        {language: analyzer.signature for language, analyzer in analyzers.items()},
    )
    text = DocumentText("Kuopio siivous", "Työllistämisehto", "Palveluntuottaja", "sana " * 200)
    engine.build(
        [
            SearchDocument(f"cases/{number}", "cases", dict.fromkeys(Language, text), {"c": ("x",)}, "", "1")
            for number in range(5)
        ]
    )
    for language in Language:
        engine.find(SearchRequest("työllistämisehto sysselsättningskrav employment", language))
    yield engine
    engine.close()


@pytest.mark.parametrize("name", BOMBS)
def test_no_query_fails_or_takes_long(real, name: str) -> None:
    """Every bomb is answered within half a second, first time, in each language."""
    started = time.monotonic()
    for language in Language:
        real.find(SearchRequest(BOMBS[name], language))

    assert time.monotonic() - started < 1.5


def test_a_second_time_is_quick(real) -> None:
    """All bombs together, analysed before, take less than a tenth of a second each."""
    for bomb in BOMBS.values():
        real.find(SearchRequest(bomb, Language.FI))
    started = time.monotonic()
    for bomb in BOMBS.values():
        real.find(SearchRequest(bomb, Language.FI))

    assert (time.monotonic() - started) / len(BOMBS) < 0.1


def test_hostile_words_inside_a_query_do_not_hide_the_good_ones(real) -> None:
    """Signs without meaning are ignored: the word between them is found."""
    assert [5] * 5 == [
        real.find(SearchRequest(query, Language.FI)).total
        for query in ("((kuopio", "kuopio*", '"kuopio', "\ud800kuopio\x00", "- kuopio ~ ^ :")
    ]


@given(
    query=st.text(max_size=300),
    language=st.sampled_from(Language),
    order=st.sampled_from(Order),
    page=st.integers(),
    per_page=st.integers(),
    filters=st.dictionaries(st.text(max_size=5), st.frozensets(st.text(max_size=5))),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_request_fails(engine, compose, query, language, order, page, per_page, filters) -> None:
    """Any request at all is answered, and what it says is consistent."""
    if engine.status().documents is None:
        engine.build([compose(f"cases/{number}", fi=f"a b{number} kuopio", c="x y") for number in range(3)])
    result = engine.find(SearchRequest(query, language, filters, order, page, per_page))

    assert (True, True) == (len(result.hits) <= min(result.total, 100), 1 <= result.page <= result.pages)
