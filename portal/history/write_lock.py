"""One writer at a time."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.history.errors import RepositoryBusy

PAUSE = 0.01


@contextmanager
def write_lock(path: Path, deadline: float) -> Iterator[int]:
    """Hold the lock on this file and hand out its descriptor; raises RepositoryBusy when the deadline passes.

    The kernel frees the lock when its holder dies, so that none can be left behind.
    A git process that is given the descriptor keeps the lock until it has ended too.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        while not _taken(descriptor):
            if time.monotonic() >= deadline:
                raise RepositoryBusy("another change is being published")
            time.sleep(PAUSE)
        yield descriptor
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    """Whether the lock could be taken right now."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
