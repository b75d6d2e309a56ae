"""How strongly texts have a term in all their parts together, worked out once and kept."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from portal.domain.language import Language
from portal.search.arrays import Numbers
from portal.search.arrays import Scores
from portal.search.bounded_cache import BoundedCache
from portal.search.catalogue import Catalogue
from portal.search.postings import Postings
from portal.search.schema import Region

_ENTRY_COST = 500
"""Roughly what a term takes beside its arrays, in bytes; one that stands nowhere is not free either."""

Lookup = Callable[[Language, str], Postings]
"""Language and term key to postings."""


class Strength(NamedTuple):
    """The documents that have a term, ascending, and how often: each region weighted and divided by its length."""

    documents: Numbers
    amounts: Scores


NOWHERE = Strength(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))


class Strengths:
    """The terms asked for lately in one generation of the index; shared by threads, bounded by bytes.

    A question looks up hundreds of terms, most of them standing nowhere.
    """

    def __init__(self, capacity: int) -> None:
        self._kept: BoundedCache[Strength] = BoundedCache(capacity)

    def get(
        self, catalogue: Catalogue, lookup: Lookup, language: Language, region: Region | None, key: str
    ) -> Strength:
        """The strength of a term in a region, or in all of them, worked out if it is not at hand."""
        name = language, key, region
        found = self._kept.get(name)
        if found is None:
            found = _strength(lookup(language, key), catalogue.weights[language], region)
            self._kept.put(name, found, _ENTRY_COST + found.documents.nbytes + found.amounts.nbytes)
        return found


def _strength(postings: Postings, weights: Scores, region: Region | None) -> Strength:
    """The strength of a term out of its postings; `weights` is what an occurrence counts by region and document."""
    if region is not None:
        postings = postings.within(region)
    if not postings.documents.size:
        return NOWHERE
    amounts = np.add.reduceat(weights[postings.regions, postings.owners], postings.bounds[:-1])
    return Strength(postings.documents, amounts)
