"""Where terms occur, read from the index once and kept as numbers."""

from collections import OrderedDict
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from threading import Lock

import numpy as np
from whoosh.matching.mcore import Matcher
from whoosh.matching.wrappers import WrappingMatcher
from whoosh.reading import IndexReader
from whoosh.reading import TermNotFound

from portal.domain.language import Language
from portal.search.arrays import Keys
from portal.search.arrays import Mask
from portal.search.arrays import Numbers
from portal.search.codec import Block
from portal.search.codec import BlockMatcher
from portal.search.schema import REGION_BITS
from portal.search.schema import Region
from portal.search.schema import text_field
from portal.search.spans import BYTES
from portal.search.spans import decode_spans

POSITION_BITS = 24
"""Room for a position beside a document number in one 64-bit key: that of a word and, above it, of its region."""

_KEY_BYTES = 8
_ENTRY_COST = 500
"""Roughly what an entry takes beside its arrays, in bytes; a term found nowhere is not free either."""

_NOWHERE_COST = 200
"""The same for a term that stands nowhere: all such terms have the same arrays."""

RowsByDocument = Mapping[int, Numbers]
"""Occurrences of a term by document, each as position, start and end."""


@dataclass(frozen=True)
class Postings:
    """The documents with a term, ascending, and where each has it.

    `rows` are the occurrences of all documents one after another, each as position, start and end.
    `bounds` says where the rows of each document begin; it has one number more than there are documents.
    """

    documents: Numbers
    bounds: Keys
    rows: Numbers

    def among(self, documents: Numbers) -> RowsByDocument:
        """The occurrences in those of the ascending documents that have any."""
        if not self.documents.size:
            return NO_ROWS
        places = self.documents.searchsorted(documents)
        held = self.documents.take(places, mode="clip") == documents
        places = places[held]
        # Most terms of a question stand in few of the documents of a page, and this is asked for each.
        if not places.size:
            return NO_ROWS
        return {
            document: self.rows[start:end]
            for document, start, end in zip(
                documents[held].tolist(), self.bounds[places].tolist(), self.bounds[places + 1].tolist(), strict=True
            )
        }

    def within(self, region: Region) -> "Postings":
        """The occurrences in one region of the texts."""
        inside = self.regions == region.number
        if not inside.any():
            return NOWHERE
        documents, firsts = np.unique(self.owners[inside], return_index=True)
        rows = self.rows[inside]
        return Postings(documents, np.append(firsts, len(rows)), rows)

    @property
    def owners(self) -> Numbers:
        """The document of each occurrence."""
        return np.repeat(self.documents, np.diff(self.bounds))

    @property
    def regions(self) -> Numbers:
        """The number of the region of each occurrence."""
        regions: Numbers = self.rows[:, 0] >> REGION_BITS
        return regions

    @property
    def cost(self) -> int:
        """The memory it takes, in bytes, with the keys that a phrase would ask for."""
        if not len(self.documents):
            return _NOWHERE_COST
        return _ENTRY_COST + self.rows.nbytes + _KEY_BYTES * len(self.rows) + 16 * len(self.documents)

    @cached_property
    def keys(self) -> Keys:
        """Every occurrence in the index as one ascending number made of document and position, for phrases."""
        return distinct((self.owners.astype(np.int64) << POSITION_BITS) | self.rows[:, 0])


NOWHERE = Postings(np.zeros(0, dtype=np.int32), np.zeros(1, dtype=np.int64), decode_spans(b""))

NO_ROWS: RowsByDocument = {}


def distinct(ascending: Keys) -> Keys:
    """The different numbers of an ascending array; many times faster than `numpy.unique`, which sorts or hashes."""
    fresh = np.ones(len(ascending), dtype=np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=fresh[1:])
    return ascending[fresh]


def contains(ascending: Keys | Numbers, wanted: Keys | Numbers) -> Mask:
    """For each wanted number whether the ascending array holds it."""
    if not ascending.size:
        return np.zeros(len(wanted), dtype=np.bool_)
    held: Mask = ascending.take(ascending.searchsorted(wanted), mode="clip") == wanted
    return held


class PostingsCache:
    """The terms asked for lately in one generation of the index; shared by threads, bounded by bytes."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._held = 0
        self._entries: OrderedDict[tuple[Language, str], Postings] = OrderedDict()
        self._lock = Lock()

    def get(self, reader: IndexReader, live: Mask, language: Language, key: str) -> Postings:
        """The postings of a term in the texts of a language, read with the caller's own reader if not at hand."""
        name = language, key
        with self._lock:
            found = self._entries.get(name)
            if found is not None:
                self._entries.move_to_end(name)
                return found
        # Read without the lock: another thread may read the same term, which costs time but harms nobody.
        fresh = read_postings(reader, live, text_field(language), key)
        with self._lock:
            if name not in self._entries:
                self._entries[name] = fresh
                self._held += fresh.cost
            while self._held > self._capacity and len(self._entries) > 1:
                self._held -= self._entries.popitem(last=False)[1].cost
        return fresh


def read_postings(reader: IndexReader, live: Mask, field: str, key: str) -> Postings:
    """The postings of a term over all segments, of living documents only; empty for an unknown term."""
    blocks: list[Block] = []
    term = key.encode()
    for leaf, base in reader.leaf_readers():
        try:
            matcher = leaf.postings(field, term)
        except TermNotFound:  # to ask first would look the term up twice
            continue
        blocks += _blocks(matcher, base)
    return _packed(blocks, live) if blocks else NOWHERE


def _blocks(matcher: Matcher, base: int) -> Iterator[Block]:
    """All postings, block by block as they lie in the file, their documents counted from the base.

    Asking the library for one posting after the other takes four calls each, most of the time of a first search.
    """
    while isinstance(matcher, WrappingMatcher):
        # The wrapper that leaves out deleted documents one by one costs more than the reading itself.
        matcher = matcher.child
    while matcher.is_active():
        if isinstance(matcher, BlockMatcher):
            block = matcher.block()
            yield replace(block, documents=block.documents + np.int32(base)) if base else block
            matcher.to_next_block()
        else:
            value = matcher.value()
            yield Block(np.array([base + matcher.id()], np.int32), np.array([len(value)], np.int32), value)
            matcher.next()


def _packed(blocks: Sequence[Block], live: Mask) -> Postings:
    """The postings as arrays, without deleted documents."""
    documents = np.concatenate([block.documents for block in blocks])
    counts = np.concatenate([block.sizes for block in blocks]).astype(np.int64) // BYTES
    rows = decode_spans(b"".join([block.occurrences for block in blocks]))
    kept = live[documents]
    if not kept.all():
        rows = rows[np.repeat(kept, counts)]
        documents, counts = documents[kept], counts[kept]
    bounds = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts)))
    return Postings(documents, bounds, rows)
