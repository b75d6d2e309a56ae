"""Search: everything in the address, everything without a script."""

from flask import Blueprint
from flask import Response
from flask import make_response
from flask import render_template
from flask import request
from flask import url_for

from portal.analysis.term_bank import Closeness
from portal.publishing.facets import Facet
from portal.search.errors import SearchUnavailable
from portal.search.request import Order
from portal.search.request import SearchRequest
from portal.search.result import SearchResult
from portal.web.addresses import BASKET
from portal.web.answers import QUERY
from portal.web.answers import SORT
from portal.web.answers import asked_request
from portal.web.answers import filter_groups
from portal.web.answers import hit_lines
from portal.web.answers import note_sentence
from portal.web.answers import order_name
from portal.web.bridging import bridge_line
from portal.web.compression import folded_page
from portal.web.compression import travelling
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.facts.fact import Teller
from portal.web.finished_pages import finished_pages
from portal.web.i18n import LONGEST_QUERY
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.labels import facet_value
from portal.web.queries import PAGE
from portal.web.queries import Pager
from portal.web.queries import here
from portal.web.queries import here_without
from portal.web.queries import with_query
from portal.web.ways_on import counted
from portal.web.ways_on import ways_on

LONGEST_TERM = 80
MOST_CONCEPTS = 2

blueprint = Blueprint("search", __name__, url_prefix=f"{PREFIX}/search")


@blueprint.get("")
def index() -> Response:
    """Show the answers; without an index, a page that says so and what can be done meanwhile."""
    asked = asked_request(reader_language())
    try:
        return travelling(_page(asked))
    except SearchUnavailable:
        return make_response(render_template("search/unavailable.html", asked=asked), 503)


def _page(asked: SearchRequest) -> bytes:
    """Return the page of a question, folded: the very one from before where nothing that decides it has changed."""
    key = _key(asked)
    page = finished_pages().get(key)
    if page is not None:
        return page
    result = current_portal().engine.find(asked)
    page = folded_page(_answer(asked, result))
    if not result.total:
        # Not kept, so that the question is counted each time.
        if counted(asked):
            current_portal().failed_queries.count(asked.query)
    elif _key(asked) == key:  # index and shelf are still those that were asked
        finished_pages().keep(key, page)
    return page


def _key(asked: SearchRequest) -> bytes:
    """Return all that a page is made of: its whole address, the shelf, the index and what the words mean today."""
    address = request.host_url, request.path, request.query_string
    edition = current_portal().live_shelf.edition(current_shelf())
    return repr((address, edition, current_portal().engine.key(asked))).encode()


def _feed() -> str:
    """Return the address of the feed of this search; of an endless question there is none."""
    if len(request.query_string) > LONGEST_QUERY:
        return ""
    return with_query(url_for("feed.search"), request.args.items(multi=True), PAGE, SORT, BASKET)


def _answer(asked: SearchRequest, result: SearchResult) -> str:
    shelf, language = current_shelf(), reader_language()
    close = current_portal().term_bank().find(asked.query[:LONGEST_TERM], language) if asked.query else []
    return render_template(
        "search/index.html",
        concepts=[match.concept for match in close if match.closeness <= Closeness.INFLECTED][:MOST_CONCEPTS],
        asked=asked,
        result=result,
        lines=hit_lines(result, Teller(shelf, language)),
        groups=filter_groups(result, shelf, language),
        chosen=[
            (facet_value(facet, code, shelf, language), here_without(facet.value, code))
            for facet in Facet
            for code in sorted(asked.filters.get(facet.value, ()))
        ],
        bridge=bridge_line(result.bridged),
        suggestion=result.suggestion,
        suggestion_address=here(**{QUERY: result.suggestion, PAGE: ""}),
        ways=ways_on(asked, result.suggestion) if not result.total else None,
        notes=[note_sentence(note) for note in result.notes],
        orders=[(order, order_name(order)) for order in Order],
        feed=_feed(),
        pager=Pager(result.page, max(1, result.pages)),
    )
