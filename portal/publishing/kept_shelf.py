"""The shelf as it was read last, kept beside the index: thousands of files take seconds to read, and this a tenth."""

import gc
import logging
import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from portal.library.shelf_reading import ShelfReading

LOG = logging.getLogger(__name__)
PACKAGE = Path(__file__).parents[1]
ROOMS = ("domain", "library")
"""The code that makes a shelf of files: when it changes, what it made before is made anew."""

ROOT = 0


class KeptShelf:
    """A file with one shelf, all that was learnt while it was read, and the place of the content.

    It is a cache: one that is damaged, of another make or from a stranger is passed over, and an unwritable place is
    done without.
    """

    def __init__(self, file: Path | None) -> None:
        """Without a file nothing is kept."""
        self._file = file

    def read(self, place: bytes) -> ShelfReading | None:
        """Return the content of a place as it was read last, or None where that is not at hand."""
        if self._file is None or not _is_ours(self._file):
            return None
        try:
            with self._file.open("rb") as file:
                if file.read(len(place) + len(_make())) != place + _make():
                    return None
                with _nothing_thrown_away():
                    reading = pickle.load(file)  # noqa: S301 - see `_is_ours`
        # A file that is not what was written can raise nearly anything.
        except Exception:
            LOG.warning("The shelf kept in %s cannot be read and is made anew.", self._file, exc_info=True)
            return None
        return reading if isinstance(reading, ShelfReading) else None

    def write(self, place: bytes, reading: ShelfReading) -> None:
        """Keep what was read in place of what was before; whoever reads meanwhile gets a whole one."""
        if self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            number, name = tempfile.mkstemp(dir=self._file.parent, prefix=f"{self._file.name}.")
            try:
                with os.fdopen(number, "wb") as file:
                    file.write(place + _make())
                    pickle.dump(reading, file, pickle.HIGHEST_PROTOCOL)
                    os.fchmod(number, 0o644)
                Path(name).replace(self._file)
            except OSError:
                with suppress(OSError):
                    Path(name).unlink()
                raise
        except OSError as error:
            LOG.warning("The shelf cannot be kept in %s (%s): the next start is slower.", self._file, error)


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """Look for no garbage meanwhile: all that is read stays, and looking through it takes as long as reading it."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


def _is_ours(file: Path) -> bool:
    """Return whether only this user or the machine's own can have written the file: reading it can run what it says."""
    try:
        found = file.stat()
    except OSError:
        return False
    return found.st_uid in {ROOT, os.getuid()} and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


@cache
def _make() -> bytes:
    """Return what tells this portal's way of reading files from that of any other version."""
    make = blake2b(sys.version.encode(), digest_size=16)
    for file in sorted(file for room in ROOMS for file in (PACKAGE / room).rglob("*.py")):
        make.update(file.read_bytes())
    return make.digest()
