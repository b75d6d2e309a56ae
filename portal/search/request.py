"""A question to the search engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum

from portal.domain.language import Language


class Order(StrEnum):
    """In which order the hits come; the value is the code used in addresses."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What a reader asks: words, the reader's own language, filters, order and page.

    An empty query means every entry.
    `filters` are codes by facet name: any of the codes inside one facet, all of the facets together.
    Pages count from 1.
    `bridge` asks for what the words mean in the other languages too, except for the equivalents named in `without`.
    """

    query: str
    language: Language
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    order: Order = Order.RELEVANCE
    page: int = 1
    per_page: int = 10
    bridge: bool = True
    without: frozenset[str] = frozenset()
