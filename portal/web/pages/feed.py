"""The feed of a search: whoever follows it learns of new entries that meet the question."""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace

from flask import Blueprint
from flask import Response
from flask import abort
from flask import make_response
from flask import render_template
from flask import request
from flask import url_for

from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.partial_date import PartialDate
from portal.domain.reference import ref_from_text
from portal.library.shelf import Shelf
from portal.search.errors import SearchUnavailable
from portal.search.query import printable
from portal.search.request import Order
from portal.search.result import SearchResult
from portal.web.addresses import absolute
from portal.web.addresses import entry_address
from portal.web.answers import SORT
from portal.web.answers import asked_request
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.labels import collection_name
from portal.web.queries import PAGE
from portal.web.queries import here
from portal.web.queries import with_query
from portal.web.words import gettext

MOST = 50
LONGEST_TITLE = 80
OPENED = PartialDate(2026)
"""The date of what has none and rests on no dated source: the year in which the portal opened."""

blueprint = Blueprint("feed", __name__, url_prefix=PREFIX)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed; its address is its id, as ids of entries never change."""

    address: str
    title: str
    summary: str
    language: Language
    updated: str
    collection: str
    kind: str


@blueprint.get("/search.atom")
def search() -> Response:
    """Give the newest answers to the question of a search page as an Atom feed (RFC 4287)."""
    asked = replace(asked_request(reader_language()), order=Order.NEWEST, page=1, per_page=MOST)
    try:
        result = current_portal().engine.find(asked)
    except SearchUnavailable:
        abort(503)
    settings = current_portal().settings
    entries = sorted(_entries(result, current_shelf()), key=lambda each: each.updated, reverse=True)
    words = printable(asked.query[:LONGEST_TITLE]).strip()
    feed = render_template(
        "feed/search.atom",
        title=gettext("Search: %(words)s", words=words) if words else gettext("Search"),
        address=absolute(here(**{PAGE: "", SORT: ""}), settings),
        page=absolute(with_query(url_for("search.index"), request.args.items(multi=True), PAGE, SORT), settings),
        updated=max((entry.updated for entry in entries), default=_moment(OPENED)),
        entries=entries,
    )
    response = make_response(feed)
    response.mimetype = "application/atom+xml"
    return response


def _entries(result: SearchResult, shelf: Shelf) -> Iterable[FeedEntry]:
    """Yield the answers that are on the shelf, each as a reader of this language gets it."""
    for hit in result.hits:
        ref = ref_from_text(hit.ref)
        entry = shelf.get(ref) if ref else None
        if entry is not None:
            text, language = entry.texts.best(reader_language())
            yield FeedEntry(
                absolute(entry_address(entry.ref), current_portal().settings),
                printable(text.title),
                printable(text.summary),
                language,
                _moment(entry.date or _newest_source(entry, shelf) or OPENED),
                entry.COLLECTION.value,
                collection_name(entry.COLLECTION),
            )


def _newest_source(entry: Entry, shelf: Shelf) -> PartialDate | None:
    """Return the date of the newest source of an entry that has no date of its own."""
    dates = (shelf.sources[source].date for source in entry.sources if source in shelf.sources)
    return max((date for date in dates if date), default=None)


def _moment(date: PartialDate) -> str:
    """Return the first moment a date can mean, as RFC 3339 wants it."""
    return f"{date.first_day.isoformat()}T00:00:00Z"
