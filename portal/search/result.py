"""An answer of the search engine, in pieces that carry no markup."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.equivalent import Equivalent
from portal.domain.language import Language


class Mark(StrEnum):
    """Why a piece of text is marked: the whole word met the query, a part of a compound did, or a translation did."""

    WORD = "word"
    PART = "part"
    BRIDGED = "bridged"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of plain text that is marked in one way or not at all."""

    text: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the answer.

    `language` is that of the title and excerpt: the reader's own where that version met the query, else the best one.
    `languages` are all those the entry exists in.
    """

    ref: str
    collection: str
    language: Language
    languages: tuple[Language, ...]
    score: float
    date: str
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One code of a facet with the number of hits a reader gets by choosing it."""

    code: str
    count: int
    selected: bool


class Note(StrEnum):
    """Something the reader should be told about how the question was understood."""

    QUERY_TOO_LONG = "query-too-long"
    TOO_MANY_WORDS = "too-many-words"
    UNKNOWN_FILTER = "unknown-filter"
    UNKNOWN_NAME = "unknown-name"
    PAGE_OUT_OF_RANGE = "page-out-of-range"
    INDEX_STALE = "index-stale"


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to one request.

    `complete` is the number of hits that have all the words; those below them have some.
    `bridged` are the equivalents in other languages that were asked too and stand in at least one text.
    The counts of a facet are not narrowed by the facet's own filter.
    `page` is the page really shown, which differs from the asked one when that does not exist.
    `generation` names the state of the index, for caches.
    `suggestion` is the query with words that stand nowhere replaced by the nearest ones that do, or empty.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    page: int
    pages: int
    notes: tuple[Note, ...]
    complete: int
    bridged: tuple[Equivalent, ...]
    generation: int
    suggestion: str = ""
