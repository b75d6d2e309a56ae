"""Facets as flat arrays: which document has which code, and how many hits each code has."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from itertools import compress
from itertools import pairwise
from itertools import starmap

import numpy as np

from portal.search.arrays import Mask
from portal.search.arrays import Numbers
from portal.search.result import FacetValue

_NO_NUMBERS: Numbers = np.zeros(0, dtype=np.int32)


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

    def counts(self, within: Mask) -> list[int]:
        """How many documents of the mask have each code, in the order of the codes."""
        found: list[int] = np.bincount(self.numbers[within[self.documents]], minlength=len(self.codes)).tolist()
        return found

    def values(self, counts: Sequence[int], chosen: frozenset[str]) -> tuple[FacetValue, ...]:
        """The codes that have been counted and the chosen ones, most frequent first, then by code."""
        # The codes are in order themselves, and equals stay in it.
        order = sorted(compress(range(len(counts)), counts), key=counts.__getitem__, reverse=True)
        values = [FacetValue(self.codes[number], counts[number], self.codes[number] in chosen) for number in order]
        missing = chosen.difference(value.code for value in values) if chosen else ()
        return (*values, *(FacetValue(code, 0, selected=True) for code in sorted(missing)))


@dataclass(frozen=True)
class Facets:
    """All facets of an index by name."""

    tables: Mapping[str, FacetTable]

    def counts(self, within: Mask) -> dict[str, list[int]]:
        """How many documents of the mask have each code, by facet, in the order of its codes."""
        counts = self._together.counts(within)
        return {name: counts[span] for name, span in self._spans.items()}

    @cached_property
    def _together(self) -> FacetTable:
        """The tables one after another as one: to count a dozen of them one by one takes twice as long."""
        tables = self.tables.values()
        numbers = [table.numbers + span.start for table, span in zip(tables, self._spans.values(), strict=True)]
        return FacetTable(
            tuple(code for table in tables for code in table.codes),
            np.concatenate([_NO_NUMBERS, *(table.documents for table in tables)]),
            np.concatenate([_NO_NUMBERS, *numbers]),
        )

    @cached_property
    def _spans(self) -> dict[str, slice]:
        """Where the codes of each facet stand among all."""
        bounds = accumulate((len(table.codes) for table in self.tables.values()), initial=0)
        return dict(zip(self.tables, starmap(slice, pairwise(bounds)), strict=True))


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


def joined_facets(parts: Sequence[tuple[Mapping[str, FacetTable], int]], live: Mask) -> Facets:
    """The tables of several ranges of documents, each with the number of its first one, as one; only of live documents.

    A code or a facet that no live document has is left out.
    """
    found = {}
    for name in sorted({name for tables, _ in parts for name in tables}):
        table = _joined([(tables[name], first) for tables, first in parts if name in tables], live)
        if table.codes:
            found[name] = table
    return Facets(found)


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

    facets: Facets
    chosen: Mapping[str, frozenset[str]]
    masks: Mapping[str, Mask]
    unknown: bool

    def narrowed(self, mask: Mask) -> Mask:
        """The documents of the mask that pass every facet's filter."""
        return self._without(None, mask)

    def values(self, mask: Mask) -> dict[str, tuple[FacetValue, ...]]:
        """The values of every facet, counted within the mask and all filters but the facet's own."""
        counts = self.facets.counts(self.narrowed(mask))
        counts |= {name: self.facets.tables[name].counts(self._without(name, mask)) for name in self.masks}
        return {
            name: table.values(counts[name], self.chosen.get(name, frozenset()))
            for name, table in self.facets.tables.items()
        }

    def _without(self, spared: str | None, mask: Mask) -> Mask:
        """The documents of the mask that pass every filter but one."""
        for name, passing in self.masks.items():
            if name != spared:
                mask = mask & passing
        return mask


def filtering(facets: Facets, filters: Mapping[str, frozenset[str]], size: int) -> Filtering:
    """The filters that can be applied to an index of this many documents."""
    tables = facets.tables
    asked = {name: codes for name, codes in filters.items() if codes}
    chosen = {name: codes for name, codes in asked.items() if name in tables}
    masks = {name: tables[name].mask(codes, size) for name, codes in chosen.items()}
    strange = any(not codes <= frozenset(tables[name].codes) for name, codes in chosen.items())
    return Filtering(facets, chosen, masks, strange or len(chosen) < len(asked))
