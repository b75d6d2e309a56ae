"""Where in a text the words of a query were met."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from portal.search.arrays import Numbers
from portal.search.plan import LanguagePlan
from portal.search.postings import RowsByDocument
from portal.search.result import Mark
from portal.search.schema import Region
from portal.search.scoring import Scorer
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
    """Where terms stand in a few documents, which ascend; each term is looked up once for all of them."""

    def __init__(self, documents: Numbers, lookup: Lookup) -> None:
        self.documents = documents
        self._lookup = lookup
        self._known: dict[tuple[str, str], RowsByDocument] = {}

    def rows(self, field: str, key: str) -> RowsByDocument:
        """The occurrences of a term in one field, for those of the documents that have it."""
        found = self._known.get((field, key))
        if found is None:
            found = self._known[field, key] = self._lookup(field, key).among(self.documents)
        return found


Phrase = Sequence[Sequence[tuple[Mark, RowsByDocument]]]
"""For each word of a phrase its terms, with how they are shown and where they stand."""


class Way(NamedTuple):
    """A way to meet a group of the query: the number of the group, the one part of a text it is for, what it is."""

    group: int
    region: Region | None
    alternative: Alternative


def _ways_among(plan: LanguagePlan, documents: Numbers, scorer: Scorer) -> list[Way]:
    """The ways in which any of the ascending documents may meet the required groups; most others stand nowhere."""
    return [
        Way(number, group.region, alternative)
        for number, group in enumerate(plan.required)
        for alternative in group.alternatives
        if scorer.stands_among(documents, alternative, group.regions, plan.language)
    ]


class Pen:
    """Finds what to mark in the documents of a page that are shown in one language and meet one plan of the query."""

    def __init__(self, plan: LanguagePlan, whereabouts: Whereabouts, scorer: Scorer) -> None:
        self._language = plan.language
        self._whereabouts = whereabouts
        self._ways = _ways_among(plan, whereabouts.documents, scorer)
        self._markers: dict[Region, _Marker] = {}

    def spans(self, document: int, region: Region) -> list[MarkedSpan]:
        """Every stretch of a region that met a required group, in order; see `_Marker.spans`."""
        marker = self._markers.get(region)
        if marker is None:
            field = region.field(self._language)
            marker = self._markers[region] = _Marker(self._ways, region, field, self._whereabouts)
        return marker.spans(document)


class _Marker:
    """Finds what to mark in one region."""

    def __init__(self, ways: Iterable[Way], region: Region, field: str, whereabouts: Whereabouts) -> None:
        self._words: defaultdict[int, list[tuple[int, Mark, Numbers]]] = defaultdict(list)
        self._phrases: defaultdict[int, list[tuple[int, Phrase]]] = defaultdict(list)
        for group, only, alternative in ways:
            if only is None or only is region:
                self._add(group, alternative, field, whereabouts)

    def spans(self, document: int) -> list[MarkedSpan]:
        """Every stretch that met a required group, in order; where two begin together the longer comes first.

        An inflected form is one whole stretch, a part of a compound is only its own characters.
        """
        found = [
            MarkedSpan(start, end, mark, group)
            for group, mark, places in self._words.get(document, ())
            for _, start, end in places.tolist()
        ]
        for group, words in self._phrases.get(document, ()):
            found += (MarkedSpan(*each, group) for each in _stretches(words, document))
        if len(found) < 2:
            return found
        return sorted(dict.fromkeys(found), key=lambda span: (span.start, -span.end, span.group))

    def _add(self, group: int, alternative: Alternative, field: str, whereabouts: Whereabouts) -> None:
        """Note where the words of an alternative stand, unless one of them stands nowhere."""
        alone = len(alternative.words) == 1
        words = [
            [
                (_mark(term, alternative, alone=alone), rows)
                for term in word
                if (rows := whereabouts.rows(field, term.key))
            ]
            for word in alternative.words
        ]
        if alone:
            for mark, rows in words[0]:
                for document, places in rows.items():
                    self._words[document].append((group, mark, places))
        else:
            for document in set.intersection(*({each for _, rows in terms for each in rows} for terms in words)):
                self._phrases[document].append((group, words))


def _stretches(words: Phrase, document: int) -> Iterator[tuple[int, int, Mark]]:
    """Where the words of a phrase follow one another in a document: first and last character of each, and its mark."""
    standing = [
        [(mark, row) for mark, rows in terms if document in rows for row in rows[document].tolist()] for terms in words
    ]
    starts = {row[0] for _, row in standing[0]}
    for distance, here in enumerate(standing[1:], start=1):
        starts &= {row[0] - distance for _, row in here}
    for distance, here in enumerate(standing if starts else ()):
        for mark, (position, start, end) in here:
            if position - distance in starts:
                yield start, end, mark


def _mark(term: Term, alternative: Alternative, *, alone: bool) -> Mark:
    """How a term is shown: a part of a compound as a part, unless the whole is what a translation met."""
    part = alone and term.kind is Kind.PART and alternative.mark is not Mark.BRIDGED
    return Mark.PART if part else alternative.mark
