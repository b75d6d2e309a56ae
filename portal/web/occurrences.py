"""Where a concept occurs: the entries that name it, in any of its words and languages."""

from dataclasses import dataclass

from flask import url_for

from portal.domain.reference import ref_from_text
from portal.search.errors import SearchUnavailable
from portal.search.request import SearchRequest
from portal.web.context import current_portal
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Teller

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Occurrences:
    """The entries that are most about a concept, how many name it at all, and the search that lists them."""

    entries: tuple[Datum, ...]
    total: int
    address: str


def occurrences(name: Datum, tell: Teller) -> Occurrences | None:
    """Return where the concept with this name occurs; None where it occurs nowhere or there is no index to ask.

    The name is asked as a phrase, and the bridge adds what the concept is called otherwise.
    """
    phrase = f'"{name.text}"'
    try:
        found = current_portal().engine.find(SearchRequest(phrase, name.language or tell.language, per_page=SHOWN))
    except SearchUnavailable:
        return None
    refs = (ref_from_text(hit.ref) for hit in found.hits)
    entries = tuple(datum for ref in refs if ref for datum in tell.entry(ref))
    return Occurrences(entries, found.total, url_for("search.index", q=phrase)) if entries else None
