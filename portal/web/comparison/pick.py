"""Clauses a reader may want to put beside those already chosen."""

from collections.abc import Iterable

from flask import request

from portal.domain.clause import Clause
from portal.domain.reference import Collection
from portal.domain.reference import ref_from_text
from portal.search.errors import SearchUnavailable
from portal.search.request import SearchRequest
from portal.web.cards import Card
from portal.web.cards import card
from portal.web.comparison.choice import Choice
from portal.web.context import current_portal
from portal.web.facts.fact import Teller

QUERY = "q"
OFFERED = 8
LONGEST_QUERY = 200


def asked_words() -> str:
    """Return the words the reader looks for another clause with."""
    return request.args.get(QUERY, "").strip()[:LONGEST_QUERY]


def offered_clauses(choice: Choice, words: str, tell: Teller) -> list[Card]:
    """Return clauses that are not chosen yet: those that answer the words, else those most like the chosen ones.

    Without an index they are those that suit the same purchases.
    """
    try:
        refs = _answers(words, tell) if words else _alike(choice, tell)
    except SearchUnavailable:
        refs = [str(each.ref) for each in _of_like_sector(choice, tell)]
    found: dict[str, Clause] = {}
    for each in refs:
        ref = ref_from_text(each)
        clause = tell.shelf.get(ref) if ref else None
        if isinstance(clause, Clause) and clause.id not in choice.ids:
            found[clause.id] = clause
    return [card(clause, tell) for clause in list(found.values())[:OFFERED]]


def _answers(words: str, tell: Teller) -> list[str]:
    asked = SearchRequest(
        query=words,
        language=tell.language,
        filters={"kind": frozenset({Collection.CLAUSES.value})},
        per_page=OFFERED + len(Collection),
    )
    return [hit.ref for hit in current_portal().engine.find(asked).hits]


def _alike(choice: Choice, tell: Teller) -> list[str]:
    """Return the nearest clauses of each chosen one, the nearest of all first."""
    engine = current_portal().engine
    near = [each for clause in choice.clauses for each in engine.alike(str(clause.ref), tell.language, OFFERED)]
    return [each.ref for each in sorted(near, key=lambda each: -each.score)]


def _of_like_sector(choice: Choice, tell: Teller) -> Iterable[Clause]:
    sectors = {sector for clause in choice.clauses for sector in clause.sectors}
    for entry in tell.shelf.entries(Collection.CLAUSES):
        if isinstance(entry, Clause) and sectors & set(entry.sectors):
            yield entry
