"""One generation of the index, opened and checked, with readers to borrow."""

import os
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from threading import Lock

from whoosh.index import FileIndex
from whoosh.index import open_dir
from whoosh.reading import IndexReader

from portal.domain.language import Language
from portal.search.answer_cache import AnswerCache
from portal.search.bounded_cache import BoundedCache
from portal.search.catalogue import Catalogue
from portal.search.catalogue import Segments
from portal.search.catalogue import read_catalogue
from portal.search.errors import SearchUnavailable
from portal.search.generations import Generations
from portal.search.generations import Stamp
from portal.search.keeper import Keeper
from portal.search.meta import FileSeal
from portal.search.meta import IndexMeta
from portal.search.meta import read_meta
from portal.search.meta import seal_file
from portal.search.nearest import Neighbour
from portal.search.postings import Postings
from portal.search.postings import PostingsCache
from portal.search.record import StoredText
from portal.search.schema import TEXTS
from portal.search.status import IndexFault
from portal.search.strengths import Strengths
from portal.search.term import Kind
from portal.search.word_list import WordList
from portal.search.word_list import read_words

LEAST_POSTINGS_HELD = 16 * 1024 * 1024
MOST_POSTINGS_HELD = 256 * 1024 * 1024
POSTINGS_PER_ENTRY = 18 * 1024
"""Bytes of postings kept in memory for one generation, in all and for each entry.

A long list of terms that is always a little too long for the memory is read anew all the time, so that the room must
grow with the entries: this much holds the terms of some hundred questions with all their translations.
"""

LEAST_STRENGTHS_HELD = 8 * 1024 * 1024
MOST_STRENGTHS_HELD = 64 * 1024 * 1024
STRENGTHS_PER_ENTRY = 2400
"""Bytes of what terms are worth in texts: the same, for some thousand terms, most of which stand in few entries."""

ANSWERS_HELD = 8 * 1024 * 1024
"""Bytes of answers kept in memory for one generation: some hundreds."""

TEXTS_HELD = 12 * 1024 * 1024
"""Bytes of texts kept in memory for one generation: those of the entries found most."""


@dataclass
class Remembered:
    """What a process has learnt of files that generations share, so that it need not be learnt again.

    `seals` are those of files already checked, by inode, time of change and size; `segments` are the cards last read.
    With a `keeper` the first generation that is opened may have its catalogue from an earlier process.
    """

    seals: dict[tuple[int, int, int], FileSeal] = field(default_factory=dict)
    segments: Segments = field(default_factory=dict)
    keeper: Keeper | None = None


class OpenIndex:
    """A whole, checked generation; threads borrow a reader each, since a reader must never serve two at once."""

    def __init__(self, number: int, stamp: Stamp, meta: IndexMeta, fault: IndexFault | None, index: FileIndex) -> None:
        self.number = number
        self.stamp = stamp
        self.meta = meta
        self.fault = fault
        # Open files do not survive a fork: parent and child would move each other's place in them.
        self.process: int | None = os.getpid()
        self.postings = PostingsCache(held(meta.documents, LEAST_POSTINGS_HELD, POSTINGS_PER_ENTRY, MOST_POSTINGS_HELD))
        self.strengths = Strengths(held(meta.documents, LEAST_STRENGTHS_HELD, STRENGTHS_PER_ENTRY, MOST_STRENGTHS_HELD))
        self.answers = AnswerCache(ANSWERS_HELD)
        self._texts: BoundedCache[StoredText] = BoundedCache(TEXTS_HELD)
        self.catalogue = Catalogue((), {})
        self._is_kept = False
        self.alike: dict[tuple[str, Language, int], tuple[Neighbour, ...]] = {}
        """The neighbours of entries worked out so far: by ref, reader's language and number."""
        self._index = index
        self._word_list: WordList | None = None
        self._idle: list[IndexReader] = []
        self._retired = False
        self._lock = Lock()

    def load(self, remembered: Remembered) -> None:
        """Read the catalogue; what the library throws on damaged files comes through as it is."""
        with self.reading() as reader:
            kept = remembered.keeper.read(self.meta.mark) if remembered.keeper and not remembered.segments else None
            self.catalogue = kept if isinstance(kept, Catalogue) else read_catalogue(reader, remembered.segments)
        self._is_kept = self.catalogue is kept

    def keep(self, keeper: Keeper) -> None:
        """Keep the catalogue, and all that has been counted over it until now, for processes that start later."""
        if not self._is_kept:
            keeper.write(self.meta.mark, self.catalogue)
            self._is_kept = True

    @contextmanager
    def reading(self) -> Iterator[IndexReader]:
        """A reader for this thread alone, returned at the end of the block."""
        with self._lock:
            reader = self._idle.pop() if self._idle else None
        if reader is None:
            reader = self._open_reader()
        try:
            yield reader
        finally:
            with self._lock:
                if not self._retired:
                    self._idle.append(reader)
                    reader = None
            if reader is not None:
                reader.close()

    def lookup(self, reader: IndexReader, language: Language, key: str) -> Postings:
        """The postings of a term in the living texts of a language."""
        return self.postings.get(reader, self.catalogue.live, language, key)

    def texts(self, reader: IndexReader, document: int, language: Language) -> StoredText:
        """The texts of a document in one of its languages, by region."""
        found = self._texts.get((document, language))
        if found is None:
            found = reader.stored_fields(document)[TEXTS][language]
            self._texts.put((document, language), found, 1000 + 2 * sum(map(len, found.values())))
        return found

    def stands(self, reader: IndexReader, language: Language, kind: Kind, word: str) -> bool:
        """Whether a living document has the term in its text in this language."""
        return self.lookup(reader, language, kind.key(word)).documents.size > 0

    def word_list(self, reader: IndexReader, further: Callable[[], Iterable[tuple[Language, str]]]) -> WordList:
        """The words of this generation and further ones; made at the first misspelling and kept."""
        # Without a lock: two threads may both make it, which costs time but harms nobody.
        if self._word_list is None:
            self._word_list = WordList(read_words(reader, further()))
        return self._word_list

    def rest(self) -> None:
        """Close the readers and belong to no process, so that each one forked from now on begins with what is known.

        Only for a process without other threads.
        """
        self._close_idle()
        self.process = None

    def belongs_here(self) -> bool:
        """Whether this process may read with it; one that belongs to no process belongs to the first that asks."""
        if self.process is None:
            self.process = os.getpid()
        return self.process == os.getpid()

    def retire(self) -> None:
        """Close the readers: the idle ones now, those in use when they come back."""
        with self._lock:
            self._retired = True
        self._close_idle()

    def _close_idle(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for reader in idle:
            reader.close()

    def _open_reader(self) -> IndexReader:
        """A reader with all its files open, so that it outlives the removal of its generation."""
        reader: IndexReader = self._index.reader()  # type: ignore[no-untyped-call]  # untyped in the library
        for leaf, _ in reader.leaf_readers():
            if leaf.doc_count_all():
                leaf.stored_fields(0)
        return reader


def held(entries: int, least: int, for_each: int, most: int) -> int:
    """How many bytes to keep in memory for so many entries."""
    return min(max(least, for_each * entries), most)


def open_current(generations: Generations, signatures: Mapping[Language, str], remembered: Remembered) -> OpenIndex:
    """The served generation; raises `SearchUnavailable` when there is none or it is not whole and of this make.

    An index made by other analysers is opened all the same and carries that as its `fault`.
    """
    stamp = generations.stamp()
    if stamp is None:
        raise SearchUnavailable(IndexFault.NO_INDEX, "there is no index yet")
    number = _current_number(generations)
    folder = generations.path(number)
    meta = _checked_meta(folder)
    fault = meta.fault(signatures)
    if fault is IndexFault.OTHER_SCHEMA:
        raise SearchUnavailable(fault, f"the index has schema {meta.schema} and rules {meta.rules}")
    check_files(folder, meta, remembered)
    opened = _opened(number, stamp, meta, fault, folder, remembered)
    remembered.segments = opened.catalogue.segments
    return opened


def check_files(folder: Path, meta: IndexMeta, remembered: Remembered) -> None:
    """Compare every file with its seal; raises `SearchUnavailable` naming the first that differs.

    The library itself reads a damaged block without an error and answers wrongly.
    """
    checked = {}
    for name, seal in meta.files.items():
        try:
            found = (folder / name).stat()
            key = (found.st_ino, found.st_mtime_ns, found.st_size)
            known = remembered.seals.get(key)
            checked[key] = known if known == seal else seal_file(folder / name)
        except OSError as error:
            raise SearchUnavailable(IndexFault.FILES_DAMAGED, f"{name}: {error.strerror}") from error
        if checked[key] != seal:
            raise SearchUnavailable(IndexFault.FILES_DAMAGED, f"{name} is not as it was written")
    remembered.seals = checked


def _current_number(generations: Generations) -> int:
    """The number the pointer names."""
    try:
        number = generations.current()
    except (ValueError, OSError) as error:
        raise SearchUnavailable(IndexFault.POINTER_DAMAGED, str(error)) from error
    if number is None:
        raise SearchUnavailable(IndexFault.NO_INDEX, "there is no index yet")
    return number


def _checked_meta(folder: Path) -> IndexMeta:
    """The label of a generation."""
    try:
        return read_meta(folder)
    except (ValueError, OSError) as error:
        raise SearchUnavailable(IndexFault.META_DAMAGED, str(error)) from error


def _opened(
    number: int, stamp: Stamp, meta: IndexMeta, fault: IndexFault | None, folder: Path, remembered: Remembered
) -> OpenIndex:
    """The generation with its catalogue read."""
    opened: OpenIndex | None = None
    try:
        opened = OpenIndex(number, stamp, meta, fault, open_dir(str(folder)))
        opened.load(remembered)
    # On damaged files the library throws at least nine kinds of exception, some of them from `pickle`.
    except Exception as error:
        if opened is not None:
            opened.retire()
        raise SearchUnavailable(IndexFault.OPENING_FAILED, repr(error)) from error
    return opened
