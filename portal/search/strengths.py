"""How strongly texts have a term in all their parts together, worked out once and kept."""

from collections.abc import Callable
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from portal.domain.language import Language
from portal.search.arrays import Numbers
from portal.search.arrays import Scores
from portal.search.bounded_cache import BoundedCache
from portal.search.catalogue import Catalogue
from portal.search.postings import Postings
from portal.search.schema import REGION_WEIGHTS
from portal.search.schema import Region

_ENTRY_COST = 500
"""Roughly what a term takes beside its arrays, in bytes; one that stands nowhere is not free either."""

Lookup = Callable[[str, str], Postings]
"""Field and term key to postings."""


class Strength(NamedTuple):
    """The documents that have a term, ascending, and how often: each region weighted and divided by its length."""

    documents: Numbers
    amounts: Scores


NOWHERE = Strength(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))


class Strengths:
    """The terms asked for lately in one generation of the index; shared by threads, bounded by bytes.

    A question looks up hundreds of terms, most of them in five regions and most of them standing nowhere.
    """

    def __init__(self, capacity: int) -> None:
        self._kept: BoundedCache[Strength] = BoundedCache(capacity)

    def get(
        self, catalogue: Catalogue, lookup: Lookup, language: Language, regions: Sequence[Region], key: str
    ) -> Strength:
        """The strength of a term in these regions, worked out if it is not at hand."""
        name = language, key, *regions
        found = self._kept.get(name)
        if found is None:
            found = _strength(catalogue, lookup, [region.field(language) for region in regions], regions, key)
            self._kept.put(name, found, _ENTRY_COST + found.documents.nbytes + found.amounts.nbytes)
        return found


def _strength(
    catalogue: Catalogue, lookup: Lookup, fields: Sequence[str], regions: Sequence[Region], key: str
) -> Strength:
    """The strength of a term out of its postings in each region."""
    total = None
    for field, region in zip(fields, regions, strict=True):
        postings = lookup(field, key)
        if postings.documents.size:
            total = np.zeros(catalogue.size, dtype=np.float32) if total is None else total
            norm = catalogue.norms[field][postings.documents]
            total[postings.documents] += REGION_WEIGHTS[region] * postings.counts / norm
    if total is None:
        return NOWHERE
    documents = np.flatnonzero(total).astype(np.int32)
    return Strength(documents, total[documents])
