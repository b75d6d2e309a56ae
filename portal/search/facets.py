"""Facets as flat arrays: which document has which code, and how many hits each code has."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np

from portal.search.arrays import Mask
from portal.search.arrays import Numbers
from portal.search.result import FacetValue


@dataclass(frozen=True)
class FacetTable:
    """One facet: pairs of document and code number side by side, and the codes in order of their numbers."""

    codes: tuple[str, ...]
    documents: Numbers
    numbers: Numbers

    def mask(self, chosen: frozenset[str], size: int) -> Mask:
        """The documents with any of the chosen codes."""
        wanted = np.array([code in chosen for code in self.codes], dtype=np.bool_)
        mask = np.zeros(size, dtype=np.bool_)
        mask[self.documents[wanted[self.numbers]]] = True
        return mask

    def values(self, within: Mask, chosen: frozenset[str]) -> tuple[FacetValue, ...]:
        """The codes found within the mask and the chosen ones, most frequent first, then by code."""
        counts = np.bincount(self.numbers[within[self.documents]], minlength=len(self.codes))
        order = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]  # the codes are in order themselves
        found = [self.codes[number] for number in order.tolist()]
        values = [FacetValue(code, n, code in chosen) for code, n in zip(found, counts[order].tolist(), strict=True)]
        return (*values, *(FacetValue(code, 0, selected=True) for code in sorted(chosen.difference(found))))


def build_facets(rows: Sequence[Mapping[str, Sequence[str]]]) -> dict[str, FacetTable]:
    """One table for each facet name from the codes of every document."""
    pairs: dict[str, list[tuple[int, str]]] = {}
    for document, row in enumerate(rows):
        for name, codes in row.items():
            pairs.setdefault(name, []).extend((document, code) for code in dict.fromkeys(codes))
    return {name: _table(pairs[name]) for name in sorted(pairs)}


def _table(pairs: Sequence[tuple[int, str]]) -> FacetTable:
    """The pairs as arrays."""
    codes = tuple(sorted({code for _, code in pairs}))
    number = {code: index for index, code in enumerate(codes)}
    documents = np.array([document for document, _ in pairs], dtype=np.int32)
    return FacetTable(codes, documents, np.array([number[code] for _, code in pairs], dtype=np.int32))


def joined_facets(parts: Sequence[tuple[Mapping[str, FacetTable], int]], live: Mask) -> dict[str, FacetTable]:
    """The tables of several ranges of documents, each with the number of its first one, as one; only of live documents.

    A code or a facet that no live document has is left out.
    """
    found = {}
    for name in sorted({name for tables, _ in parts for name in tables}):
        table = _joined([(tables[name], first) for tables, first in parts if name in tables], live)
        if table.codes:
            found[name] = table
    return found


def _joined(parts: Sequence[tuple[FacetTable, int]], live: Mask) -> FacetTable:
    codes = sorted({code for table, _ in parts for code in table.codes})
    place = {code: number for number, code in enumerate(codes)}
    documents = np.concatenate([table.documents + first for table, first in parts])
    numbers = np.concatenate([_numbered(table, place) for table, _ in parts])
    kept = live[documents]
    numbers = numbers[kept]
    used = np.bincount(numbers, minlength=len(codes)) > 0
    places = (np.cumsum(used) - 1).astype(np.int32)
    return FacetTable(tuple(compress(codes, used)), documents[kept], places[numbers])


def _numbered(table: FacetTable, place: Mapping[str, int]) -> Numbers:
    """The numbers of a table, as they are among more codes."""
    return np.array([place[code] for code in table.codes], dtype=np.int32)[table.numbers]


@dataclass(frozen=True)
class Filtering:
    """The filters of one request laid over the facets of one index.

    A facet name that no document has is ignored and makes `unknown` true, as does a code that no document has;
    such a code stays chosen and is met by nothing.
    """

    tables: Mapping[str, FacetTable]
    chosen: Mapping[str, frozenset[str]]
    masks: Mapping[str, Mask]
    unknown: bool

    def narrowed(self, mask: Mask) -> Mask:
        """The documents of the mask that pass every facet's filter."""
        return self._without(None, mask)

    def values(self, mask: Mask) -> dict[str, tuple[FacetValue, ...]]:
        """The values of every facet, counted within the mask and all filters but the facet's own."""
        everything = self.narrowed(mask)
        return {
            name: table.values(
                self._without(name, mask) if name in self.masks else everything, self.chosen.get(name, frozenset())
            )
            for name, table in self.tables.items()
        }

    def _without(self, spared: str | None, mask: Mask) -> Mask:
        """The documents of the mask that pass every filter but one."""
        for name, passing in self.masks.items():
            if name != spared:
                mask = mask & passing
        return mask


def filtering(tables: Mapping[str, FacetTable], filters: Mapping[str, frozenset[str]], size: int) -> Filtering:
    """The filters that can be applied to an index of this many documents."""
    asked = {name: codes for name, codes in filters.items() if codes}
    chosen = {name: codes for name, codes in asked.items() if name in tables}
    masks = {name: tables[name].mask(codes, size) for name, codes in chosen.items()}
    strange = any(not codes <= frozenset(tables[name].codes) for name, codes in chosen.items())
    return Filtering(tables, chosen, masks, strange or len(chosen) < len(asked))
