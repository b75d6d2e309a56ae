"""Where in a text the words of a query were met."""

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from portal.search.arrays import Numbers
from portal.search.plan import LanguagePlan
from portal.search.postings import RowsByDocument
from portal.search.result import Mark
from portal.search.strengths import Lookup
from portal.search.term import Alternative
from portal.search.term import Kind
from portal.search.term import Term


class MarkedSpan(NamedTuple):
    """A stretch of characters that met a group of the query; `group` is the number of that group."""

    start: int
    end: int
    mark: Mark
    group: int


class Whereabouts:
    """Where terms stand in the few documents of a page of hits; each term is looked up once for all of them."""

    def __init__(self, documents: Numbers, lookup: Lookup) -> None:
        self._documents = np.unique(documents)
        self._lookup = lookup
        self._known: dict[tuple[str, str], RowsByDocument] = {}

    def rows(self, field: str, key: str) -> RowsByDocument:
        """The occurrences of a term in one field, for those of the documents that have it."""
        found = self._known.get((field, key))
        if found is None:
            found = self._known[field, key] = self._lookup(field, key).among(self._documents)
        return found


@dataclass(frozen=True, slots=True)
class _Way:
    """One way in which a group is met on the page: for each of its words, its terms with their mark and places."""

    group: int
    words: Sequence[Sequence[tuple[Mark, RowsByDocument]]]

    def spans(self, document: int) -> Iterator[MarkedSpan]:
        """The stretches of one document; those of a phrase only where its words follow one another."""
        if len(self.words) == 1:
            for mark, rows in self.words[0]:
                if document in rows:
                    yield from [MarkedSpan(start, end, mark, self.group) for _, start, end in rows[document].tolist()]
            return
        standing = [
            [(mark, row) for mark, rows in terms if document in rows for row in rows[document].tolist()]
            for terms in self.words
        ]
        if not all(standing):
            return
        starts = {row[0] for _, row in standing[0]}
        for distance, here in enumerate(standing[1:], start=1):
            starts &= {row[0] - distance for _, row in here}
        for distance, here in enumerate(standing):
            for mark, (position, start, end) in here:
                if position - distance in starts:
                    yield MarkedSpan(start, end, mark, self.group)


class Marker:
    """Finds what to mark in one field of the documents of a page; what none of them has is left out at once."""

    def __init__(self, plan: LanguagePlan, field: str, whereabouts: Whereabouts) -> None:
        self._ways = [
            way
            for number, group in enumerate(plan.required)
            if group.region is None or group.region.field(plan.language) == field
            for alternative in group.alternatives
            if (way := _way(number, alternative, field, whereabouts)) is not None
        ]

    def spans(self, document: int) -> list[MarkedSpan]:
        """Every stretch that met a required group, in order; where two begin together the longer comes first.

        An inflected form is one whole stretch, a part of a compound is only its own characters.
        """
        found = dict.fromkeys(span for way in self._ways for span in way.spans(document))
        return sorted(found, key=lambda span: (span.start, -span.end, span.group))


def _way(number: int, alternative: Alternative, field: str, whereabouts: Whereabouts) -> _Way | None:
    """An alternative with the places of its words; None where one of them stands in no document of the page."""
    alone = len(alternative.words) == 1
    words = []
    for word in alternative.words:
        terms = [
            (_mark(term, alternative, alone=alone), rows)
            for term in word
            if (rows := whereabouts.rows(field, term.key))
        ]
        if not terms:
            return None
        words.append(terms)
    return _Way(number, words)


def _mark(term: Term, alternative: Alternative, *, alone: bool) -> Mark:
    """How a term is shown: a part of a compound as a part, unless the whole is what a translation met."""
    part = alone and term.kind is Kind.PART and alternative.mark is not Mark.BRIDGED
    return Mark.PART if part else alternative.mark
