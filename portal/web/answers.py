"""A question to the search engine out of an address, and its answer ready for the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from flask import request

from portal.domain.language import Language
from portal.domain.reference import ref_from_text
from portal.library.shelf import Shelf
from portal.publishing.facets import VOCABULARY_OF_FACET
from portal.publishing.facets import Facet
from portal.search.request import Order
from portal.search.request import SearchRequest
from portal.search.result import FacetValue
from portal.search.result import Hit
from portal.search.result import Note
from portal.search.result import SearchResult
from portal.web.bridging import asked_bridge
from portal.web.bridging import asked_without
from portal.web.cards import Card
from portal.web.cards import card
from portal.web.facts.fact import Teller
from portal.web.formats import sentence_case
from portal.web.fragments import kept
from portal.web.labels import facet_name
from portal.web.labels import facet_value
from portal.web.queries import asked_page
from portal.web.words import gettext

QUERY = "q"
SORT = "sort"
SHOWN_AT_ONCE = 7
IN_VOCABULARY_ORDER = {Facet.PHASE, Facet.ROLE, Facet.THRESHOLD, Facet.COUNTRY, Facet.LANGUAGE}


@dataclass(frozen=True, slots=True)
class HitLine:
    """One answer: the entry as a line, with its title and passage in pieces and the language they are in."""

    card: Card
    hit: Hit


@dataclass(frozen=True, slots=True)
class FilterValue:
    """One checkbox."""

    code: str
    name: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """One group of checkboxes: the first few, and the rest that opens."""

    facet: Facet
    name: str
    first: tuple[FilterValue, ...]
    rest: tuple[FilterValue, ...]


def asked_request(language: Language) -> SearchRequest:
    """Return the question an address asks; what it says about order or page without sense means the default."""
    sort = request.args.get(SORT, "")
    filters = {
        facet.value: frozenset(code for code in request.args.getlist(facet.value) if code)
        for facet in Facet
        if any(request.args.getlist(facet.value))
    }
    return SearchRequest(
        query=request.args.get(QUERY, "").strip(),
        language=language,
        filters=filters,
        order=Order(sort) if sort in set(Order) else Order.RELEVANCE,
        page=asked_page(),
        bridge=asked_bridge(),
        without=asked_without(),
    )


def hit_lines(result: SearchResult, tell: Teller) -> list[HitLine]:
    """Return the answers that are on the shelf: an index that is behind can cost a line, never show a hidden entry."""
    lines = []
    for hit in result.hits:
        ref = ref_from_text(hit.ref)
        entry = tell.shelf.get(ref) if ref else None
        if entry is not None:
            lines.append(HitLine(kept(partial(card, entry, tell), "card", entry.ref), hit))
    return lines


def filter_groups(result: SearchResult, shelf: Shelf, language: Language) -> list[FilterGroup]:
    """Return the checkboxes that can still narrow the answer, and those that are ticked."""
    groups = []
    for facet in Facet:
        # Not one by one: a page has more than a hundred.
        names = kept(dict[str, str], "facet", facet)
        found = [value for value in result.facets.get(facet.value, ()) if value.count or value.selected]
        if len(found) > 1 or any(value.selected for value in found):
            values = [
                FilterValue(each.code, _name(facet, each, names, shelf, language), each.count, each.selected)
                for each in _in_order(facet, found, shelf)
            ]
            cut = max(SHOWN_AT_ONCE, *(place + 1 for place, each in enumerate(values) if each.selected), 0)
            cut = len(values) if len(values) <= cut + 2 else cut
            groups.append(FilterGroup(facet, facet_name(facet), tuple(values[:cut]), tuple(values[cut:])))
    return groups


def _name(facet: Facet, value: FacetValue, names: dict[str, str], shelf: Shelf, language: Language) -> str:
    """Return the name of a value out of the names made so far; what no entry has is only read, never gathered."""
    name = names.get(value.code)
    if name is None:
        name = sentence_case(facet_value(facet, value.code, shelf, language))
        if value.count:
            names[value.code] = name
    return name


def _in_order(facet: Facet, values: Iterable[FacetValue], shelf: Shelf) -> list[FacetValue]:
    """Return values in the order of the work or of size where there is one, years newest first, else by count."""
    if facet is Facet.YEAR:
        return sorted(values, key=lambda value: value.code, reverse=True)
    if facet in IN_VOCABULARY_ORDER:
        order = {code: place for place, code in enumerate(shelf.vocabularies[VOCABULARY_OF_FACET[facet]].terms)}
        return sorted(values, key=lambda value: order.get(value.code, len(order)))
    return sorted(values, key=lambda value: (-value.count, value.code))


def note_sentence(note: Note) -> str:
    """Return what a reader should know about how the question was understood."""
    sentences = {
        Note.QUERY_TOO_LONG: gettext("The search text is very long: only the first 200 characters were used."),
        Note.TOO_MANY_WORDS: gettext("There are many words in the search: only the first 12 were used."),
        Note.UNKNOWN_FILTER: gettext("The address holds a filter that no page has."),
        Note.UNKNOWN_NAME: gettext(
            "The library knows no place or language by the name after “place:” or “lang:”, so the name was searched "
            "as an ordinary word."
        ),
        Note.PAGE_OUT_OF_RANGE: gettext("There is no such page of answers, so the nearest one is shown."),
        Note.INDEX_STALE: gettext("The search index is being renewed: some answers may be missing or out of date."),
    }
    return sentences[note]


def order_name(order: Order) -> str:
    """Return the name of an order of the answers."""
    names = {
        Order.RELEVANCE: gettext("Best match"),
        Order.NEWEST: gettext("Newest first"),
        Order.TITLE: gettext("Title"),
    }
    return names[order]
