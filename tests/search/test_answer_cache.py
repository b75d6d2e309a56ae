"""Repeated questions are answered from memory, and never with what was true before."""

import threading
from dataclasses import fields
from dataclasses import replace

import pytest

from portal.domain.equivalent import Equivalent
from portal.domain.equivalent import Origin
from portal.domain.language import Language
from portal.search.answer_cache import AnswerCache
from portal.search.answer_cache import answer_key
from portal.search.answer_cache import cost_of
from portal.search.query import Scope
from portal.search.request import Order
from portal.search.request import SearchRequest
from portal.search.whoosh_engine import WhooshEngine

QUESTION = SearchRequest("siivous", Language.FI)
OTHERS = {
    "query": "siivot",
    "language": Language.SV,
    "filters": {"country": frozenset({"fi"})},
    "order": Order.NEWEST,
    "page": 2,
    "per_page": 5,
    "bridge": False,
    "without": frozenset({"städning"}),
}
"""Another value for every field of a request."""


@pytest.fixture
def filled(engine: WhooshEngine, compose) -> WhooshEngine:
    """An engine over two entries."""
    engine.build([compose("cases/a", fi="siivous", country="fi"), compose("cases/b", sv="annat", country="se")])
    return engine


def refs(engine: WhooshEngine, request: SearchRequest = QUESTION) -> list[str]:
    """The ids found."""
    return [hit.ref for hit in engine.find(request).hits]


def test_a_question_asked_again_is_not_worked_out_again(filled) -> None:
    """The very answer of the first time is given."""
    assert filled.find(QUESTION) is filled.find(replace(QUESTION))


@pytest.mark.parametrize("name", [field.name for field in fields(SearchRequest)])
def test_every_part_of_a_request_decides_the_answer(filled, name: str) -> None:
    """A request that differs in any one field, those added later included, is another question."""
    other = replace(QUESTION, **{name: OTHERS[name]})

    assert filled.find(QUESTION) is not filled.find(other)


def test_filters_in_another_order_are_the_same_question(filled) -> None:
    """How an address orders its filters does not matter."""
    codes = {"country": frozenset({"fi"}), "kind": frozenset({"a", "b"})}
    turned = dict(reversed(codes.items()))

    assert filled.find(replace(QUESTION, filters=codes)) is filled.find(replace(QUESTION, filters=turned))


def test_a_changed_entry_is_in_the_next_answer_of_every_reader(filled, folder, plain, signatures, compose) -> None:
    """Neither the engine that built nor another one on the same folder gives the answer from before."""
    other = WhooshEngine(folder, plain, signatures)
    before = [refs(filled), refs(other)]
    filled.update([compose("cases/a", fi="muu"), compose("cases/c", fi="siivous")])
    after = [refs(filled), refs(other)]
    other.close()

    assert ([["cases/a"]] * 2, [["cases/c"]] * 2) == (before, after)


def test_a_change_of_the_glossary_counts_without_a_new_index(filled, folder, plain, signatures) -> None:
    """What a word means in the other languages may change from one question to the next."""
    meanings = ["ingenting"]

    def bridge(question: str, _reader: Language) -> tuple[Equivalent, ...]:
        return tuple(Equivalent(0, 4, question, text, Language.SV, Origin.GLOSSARY) for text in meanings)

    engine = WhooshEngine(folder, plain, signatures, bridge=bridge)
    before = refs(engine, SearchRequest("muut", Language.FI))
    meanings[0] = "annat"
    after = refs(engine, SearchRequest("muut", Language.FI))
    engine.close()

    assert ([], ["cases/b"]) == (before, after)


def test_a_change_of_the_names_of_places_counts_without_a_new_index(filled, folder, plain, signatures) -> None:
    """A place may get another name from one question to the next."""
    named = {"country": frozenset({"fi"})}

    def naming(_scope: Scope, _name: str, _reader: Language) -> dict[str, frozenset[str]]:
        return dict(named)

    engine = WhooshEngine(folder, plain, signatures, naming=naming)
    before = refs(engine, SearchRequest("place:x", Language.FI))
    named["country"] = frozenset({"se"})
    after = refs(engine, SearchRequest("place:x", Language.FI))
    engine.close()

    assert (["cases/a"], ["cases/b"]) == (before, after)


def test_the_cache_is_bounded(filled) -> None:
    """The answers asked longest ago make room; one that is larger than the whole room is not kept."""
    result = filled.find(QUESTION)
    cost = cost_of(result)
    cache = AnswerCache(3 * cost)
    for number in range(10):
        cache.put(number, result, 0)
    kept = [number for number in range(10) if cache.get(number)]
    cache.put("endless", result, 3 * cost)

    assert ([7, 8, 9], None) == (kept, cache.get("endless"))


def test_an_answer_used_lately_outlives_older_ones(filled) -> None:
    """Asking for an answer is what keeps it."""
    result = filled.find(QUESTION)
    cache = AnswerCache(2 * cost_of(result))
    cache.put("old", result, 0)
    cache.put("middle", result, 0)
    cache.get("old")
    cache.put("new", result, 0)

    assert [True, False, True] == [cache.get(key) is not None for key in ("old", "middle", "new")]


def test_threads_may_share_it(filled) -> None:
    """Under eight threads every answer stays with its key, and the bound holds."""
    result = filled.find(QUESTION)
    cache = AnswerCache(5 * cost_of(result))
    wrong: list[int] = []

    def work(first: int) -> None:
        for number in range(first, first + 500):
            cache.put(number % 20, replace(result, total=number % 20), 0)
            found = cache.get(number % 20)
            if found is not None and found.total != number % 20:
                wrong.append(number)

    threads = [threading.Thread(target=work, args=(number * 7,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert ([], True) == (wrong, sum(cache.get(number) is not None for number in range(20)) <= 5)


def test_what_cannot_be_a_key_is_said(filled) -> None:
    """A field of a kind that cannot be compared by its value fails at once instead of being left out."""
    with pytest.raises(TypeError, match="no part of a key"):
        answer_key(replace(QUESTION, without=["a"]), (), (), ())  # type: ignore[arg-type]  # the point of the test
