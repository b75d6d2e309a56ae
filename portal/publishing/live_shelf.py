"""The shelf as it is now, in every process."""

import logging
import threading
from datetime import UTC
from datetime import datetime
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
        self._shelf = read_shelf(content)

    def current(self) -> Shelf:
        """Return the shelf; while one thread reads a new one, the others are served from the old."""
        stamp = _stamp(self._marker)
        if stamp != self._seen and self._lock.acquire(blocking=False):
            try:
                self._shelf = read_shelf(self._content)
                self._seen = stamp
            except OSError:
                LOG.exception("The content cannot be read anew, and the older one is served.")
            finally:
                self._lock.release()
        return self._shelf

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
