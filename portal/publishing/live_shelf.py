"""The shelf as it is now, in every process."""

import logging
import os
import threading
from datetime import UTC
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from portal.library.library import read_shelf
from portal.library.shelf import Shelf

LOG = logging.getLogger(__name__)
NANOSECONDS = 1_000_000_000


class LiveShelf:
    """Hands out the current immutable shelf, and reads it anew when the marker file says that content has changed.

    Asking costs one look at the marker, so that every process sees a publish with its next request.
    """

    def __init__(self, content: Path, marker: Path) -> None:
        self._content = content
        self._marker = marker
        self._lock = threading.Lock()
        self._seen = _stamp(marker)
        self._held = self._read()

    def current(self) -> Shelf:
        """Return the shelf; while one thread reads a new one, the others are served from the old."""
        stamp = _stamp(self._marker)
        if stamp != self._seen and self._lock.acquire(blocking=False):
            try:
                self._held = self._read()
                self._seen = stamp
            except OSError:
                LOG.exception("The content cannot be read anew, and the older one is served.")
            finally:
                self._lock.release()
        return self._held[0]

    def edition(self, shelf: Shelf) -> bytes:
        """What tells this shelf from others in every process; of a shelf that has been replaced, what nothing else has.

        It is made of names, sizes and times of the files, as they were before the shelf was read from them.
        """
        current, edition = self._held
        return edition if shelf is current else os.urandom(16)

    def _read(self) -> tuple[Shelf, bytes]:
        edition = blake2b(digest_size=16)
        for folder, folders, files in os.walk(self._content):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                edition.update(f"{folder}/{name} {_state(Path(folder, name))}\n".encode(errors="surrogateescape"))
        return read_shelf(self._content), edition.digest()

    @property
    def changed(self) -> datetime | None:
        """When the content of the current shelf was announced as changed, in UTC; None while it never was."""
        return datetime.fromtimestamp(self._seen // NANOSECONDS, UTC) if self._seen else None


def announce(marker: Path) -> None:
    """Tell every process that content has changed."""
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.touch()


def _stamp(marker: Path) -> int:
    try:
        return marker.stat().st_mtime_ns
    except OSError:  # there is none yet, or it may not be looked at: the shelf stays as it is
        return 0


def _state(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:  # it went away meanwhile, or leads nowhere
        return 0, 0
    return found.st_size, found.st_mtime_ns
