"""One builder at a time, on one machine."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.search.errors import IndexBusy

_PAUSE = 0.05


@contextmanager
def build_lock(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock on this file; raises `IndexBusy` when another process or thread holds it longer than the wait.

    The kernel frees the lock when its holder dies, so that no lock can be left behind.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    deadline = time.monotonic() + wait
    with path.open("ab") as file:
        while not _taken(file.fileno()):
            if time.monotonic() >= deadline:
                raise IndexBusy(wait)
            time.sleep(_PAUSE)
        yield


def _taken(descriptor: int) -> bool:
    """Whether the lock could be taken right now."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
