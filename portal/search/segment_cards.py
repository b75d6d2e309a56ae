"""The cards of one segment of the index, and what is counted over them once for all generations that share it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from portal.domain.language import Language
from portal.search.arrays import Scores
from portal.search.card import Card
from portal.search.card import title_for
from portal.search.collation import between_equals
from portal.search.facets import FacetTable
from portal.search.facets import build_facets
from portal.search.schema import REGIONS

_NO_WORDS = (0,) * len(REGIONS)


@dataclass(frozen=True)
class SegmentCards:
    """Cards by their place in the segment, those of deleted documents too: what is deleted differs by generation.

    A generation that differs by one entry from the last one shares all segments but a small one with it, so that
    little has to be counted again.
    """

    cards: tuple[Card, ...]

    @cached_property
    def facets(self) -> dict[str, FacetTable]:
        """All facets by name, the documents numbered by their place in the segment."""
        return build_facets([card.facets for card in self.cards])

    def lengths(self, language: Language) -> Scores:
        """How many words each document has in a language: a row for each region, a column for each document."""
        if language not in self._lengths:
            rows = [card.lengths.get(language, _NO_WORDS) for card in self.cards]
            self._lengths[language] = np.array(rows, dtype=np.float32).reshape(-1, len(REGIONS)).T
        return self._lengths[language]

    def title_keys(self, reader: Language) -> tuple[str, ...]:
        """What each document sorts by when a reader of this language sorts by title."""
        if reader not in self._title_keys:
            place = tuple(Language).index(reader)
            self._title_keys[reader] = tuple(
                between_equals(card.letters[place], title_for(card.titles, reader)) for card in self.cards
            )
        return self._title_keys[reader]

    @cached_property
    def _lengths(self) -> dict[Language, Scores]:
        return {}

    @cached_property
    def _title_keys(self) -> dict[Language, tuple[str, ...]]:
        return {}
