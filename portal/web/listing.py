"""A list of entries as the reader asked for it: filtered, sorted, one page of it."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from flask import request

from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.library.shelf import Shelf
from portal.publishing.facets import Facet
from portal.search.collation import collate
from portal.web.directory import directory_of
from portal.web.labels import facet_name
from portal.web.labels import facet_value
from portal.web.queries import Pager
from portal.web.queries import asked_page
from portal.web.queries import asks_for_impossible_page

T = TypeVar("T")

PER_PAGE = 25
NEWEST_FIRST = {Collection.EVENTS, Collection.NEWS}
FILTERS: Mapping[Collection, tuple[Facet, ...]] = {
    Collection.CASES: (
        Facet.COUNTRY,
        Facet.REGION,
        Facet.SECTOR,
        Facet.INSTRUMENT,
        Facet.TARGET_GROUP,
        Facet.SANCTION,
        Facet.PHASE,
        Facet.ROLE,
    ),
    Collection.CLAUSES: (Facet.COUNTRY, Facet.SECTOR, Facet.INSTRUMENT, Facet.TARGET_GROUP, Facet.SANCTION),
    Collection.ORGANISATIONS: (Facet.COUNTRY, Facet.REGION),
    Collection.INITIATIVES: (Facet.COUNTRY, Facet.YEAR),
    Collection.MATERIALS: (Facet.COUNTRY, Facet.PHASE, Facet.YEAR),
    Collection.EVENTS: (Facet.COUNTRY, Facet.PHASE, Facet.YEAR),
    Collection.NEWS: (Facet.COUNTRY, Facet.YEAR),
    Collection.LAWS: (Facet.COUNTRY,),
    Collection.GUIDES: (Facet.PHASE, Facet.ROLE),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a filter can take, with the number of entries of the whole list that have it."""

    code: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a list; it offers only what the list holds."""

    facet: Facet
    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list; `unknown` tells that the address named a value or a page that is not there."""

    filters: tuple[Filter, ...]
    entries: tuple[Entry, ...]
    total: int
    pager: Pager
    unknown: bool


def listing(collection: Collection, shelf: Shelf, language: Language) -> Listing:
    """Return the page of a collection's list that the address asks for; what cannot be had is left out and told."""
    every = shelf.entries(collection)
    filters = tuple(
        each for facet in FILTERS[collection] if len((each := _filter(facet, every, shelf, language)).choices) > 1
    )
    chosen = {each.facet: choice.code for each in filters for choice in each.choices if choice.chosen}
    asked = {facet for facet in FILTERS[collection] if request.args.get(facet)}
    codes = directory_of(shelf).codes
    kept = [entry for entry in every if all(code in codes[entry.ref][facet] for facet, code in chosen.items())]
    entries, pager = page_of(ordered(kept, language, newest_first=collection in NEWEST_FIRST))
    unknown = bool(asked - set(chosen)) or pager.page != asked_page() or asks_for_impossible_page()
    return Listing(filters, tuple(entries), len(kept), pager, unknown)


def page_of(entries: Sequence[T]) -> tuple[Sequence[T], Pager]:
    """Return the page of a sequence that the address asks for, or the last one when there are fewer."""
    pages = max(1, -(-len(entries) // PER_PAGE))
    page = min(asked_page(), pages)
    return entries[(page - 1) * PER_PAGE : page * PER_PAGE], Pager(page, pages)


def ordered(entries: Iterable[Entry], language: Language, *, newest_first: bool = False) -> list[Entry]:
    """Return entries in the order of their titles in the reader's language, or the newest first."""
    by_title = sorted(entries, key=lambda entry: collate(entry.texts.best(language)[0].title, language))
    if newest_first:
        by_title.sort(key=lambda entry: str(entry.date or ""), reverse=True)
    return by_title


def _filter(facet: Facet, entries: Iterable[Entry], shelf: Shelf, language: Language) -> Filter:
    counts: dict[str, int] = {}
    codes = directory_of(shelf).codes
    for entry in entries:
        for code in codes[entry.ref][facet]:
            counts[code] = counts.get(code, 0) + 1
    asked = request.args.get(facet, "")
    names = {code: facet_value(facet, code, shelf, language) for code in counts}
    in_order = sorted(counts, key=lambda code: collate(names[code], language), reverse=facet is Facet.YEAR)
    choices = tuple(Choice(code, names[code], counts[code], code == asked) for code in in_order)
    return Filter(facet, facet_name(facet), choices)
