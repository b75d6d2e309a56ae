"""Where in a text the words of a query were met."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from portal.search.arrays import Numbers
from portal.search.plan import LanguagePlan
from portal.search.result import Mark
from portal.search.scoring import Lookup
from portal.search.term import Alternative
from portal.search.term import Kind
from portal.search.term import Word


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """A stretch of characters that met a group of the query; `group` is the number of that group."""

    start: int
    end: int
    mark: Mark
    group: int


def marked_spans(plan: LanguagePlan, document: int, field: str, lookup: Lookup) -> list[MarkedSpan]:
    """Every stretch of the field's text that met a required group, in order; where two begin together the longer first.

    An inflected form is one whole stretch, a part of a compound is only its own characters.
    """
    spans = [
        MarkedSpan(int(row[1]), int(row[2]), mark, number)
        for number, group in enumerate(plan.required)
        if field in {region.field(plan.language) for region in group.regions}
        for alternative in group.alternatives
        for mark, rows in _rows(alternative, document, field, lookup)
        for row in rows
    ]
    return sorted(set(spans), key=lambda span: (span.start, -span.end, span.group))


def _rows(alternative: Alternative, document: int, field: str, lookup: Lookup) -> Iterator[tuple[Mark, Numbers]]:
    """The occurrences of an alternative in one document, with the way to mark them."""
    if len(alternative.words) > 1:
        yield from ((alternative.mark, rows) for rows in _phrase_rows(alternative.words, document, field, lookup))
        return
    for term in alternative.words[0]:
        whole = term.kind is not Kind.PART or alternative.mark is Mark.BRIDGED
        yield alternative.mark if whole else Mark.PART, lookup(field, term.key).spans(document)


def _phrase_rows(words: tuple[Word, ...], document: int, field: str, lookup: Lookup) -> Iterator[Numbers]:
    """The occurrences of the words of a phrase, only where they follow one another."""
    places = [[lookup(field, term.key).spans(document) for term in word] for word in words]
    starts = np.unique(np.concatenate([rows[:, 0] for rows in places[0]]))
    for distance, alternatives in enumerate(places):
        here = np.concatenate([rows[:, 0] for rows in alternatives])
        starts = starts[np.isin(starts + distance, here)]
    for distance, alternatives in enumerate(places):
        for rows in alternatives:
            yield rows[np.isin(rows[:, 0], starts + distance)]
