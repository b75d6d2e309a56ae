"""Where in a text the words of a query were met."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from portal.domain.language import Language
from portal.search.arrays import Numbers
from portal.search.plan import LanguagePlan
from portal.search.postings import RowsByDocument
from portal.search.result import Mark
from portal.search.schema import REGION_BITS
from portal.search.schema import Region
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
    """Where terms stand in a few documents shown in one language, which ascend; each is looked up once for all."""

    def __init__(self, documents: Numbers, language: Language, lookup: Lookup) -> None:
        self._documents = documents
        self._language = language
        self._lookup = lookup
        self._known: dict[str, RowsByDocument] = {}

    def rows(self, key: str) -> RowsByDocument:
        """The occurrences of a term in those of the documents that have it."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._lookup(self._language, key).among(self._documents)
        return found


_Raw = tuple[int, int, Mark, int]
"""The fields of a `MarkedSpan`: most of a text is in regions that are not shown, or not looked at."""

Phrase = Sequence[Sequence[tuple[Mark, RowsByDocument]]]
"""For each word of a phrase its terms, with how they are shown and where they stand."""


class Pen:
    """Finds what to mark in the documents of a page that are shown in one language and meet one plan of the query."""

    def __init__(self, plan: LanguagePlan, whereabouts: Whereabouts) -> None:
        self._whereabouts = whereabouts
        self._words: defaultdict[int, list[tuple[int, Region | None, Mark, Numbers]]] = defaultdict(list)
        self._phrases: defaultdict[int, list[tuple[int, Region | None, Phrase]]] = defaultdict(list)
        self._met: dict[int, Mapping[int, list[_Raw]]] = {}
        for number, group in enumerate(plan.required):
            for alternative in group.alternatives:
                self._add(number, group.region, alternative)

    def spans(self, document: int, region: Region) -> Sequence[MarkedSpan]:
        """Every stretch of a region that met a required group, in order; where two begin together the longer first.

        An inflected form is one whole stretch, a part of a compound is only its own characters.
        """
        found = [MarkedSpan(*each) for each in dict.fromkeys(self._met_in(document).get(region.number, ()))]
        found.sort(key=lambda span: (span.start, -span.end, span.group))
        return found

    def groups(self, document: int, regions: Iterable[Region]) -> int:
        """How many different groups of the query these regions meet together."""
        met = self._met_in(document)
        return len({group for region in regions for _start, _end, _mark, group in met.get(region.number, ())})

    def _add(self, group: int, only: Region | None, alternative: Alternative) -> None:
        """Note where the words of an alternative stand, unless one of them stands nowhere."""
        alone = len(alternative.words) == 1
        words = [
            [
                (_mark(term, alternative, alone=alone), rows)
                for term in word
                if (rows := self._whereabouts.rows(term.key))
            ]
            for word in alternative.words
        ]
        if alone:
            for mark, rows in words[0]:
                for document, places in rows.items():
                    self._words[document].append((group, only, mark, places))
        elif all(words):
            for document in set.intersection(*({each for _, rows in terms for each in rows} for terms in words)):
                self._phrases[document].append((group, only, words))

    def _met_in(self, document: int) -> Mapping[int, list[_Raw]]:
        """What a document has marked, by the number of the region, in no order."""
        if document in self._met:
            return self._met[document]
        met: defaultdict[int, list[_Raw]] = defaultdict(list)
        for group, only, mark, rows in self._words.get(document, ()):
            for position, start, end in rows.tolist():
                region = position >> REGION_BITS
                if only is None or region == only.number:
                    met[region].append((start, end, mark, group))
        for group, only, words in self._phrases.get(document, ()):
            for position, start, end, mark in _stretches(words, document):
                region = position >> REGION_BITS
                if only is None or region == only.number:
                    met[region].append((start, end, mark, group))
        self._met[document] = met
        return met


def _stretches(words: Phrase, document: int) -> Iterator[tuple[int, int, int, Mark]]:
    """Where the words of a phrase follow one another in a document: position and characters of each, and its mark."""
    standing = [
        [(mark, row) for mark, rows in terms if document in rows for row in rows[document].tolist()] for terms in words
    ]
    starts = {row[0] for _, row in standing[0]}
    for distance, here in enumerate(standing[1:], start=1):
        starts &= {row[0] - distance for _, row in here}
    for distance, here in enumerate(standing if starts else ()):
        for mark, (position, start, end) in here:
            if position - distance in starts:
                yield position, start, end, mark


def _mark(term: Term, alternative: Alternative, *, alone: bool) -> Mark:
    """How a term is shown: a part of a compound as a part, unless the whole is what a translation met."""
    part = alone and term.kind is Kind.PART and alternative.mark is not Mark.BRIDGED
    return Mark.PART if part else alternative.mark
