"""The question of the search page, answered as data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from flask import Blueprint
from flask import Response

from portal.domain.equivalent import Equivalent
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text
from portal.library.shelf import Shelf
from portal.publishing.facets import VOCABULARY_OF_FACET
from portal.publishing.facets import Facet
from portal.search.errors import SearchUnavailable
from portal.search.request import Order
from portal.search.request import SearchRequest
from portal.search.result import Hit
from portal.search.result import Piece
from portal.search.result import SearchResult
from portal.web.answers import QUERY
from portal.web.answers import SORT
from portal.web.api.addresses import VERSION
from portal.web.api.addresses import data_address
from portal.web.api.addresses import page_address
from portal.web.api.operations import Operation
from portal.web.api.operations import serve
from portal.web.api.parameter_kinds import Choice
from portal.web.api.parameter_kinds import FreeText
from portal.web.api.parameter_kinds import Switch
from portal.web.api.parameters import ASKED_PAGE
from portal.web.api.parameters import FACETS
from portal.web.api.parameters import LANGUAGE
from portal.web.api.parameters import Asked
from portal.web.api.parameters import Parameter
from portal.web.api.parameters import asked_filters
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
from portal.web.bridging import BRIDGE
from portal.web.bridging import WITHOUT
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.i18n import reader_language
from portal.web.labels import facet_name
from portal.web.labels import facet_value

blueprint = Blueprint("api_search", __name__, url_prefix=VERSION)


@dataclass(frozen=True, slots=True)
class HitData:
    """One answer: an entry, whose title and passage are in `language` and in pieces that say what met the query."""

    ref: Ref
    collection: Collection
    id: str
    address: Annotated[str, "The page of the entry in the reader's language."]
    api_address: Annotated[str, "Everything about the entry as data."]
    language: Language
    languages: Annotated[tuple[Language, ...], "The languages the entry exists in."]
    title: Annotated[tuple[Piece, ...], "Put together, the pieces are the title."]
    excerpt: Annotated[tuple[Piece, ...], "The passage that answers best."]
    score: float
    date: Annotated[str | None, "The date of the entry, as precise as it is known."]


@dataclass(frozen=True, slots=True)
class FacetCode:
    """One value of a facet; `count` is the number of hits that choosing it gives."""

    code: str
    label: Annotated[str, "The name of the code in the reader's language."]
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """One facet with the values that the hits have; its counts are not narrowed by its own filter."""

    name: Facet
    parameter: Annotated[str, "The parameter that filters by this facet."]
    label: str
    vocabulary: Annotated[str | None, "The vocabulary of the codes; municipalities are organisations."]
    values: tuple[FacetCode, ...]


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """One page of hits, the best first: the same as on the search page and the command line.

    `complete` hits have all the words, those below them have some.
    """

    query: str
    language: Annotated[Language, "The reader's language."]
    total: int
    complete: int
    page: Annotated[int, "The page given, which is the last one where the page asked for does not exist."]
    pages: int
    limit: int
    sort: Order
    notes: tuple[Notice, ...]
    hits: tuple[HitData, ...]
    facets: tuple[FacetCounts, ...]
    bridge: Annotated[bool, "Whether the words were asked in the other languages too."]
    bridged: Annotated[tuple[Equivalent, ...], "What was asked in the other languages and stands in some text."]
    without: Annotated[tuple[str, ...], "The equivalents that were left out on request."]
    links: PageLinks
    licence: Licence


ASKED_QUERY: Parameter[str] = Parameter(
    QUERY,
    FreeText(),
    'Words, "phrases in quotes" and -exclusions. Without it every entry is given. The first 200 characters and 12 '
    "words are used; a note tells when there were more.",
    default="",
    example="siivous",
)
ASKED_SORT: Parameter[Order] = Parameter(SORT, Choice(Order), "The order of the hits.", default=Order.RELEVANCE)
ASKED_BRIDGE: Parameter[bool] = Parameter(
    BRIDGE, Switch(), "0 leaves the other languages out: only the words of the query itself are asked.", default=True
)
ASKED_WITHOUT: Parameter[str] = Parameter(
    WITHOUT, FreeText(1), "An equivalent in another language that is not to be asked; may be repeated.", repeated=True
)
ASKED_LIMIT = limit(10)
SEARCH = Operation(
    "search",
    "/search",
    "Search entries in all languages for a reader of one",
    "The answer to the same question on the search page and the command line.",
    (ASKED_QUERY, LANGUAGE, *FACETS.values(), ASKED_SORT, ASKED_PAGE, ASKED_LIMIT, ASKED_BRIDGE, ASKED_WITHOUT),
    (SearchAnswer,),
    (Known.WRONG_PARAMETERS, Known.SEARCH_UNAVAILABLE),
)


@serve(blueprint, SEARCH)
def search(asked: Asked) -> Response:
    """Answer the question with one page of hits."""
    question = SearchRequest(
        query=asked.one(ASKED_QUERY).strip(),
        language=reader_language(),
        filters={facet.value: codes for facet, codes in asked_filters(asked).items()},
        order=asked.one(ASKED_SORT),
        page=asked.one(ASKED_PAGE),
        per_page=asked.one(ASKED_LIMIT),
        bridge=asked.one(ASKED_BRIDGE),
        without=frozenset(asked.many(ASKED_WITHOUT)),
    )
    try:
        result = current_portal().engine.find(question)
    except SearchUnavailable as error:
        raise Refusal(Known.SEARCH_UNAVAILABLE) from error
    return reply(_answer(question, result), changed=_changed())


def _changed() -> datetime | None:
    """Return when the index was built or the content changed, whichever is later."""
    built_at = current_portal().engine.status().built_at
    built = datetime.fromisoformat(built_at) if built_at else None
    return max((each for each in (content_changed(), built) if each), default=None)


def _answer(question: SearchRequest, result: SearchResult) -> SearchAnswer:
    shelf = current_shelf()
    return SearchAnswer(
        query=question.query,
        language=question.language,
        total=result.total,
        complete=result.complete,
        page=result.page,
        pages=result.pages,
        limit=question.per_page,
        sort=question.order,
        notes=notices(result.notes),
        hits=tuple(_hits(result, shelf, question.language)),
        facets=tuple(_facets(result, shelf, question.language)),
        bridge=question.bridge,
        bridged=result.bridged,
        without=tuple(sorted(question.without)),
        links=page_links(result.page, result.pages, language=question.language.value),
        licence=LICENCE,
    )


def _hits(result: SearchResult, shelf: Shelf, reader: Language) -> Iterator[HitData]:
    """Yield the hits that are on the shelf, as the page does: an index that is behind never shows a hidden entry."""
    for hit in result.hits:
        ref = ref_from_text(hit.ref)
        if ref is not None and shelf.get(ref) is not None:
            yield _hit(hit, ref, reader)


def _hit(hit: Hit, ref: Ref, reader: Language) -> HitData:
    return HitData(
        ref=ref,
        collection=ref.collection,
        id=ref.id,
        address=page_address(ref, reader),
        api_address=data_address(ref),
        language=hit.language,
        languages=hit.languages,
        title=hit.title,
        excerpt=hit.excerpt,
        score=hit.score,
        date=hit.date or None,
    )


def _facets(result: SearchResult, shelf: Shelf, reader: Language) -> Iterator[FacetCounts]:
    for facet in Facet:
        values = result.facets.get(facet.value, ())
        yield FacetCounts(
            facet,
            FACETS[facet].name,
            facet_name(facet),
            VOCABULARY_OF_FACET.get(facet),
            tuple(
                FacetCode(each.code, facet_value(facet, each.code, shelf, reader), each.count, each.selected)
                for each in values
            ),
        )
