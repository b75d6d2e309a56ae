"""What one start has made and the next would make again, kept in a file beside the index."""

import gc
import logging
import os
import pickle
import stat
import sys
import tempfile
import zlib
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import fields
from dataclasses import is_dataclass
from functools import cache
from hashlib import blake2b
from io import BufferedReader
from io import BytesIO
from io import FileIO
from io import RawIOBase
from pathlib import Path
from typing import Any
from typing import BinaryIO

from portal.domain.entry import EntryText
from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.publishing import on_demand
from portal.publishing.on_demand import OnDemand

LOG = logging.getLogger(__name__)
PACKAGE = Path(__file__).parents[1]
ROOT = 0
CHECKSUM = 4
CHUNK = 256 * 1024
Setter = Callable[[object, object], None]
_SETTERS: dict[type, tuple[Setter, ...]] = {}
"""What sets each field of a kind of object, in their order."""


class KeptFile:
    """A file with one object, and a head that tells of what it was made.

    It is a cache: one that is damaged, made of something else or by other code, or written by a stranger is passed
    over, and an unwritable place is done without.
    """

    def __init__(self, file: Path | None, *rooms: str) -> None:
        """Without a file nothing is kept; when the code of these rooms changes, what it made is made anew."""
        self._file = file
        self._rooms = rooms

    def read(self, head: bytes) -> object | None:
        """Return the object that was written with this head, or None where that is not at hand."""
        if self._file is None or not _is_ours(self._file):
            return None
        try:
            return _unpickled(self._file, head + _make(self._rooms))
        # A file that is not what was written can raise nearly anything.
        except Exception:
            LOG.warning("What is kept in %s cannot be read and is made anew.", self._file, exc_info=True)
            return None

    def write(self, head: bytes, kept: object) -> None:
        """Keep an object in place of the one before; whoever reads meanwhile gets a whole one."""
        if self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            number, name = tempfile.mkstemp(dir=self._file.parent, prefix=f"{self._file.name}.")
            try:
                with os.fdopen(number, "wb") as file:
                    file.write(bytes(CHECKSUM))
                    summing = _SummingWriter(file)
                    summing.write(head + _make(self._rooms))
                    _Pickler(summing, pickle.HIGHEST_PROTOCOL).dump(kept)
                    file.seek(0)
                    file.write(summing.checksum.to_bytes(CHECKSUM))
                    os.fchmod(number, 0o644)
                Path(name).replace(self._file)
            except OSError:
                with suppress(OSError):
                    Path(name).unlink()
                raise
        except OSError as error:
            _warn_once(self._file.parent, error.strerror)


class _SummingWriter:
    """A file that is written, and the checksum of what has been written to it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.checksum = 0

    def write(self, data: Any) -> int:
        self.checksum = zlib.crc32(data, self.checksum)
        return self._file.write(data)


class _SummingReader(RawIOBase):
    """A file that is read, and the checksum of what has been read of it."""

    def __init__(self, file: FileIO) -> None:
        super().__init__()
        self._file = file
        self.checksum = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        number = self._file.readinto(buffer) or 0
        self.checksum = zlib.crc32(memoryview(buffer)[:number], self.checksum)
        return number


def _unpickled(path: Path, head: bytes) -> object | None:
    """Return the object in the file, None where it has another head; one that is damaged raises nearly anything."""
    with path.open("rb", buffering=0) as file:
        checksum = int.from_bytes(file.read(CHECKSUM))
        summing = _SummingReader(file)
        # Read piece by piece: a file that is read whole first takes a fifth longer.
        with BufferedReader(summing, CHUNK) as reader, _nothing_thrown_away():
            if reader.read(len(head)) != head:
                return None
            found: object = pickle.load(reader)  # noqa: S301 - see `_is_ours`
            if reader.read() or summing.checksum != checksum:
                raise ValueError(f"{path.name} is not as it was written")
    return found


@cache
def _warn_once(folder: Path, reason: str) -> None:
    """Tell of a folder that takes nothing, not of every file."""
    LOG.warning("Nothing can be kept in %s (%s): the next start is slower.", folder, reason)


class _Pickler(pickle.Pickler):
    """Writes frozen dataclasses so that they are read in half the time: their own way looks up each field by name.

    The texts of an entry are written each by itself, to be read when somebody asks for them.
    """

    def reducer_override(self, each: object) -> Any:
        kind = type(each)
        if isinstance(each, Localized) and (folded := _folded(each.values)):
            return _localized, (folded, each.original)
        if is_dataclass(kind) and "__slots__" in kind.__dict__:
            return _made, (kind, *(getattr(each, field.name) for field in fields(kind)))
        return NotImplemented


def _folded(values: Mapping[Language, Any]) -> Mapping[Language, bytes] | None:
    """Return texts of entries as bytes; None for other values, which are shorter."""
    held = values.as_held() if isinstance(values, OnDemand) else values
    if not all(isinstance(each, bytes | EntryText) for each in held.values()):
        return None
    return {language: each if isinstance(each, bytes) else _pickled(each) for language, each in held.items()}


def _pickled(text: EntryText) -> bytes:
    body = BytesIO()
    _Pickler(body, pickle.HIGHEST_PROTOCOL).dump(text)
    return body.getvalue()


def _localized(folded: Mapping[Language, bytes], original: Language) -> Localized[EntryText]:
    return Localized(OnDemand(folded), original)


def _made(kind: type, *values: object) -> object:
    """Return an object of a dataclass with slots that has these values, whether it is frozen or not."""
    made: object = object.__new__(kind)
    # A start makes a hundred thousand: to count the values as well, or to ask a cache, takes half as long again.
    for put, value in zip(_SETTERS.get(kind) or _setters(kind), values, strict=False):
        put(made, value)
    return made


def _setters(kind: Any) -> tuple[Setter, ...]:
    found = _SETTERS[kind] = tuple(getattr(kind, field.name).__set__ for field in fields(kind))
    return found


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
def _make(rooms: tuple[str, ...]) -> bytes:
    """Return what tells this portal's code of some rooms from that of any other version."""
    make = blake2b(sys.version.encode(), digest_size=16)
    ours = (Path(__file__), Path(on_demand.__file__))
    for file in (*ours, *sorted(file for room in rooms for file in (PACKAGE / room).rglob("*.py"))):
        make.update(file.read_bytes())
    return make.digest()
