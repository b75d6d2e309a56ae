"""The shelf as it is now, in every process."""

import logging
import os
import threading
from collections.abc import Collection
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.library.shelf_reading import ShelfReading
from portal.library.shelf_reading import read_again
from portal.library.shelf_reading import read_all
from portal.publishing.change_journal import ChangeJournal
from portal.publishing.kept_file import KeptFile
from portal.search.build_lock import build_lock

LOG = logging.getLogger(__name__)
NANOSECONDS = 1_000_000_000
LOCK = "CONTENT_LOCK"
PLACE = 16
ROOMS = ("domain", "library")
"""The code that makes a shelf of files."""
LOCK_WAIT = 60.0
"""How many seconds one change of the content waits for another, which takes about one; more were too many at once."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one shelf to the next."""

    before: Shelf
    after: ShelfReading


class LiveShelf:
    """Hands out the current immutable shelf, and reads again what the journal beside the index says has changed.

    Asking costs one look at the journal, so that every process sees a publish with its next request.
    """

    def __init__(self, content: Path, marker: Path, kept: Path | None = None) -> None:
        """`marker` is the file of the journal; `kept` one that remembers the shelf from start to start, if any is."""
        self._content = content
        self._journal = ChangeJournal(marker)
        self._lock_file = marker.parent / LOCK
        self._lock = threading.Lock()
        self._seen = self._journal.place()
        self._held = _read_at_start(content, KeptFile(kept, *ROOMS))

    def current(self) -> Shelf:
        """Return the shelf; while one thread reads a new one, the others are served from the old."""
        if self._journal.stamp() != self._seen.stamp and self._lock.acquire(blocking=False):
            try:
                self._catch_up()
            except OSError:
                LOG.exception("The content cannot be read anew, and the older one is served.")
            finally:
                self._lock.release()
        return self._held.shelf

    def edition(self, shelf: Shelf) -> bytes:
        """What tells this shelf from others in every process; of a shelf that has been replaced, what nothing else has.

        It is made of names, sizes and times of the files, as they were before the shelf was read from them.
        """
        held = self._held
        return held.edition if shelf is held.shelf else os.urandom(16)

    @contextmanager
    def changing(self, refs: Collection[Ref] | None) -> Iterator[Step]:
        """Read these entries again, or all that has changed on disk, and announce them at the end of the block.

        Nobody else changes anything meanwhile, in any process; raises `IndexBusy` when somebody else does for too long.
        They are announced even if the block fails, for the files have changed all the same.
        """
        with build_lock(self._lock_file, LOCK_WAIT), self._lock:
            if refs is not None:
                self._catch_up()
            before = self._held
            self._held = read_again(self._content, before, refs)
            try:
                yield Step(before.shelf, self._held)
            finally:
                self._seen = self._journal.announce(refs)

    def look(self) -> ShelfReading:
        """Bring the shelf of this process in step with the disk, announced or not, and return it as it was read."""
        with self._lock:
            self._held = read_again(self._content, self._held)
            return self._held

    def _catch_up(self) -> None:
        """Read what was announced since the last look; everything that has changed where that cannot be told."""
        if self._journal.stamp() == self._seen.stamp:
            return
        now, refs = self._journal.since(self._seen)
        self._held = read_again(self._content, self._held, refs)
        self._seen = now

    @property
    def changed(self) -> datetime | None:
        """When the content of the current shelf was announced as changed, in UTC; None while it never was."""
        stamp = self._seen.stamp
        return datetime.fromtimestamp(stamp.modified // NANOSECONDS, UTC) if stamp else None


def _read_at_start(content: Path, kept: KeptFile) -> ShelfReading:
    """Return the content as it is, with what has not changed since the last start taken from what was kept.

    Reading thousands of files takes seconds, and this a tenth.
    """
    place = blake2b(os.fsencode(content.resolve()), digest_size=PLACE).digest()
    before = kept.read(place)
    if not isinstance(before, ShelfReading):
        held = read_all(content)
    else:
        held = read_again(content, before)
        if held.edition == before.edition:
            return held
    kept.write(place, held)
    return held


def announce(marker: Path) -> None:
    """Tell every process that content has changed."""
    with build_lock(marker.parent / LOCK, LOCK_WAIT):
        ChangeJournal(marker).announce(None)
