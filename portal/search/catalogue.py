"""All entries of one generation of the index in memory, as cards and as arrays over document numbers."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
from whoosh.reading import IndexReader

from portal.domain.language import Language
from portal.search.arrays import Mask
from portal.search.arrays import Numbers
from portal.search.arrays import Scores
from portal.search.bonds import Bonds
from portal.search.bonds import build_bonds
from portal.search.card import Card
from portal.search.card import card_from_bytes
from portal.search.facets import Facets
from portal.search.facets import joined_facets
from portal.search.gist import Kinship
from portal.search.gist import build_kinship
from portal.search.schema import CARD
from portal.search.schema import REGION_WEIGHTS
from portal.search.schema import REGIONS
from portal.search.segment_cards import SegmentCards

LENGTH_NORMALISATION = 0.1
"""`b` of BM25: how much longer texts are held back."""

Segments = Mapping[str, SegmentCards]
"""The cards of each segment by its name, in the order of the document numbers."""


@dataclass(frozen=True)
class Catalogue:
    """The entries by document number; None stands for a deleted one.

    `segments` holds the cards by segment, so that the next generation need not read those it shares.
    """

    cards: tuple[Card | None, ...]
    segments: Segments

    @property
    def size(self) -> int:
        """How many document numbers there are, deleted ones too."""
        return len(self.cards)

    @cached_property
    def live(self) -> Mask:
        """The documents that are not deleted."""
        return np.array([card is not None for card in self.cards], dtype=np.bool_)

    @cached_property
    def facets(self) -> Facets:
        """All facets of the entries that are not deleted."""
        firsts = accumulate((len(segment.cards) for segment in self.segments.values()), initial=0)
        parts = [(segment.facets, first) for segment, first in zip(self.segments.values(), firsts, strict=False)]
        return joined_facets(parts, self.live)

    @cached_property
    def weights(self) -> dict[Language, Scores]:
        """What one occurrence of a term counts in each language: a row for each region, a column for each document.

        It is the weight of the region, divided by what BM25 divides frequencies by.
        """
        return {language: self._weights(language) for language in Language}

    @cached_property
    def speakers(self) -> dict[Language, int]:
        """How many entries have a text in each language."""
        return {language: int(np.count_nonzero(texts)) for language, texts in self._texts.items()}

    def speaks(self, language: Language) -> Mask:
        """The documents that have a text in a language."""
        return self._texts[language]

    def in_collection(self, collection: str) -> Mask:
        """The documents of one collection."""
        if collection not in self._by_collection:
            inside = [card is not None and card.collection == collection for card in self.cards]
            self._by_collection[collection] = np.array(inside, dtype=np.bool_)
        return self._by_collection[collection]

    @cached_property
    def _by_collection(self) -> dict[str, Mask]:
        """The collections asked for so far."""
        return {}

    @cached_property
    def priors(self) -> Scores:
        """How much each entry is worth before anything is asked."""
        return np.array([card.prior if card else 0 for card in self.cards], dtype=np.float32)

    @cached_property
    def nearness(self) -> Scores:
        """How much each entry gains by being about the same as the best hits."""
        return np.array([card.nearness if card else 0 for card in self.cards], dtype=np.float32)

    @cached_property
    def bonds(self) -> Bonds:
        """Which entries name each other."""
        return build_bonds(
            (card.ref if card else "" for card in self.cards), (card.links if card else () for card in self.cards)
        )

    @cached_property
    def kinship(self) -> Kinship:
        """Which entries are about the same."""
        return build_kinship(card.gist if card else b"" for card in self.cards)

    @cached_property
    def _texts(self) -> dict[Language, Mask]:
        return {
            language: np.array([card is not None and language in card.titles for card in self.cards], dtype=np.bool_)
            for language in Language
        }

    @cached_property
    def documents(self) -> dict[str, int]:
        """The document number of every entry by its ref."""
        return {card.ref: number for number, card in enumerate(self.cards) if card}

    @cached_property
    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of every entry by its ref."""
        return {card.ref: card.fingerprint for card in self.cards if card}

    @cached_property
    def by_date(self) -> Numbers:
        """For each document its place among the dates, equal for equal dates; no date comes first."""
        dates = sorted({card.date for card in self.cards if card})
        place = {date: index for index, date in enumerate(dates)}
        return np.array([place[card.date] if card else 0 for card in self.cards], dtype=np.int32)

    def by_title(self, reader: Language) -> Numbers:
        """For each document its place when sorted by the title that a reader of this language sees."""
        if reader not in self._by_title:
            keys = [key for segment in self.segments.values() for key in segment.title_keys(reader)]
            self._by_title[reader] = _places(self.cards, keys)
        return self._by_title[reader]

    @cached_property
    def _by_title(self) -> dict[Language, Numbers]:
        """The orders by title made so far, for sorting is slow and most readers share a language."""
        return {}

    def _weights(self, language: Language) -> Scores:
        """The same for one language; a length counts by how it compares with the mean of the texts that have any."""
        weights = np.empty((len(REGIONS), self.size), dtype=np.float32)
        np.concatenate([segment.lengths(language) for segment in self.segments.values()] or [weights], 1, out=weights)
        weights[:, ~self.live] = 0
        for row, region in zip(weights, REGIONS, strict=True):
            filled = row[row > 0]
            mean = float(filled.mean()) if filled.size else 1.0
            norm = (1 - LENGTH_NORMALISATION) + LENGTH_NORMALISATION * row / np.float32(mean)
            row[:] = np.float32(REGION_WEIGHTS[region]) / norm
        return weights


def read_catalogue(reader: IndexReader, known: Segments) -> Catalogue:
    """The catalogue of an index; cards of segments already known are not read again."""
    cards: list[Card | None] = []
    segments = {}
    for leaf, _ in reader.leaf_readers():
        if leaf.doc_count_all() == 0:
            continue
        name = _segment_name(leaf)
        segments[name] = known.get(name) or _read_cards(leaf)
        cards += [None if leaf.is_deleted(number) else card for number, card in enumerate(segments[name].cards)]
    return Catalogue(tuple(cards), segments)


def _segment_name(leaf: IndexReader) -> str:
    """The name of the segment a reader reads; the same name always means the same cards."""
    segment = leaf.segment()
    if segment is None:
        raise ValueError(f"{leaf!r} reads no segment")
    return str(segment.segment_id())  # type: ignore[no-untyped-call]  # untyped in the library


def _read_cards(leaf: IndexReader) -> SegmentCards:
    """The cards of one segment, those of deleted documents too."""
    column = leaf.column_reader(CARD, translate=False)
    return SegmentCards(tuple(card_from_bytes(column[number]) for number in range(leaf.doc_count_all())))


def _places(cards: Sequence[Card | None], words: Sequence[str]) -> Numbers:
    """For each card its place when the cards are sorted by these words; deleted ones come first."""
    keys = [(word, card.ref) if card else ("", "") for card, word in zip(cards, words, strict=True)]
    places = np.empty(len(cards), dtype=np.int32)
    places[np.array(sorted(range(len(cards)), key=keys.__getitem__), dtype=np.intp)] = np.arange(len(cards))
    return places
