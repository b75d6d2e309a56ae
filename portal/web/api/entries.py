"""The collections and their entries as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from flask import Blueprint
from flask import Response

from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.partial_date import PartialDate
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.publishing.facets import Facet
from portal.search.result import Note
from portal.web.addresses import present_ref
from portal.web.api.addresses import VERSION
from portal.web.api.addresses import data_address
from portal.web.api.addresses import page_address
from portal.web.api.entry_data import EntryData
from portal.web.api.entry_data import entry_data
from portal.web.api.operations import Operation
from portal.web.api.operations import serve
from portal.web.api.parameter_kinds import Choice
from portal.web.api.parameter_kinds import Code
from portal.web.api.parameters import ASKED_PAGE
from portal.web.api.parameters import FACETS
from portal.web.api.parameters import LANGUAGE
from portal.web.api.parameters import Asked
from portal.web.api.parameters import Parameter
from portal.web.api.parameters import asked_filters
from portal.web.api.parameters import echo
from portal.web.api.parameters import limit
from portal.web.api.problem_types import Known
from portal.web.api.problem_types import Refusal
from portal.web.api.replies import LICENCE
from portal.web.api.replies import Licence
from portal.web.api.replies import Notice
from portal.web.api.replies import PageLinks
from portal.web.api.replies import content_changed
from portal.web.api.replies import notices
from portal.web.api.replies import page_links
from portal.web.api.replies import reply
from portal.web.context import current_shelf
from portal.web.directory import directory_of
from portal.web.i18n import reader_language
from portal.web.listing import NEWEST_FIRST
from portal.web.listing import PER_PAGE
from portal.web.listing import ordered

MOVED = 301

blueprint = Blueprint("api_entries", __name__, url_prefix=VERSION)


class ListOrder(StrEnum):
    """In which order a list comes."""

    TITLE = "title"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry in a list; `codes` are those it can be filtered by."""

    ref: Ref
    collection: Collection
    id: str
    address: Annotated[str, "The page of the entry in the reader's language."]
    api_address: Annotated[str, "Everything about the entry as data."]
    title: str
    summary: str
    language: Annotated[Language, "The language of title and summary: the reader's own, else the original's."]
    languages: Annotated[tuple[Language, ...], "The languages the entry exists in."]
    date: PartialDate | None
    country: str | None
    codes: Mapping[Facet, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class EntryList:
    """One page of a collection."""

    collection: Collection
    language: Annotated[Language, "The reader's language."]
    total: int
    page: int
    pages: int
    limit: int
    sort: ListOrder
    notes: tuple[Notice, ...]
    entries: tuple[EntryLine, ...]
    links: PageLinks
    licence: Licence


COLLECTION: Parameter[Collection] = Parameter(
    "collection", Choice(Collection), "A kind of entry.", in_path=True, example=Collection.CASES.value
)
ID: Parameter[str] = Parameter("id", Code(), "The id of an entry, the same in all languages.", in_path=True)
ASKED_SORT: Parameter[ListOrder] = Parameter(
    "sort",
    Choice(ListOrder),
    "The order; without it, events and news come newest first, the rest by title.",
)
ASKED_LIMIT = limit(PER_PAGE)
LIST = Operation(
    "entries",
    "/{collection}",
    "One page of a collection",
    "Every entry of a collection that the filters let through, without any search.",
    (COLLECTION, LANGUAGE, *FACETS.values(), ASKED_SORT, ASKED_PAGE, ASKED_LIMIT),
    (EntryList,),
    (Known.WRONG_PARAMETERS, Known.NOT_FOUND),
)
ENTRY = Operation(
    "entry",
    "/{collection}/{id}",
    "Everything about one entry",
    "All facts, all languages, all sources. An id that has moved answers with 301 and the new address.",
    (COLLECTION, ID),
    (EntryData,),
    (Known.NOT_FOUND, Known.WITHDRAWN),
)


@serve(blueprint, LIST)
def entries(asked: Asked) -> Response:
    """Give one page of a collection."""
    shelf, collection = current_shelf(), asked.one(COLLECTION)
    filters = asked_filters(asked)
    codes = directory_of(shelf).codes
    kept = [
        entry
        for entry in shelf.entries(collection)
        if all(chosen & set(codes[entry.ref][facet]) for facet, chosen in filters.items())
    ]
    return reply(_page(asked, kept, _notes(filters, shelf)), changed=content_changed())


def _page(asked: Asked, kept: list[Entry], notes: tuple[Note, ...]) -> EntryList:
    collection, size, language = asked.one(COLLECTION), asked.one(ASKED_LIMIT), reader_language()
    newest = ListOrder.NEWEST if collection in NEWEST_FIRST else ListOrder.TITLE
    sort = asked.one(ASKED_SORT) or newest
    pages = max(1, -(-len(kept) // size))
    page = min(asked.one(ASKED_PAGE), pages)
    in_order = ordered(kept, language, newest_first=sort is ListOrder.NEWEST)
    return EntryList(
        collection=collection,
        language=language,
        total=len(kept),
        page=page,
        pages=pages,
        limit=size,
        sort=sort,
        notes=notices(notes if page == asked.one(ASKED_PAGE) else (*notes, Note.PAGE_OUT_OF_RANGE)),
        entries=tuple(_line(entry, language) for entry in in_order[(page - 1) * size : page * size]),
        links=page_links(page, pages, language=language.value),
        licence=LICENCE,
    )


def _notes(filters: Mapping[Facet, frozenset[str]], shelf: Shelf) -> tuple[Note, ...]:
    """Return the note about a filter that no entry of the library has, as a search does."""
    known = directory_of(shelf).entries
    strange = any(not chosen <= set(known[facet]) for facet, chosen in filters.items())
    return (Note.UNKNOWN_FILTER,) if strange else ()


def _line(entry: Entry, reader: Language) -> EntryLine:
    text, language = entry.texts.best(reader)
    codes = directory_of(current_shelf()).codes[entry.ref]
    return EntryLine(
        ref=entry.ref,
        collection=entry.COLLECTION,
        id=entry.id,
        address=page_address(entry.ref, reader),
        api_address=data_address(entry.ref),
        title=text.title,
        summary=text.summary,
        language=language,
        languages=tuple(entry.texts),
        date=entry.date,
        country=entry.country,
        codes={facet: codes[facet] for facet in Facet},
    )


@serve(blueprint, ENTRY)
def entry(asked: Asked) -> Response:
    """Give one entry, or lead to where it is now."""
    shelf, ref = current_shelf(), Ref(asked.one(COLLECTION), asked.one(ID))
    found = shelf.get(ref)
    if found is not None:
        return reply(entry_data(found, shelf), changed=content_changed())
    present = present_ref(ref, shelf)
    if shelf.withdrawal(present) is not None:
        raise Refusal(Known.WITHDRAWN, f"The entry “{echo(str(present))}” has been withdrawn.")
    if shelf.get(present) is None:
        raise Refusal(Known.NOT_FOUND, f"There is no entry “{echo(str(ref))}”.")
    return Response(status=MOVED, headers={"Location": data_address(present)})
