"""What a query limits by a prefix instead of asking for words: places and languages."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

import numpy as np

from portal.domain.language import Language
from portal.search.arrays import Mask
from portal.search.facets import FacetTable
from portal.search.query import Clause
from portal.search.query import ParsedQuery
from portal.search.query import Scope
from portal.search.result import Note

Codes = Mapping[str, frozenset[str]]
"""Codes by facet name."""

Naming = Callable[[Scope, str, Language], Codes]
"""From a prefix, the name behind it and the reader's language to the codes that it names; none where it names none."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Entries with any of the codes, or without all of them where it excludes."""

    codes: Codes
    excluded: bool

    def mask(self, tables: Mapping[str, FacetTable], size: int) -> Mask:
        """The documents that pass."""
        met = np.zeros(size, dtype=np.bool_)
        for facet, codes in self.codes.items():
            if facet in tables:
                met |= tables[facet].mask(codes, size)
        return ~met if self.excluded else met


def limits_of(query: ParsedQuery, naming: Naming, reader: Language) -> tuple[ParsedQuery, tuple[Limit, ...]]:
    """The query without its places and languages, and what these limit.

    A name that is none becomes an ordinary word of the query, and a note says so: it may well stand in a text.
    """
    clauses: list[Clause] = []
    limits: list[Limit] = []
    strange = False
    for clause in query.clauses:
        codes = naming(clause.scope, query.words(clause), reader) if clause.scope in {Scope.PLACE, Scope.LANG} else {}
        if codes:
            limits.append(Limit(codes, clause.excluded))
        elif clause.scope in {Scope.PLACE, Scope.LANG}:
            clauses.append(replace(clause, scope=None))
            strange = True
        else:
            clauses.append(clause)
    notes = (*query.notes, Note.UNKNOWN_NAME) if strange else query.notes
    return replace(query.only(clauses), notes=notes), tuple(limits)


def limited(limits: Sequence[Limit], tables: Mapping[str, FacetTable], size: int) -> Mask:
    """The documents that pass every limit."""
    mask = np.ones(size, dtype=np.bool_)
    for limit in limits:
        mask &= limit.mask(tables, size)
    return mask
