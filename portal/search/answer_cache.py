"""Answers given lately from one generation of the index, so that a question asked again costs nothing."""

from collections.abc import Hashable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import fields

from portal.domain.equivalent import Equivalent
from portal.search.bounded_cache import BoundedCache
from portal.search.limits import Limit
from portal.search.request import SearchRequest
from portal.search.result import SearchResult

_ENTRY_COST = 2_000
_PIECE_COST = 150
"""Roughly what an answer, and each of its pieces and values, takes beside the texts, in bytes."""

_LETTER_COST = 2


class AnswerCache:
    """The answers of one generation by all that decides them; shared by threads, bounded by bytes.

    It lives and dies with the opened generation, so that no answer outlasts the index it came from.
    """

    def __init__(self, capacity: int) -> None:
        self._kept: BoundedCache[SearchResult] = BoundedCache(capacity)

    def get(self, key: Hashable) -> SearchResult | None:
        """The answer kept under a key, if there is one."""
        return self._kept.get(key)

    def put(self, key: Hashable, result: SearchResult, letters: int) -> None:
        """Keep an answer to a question of so many letters; the ones asked longest ago make room for it."""
        self._kept.put(key, result, cost_of(result) + _LETTER_COST * letters)


def answer_key(
    request: SearchRequest, query: Hashable, limits: Sequence[Limit], equivalents: Sequence[Equivalent]
) -> Hashable:
    """All that decides an answer within one generation: the whole request and what its words mean today.

    The glossary, the dictionaries and the names of places may change without a new index; what they made of the
    question is part of the key, so that no answer outlives a change of theirs either.
    """
    asked = tuple(_hashable(getattr(request, field.name)) for field in fields(request))
    within = tuple((_hashable(limit.codes), limit.excluded) for limit in limits)
    return asked, query, within, tuple(equivalents)


def _hashable(value: object) -> Hashable:
    """The value itself; mappings and sets in order, so that every process writes them alike."""
    if isinstance(value, Mapping):
        return tuple(sorted((name, _hashable(codes)) for name, codes in value.items()))
    if isinstance(value, frozenset):
        return tuple(sorted(value))
    if not isinstance(value, Hashable):
        raise TypeError(f"no part of a key: {value!r}")
    return value


def cost_of(result: SearchResult) -> int:
    """Roughly how much memory an answer takes, in bytes."""
    pieces = [piece for hit in result.hits for piece in (*hit.title, *hit.excerpt)]
    values = sum(len(each) for each in result.facets.values())
    letters = sum(len(piece.text) for piece in pieces)
    count = len(pieces) + values + len(result.hits) + len(result.bridged)
    return _ENTRY_COST + _PIECE_COST * count + _LETTER_COST * letters
