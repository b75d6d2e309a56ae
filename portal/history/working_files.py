"""The files on the disk that show what is published; no link among them is ever followed."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pygit2 import hash as hash_blob

from portal.history.durable import write_synced
from portal.history.errors import PathRefused

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
NOT_A_FOLDER = frozenset({errno.ELOOP, errno.ENOTDIR})


@dataclass(frozen=True, slots=True)
class WorkingFiles:
    """The files below the root of a checkout; paths are checked ones, and those that go through a link are refused."""

    root: Path

    def blob_id(self, path: str) -> str | None:
        """Return the blob id of what the file holds now, None without a file; raises PathRefused and OSError."""
        content = self.read(path)
        return None if content is None else str(hash_blob(content))

    def read(self, path: str) -> bytes | None:
        """Return what the file holds now, None without a file; raises PathRefused and OSError."""
        folders, name = _split(path)
        try:
            with self._folder(path, folders, create=False) as folder:
                return _read(folder, name, path)
        except FileNotFoundError:
            return None

    def write(self, path: str, content: bytes, *, executable: bool = False) -> None:
        """Put the bytes in the file's place: a reader sees the old ones or the new ones, also after a power cut."""
        folders, name = _split(path)
        beside = _beside(name)
        with self._folder(path, folders, create=True) as folder:
            try:
                flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
                write_synced(os.open(beside, flags, 0o777 if executable else 0o666, dir_fd=folder), content)
                os.replace(beside, name, src_dir_fd=folder, dst_dir_fd=folder)
            except OSError:
                with suppress(OSError):
                    os.unlink(beside, dir_fd=folder)
                raise
            os.fsync(folder)

    def remove(self, path: str, keep: int) -> None:
        """Remove the file and the folders that become empty, but for the first ones, as many as are to be kept."""
        folders, name = _split(path)
        with suppress(FileNotFoundError), self._folder(path, folders, create=False) as folder:
            os.unlink(name, dir_fd=folder)
            os.fsync(folder)
        for depth in range(len(folders), keep, -1):
            with suppress(OSError), self._folder(path, folders[: depth - 1], create=False) as above:
                os.rmdir(folders[depth - 1], dir_fd=above)
                os.fsync(above)

    def sweep(self, path: str) -> None:
        """Remove what a writer that was killed has left beside the file."""
        folders, name = _split(path)
        with suppress(OSError, PathRefused), self._folder(path, folders, create=False) as folder:
            os.unlink(_beside(name), dir_fd=folder)

    @contextmanager
    def _folder(self, path: str, parts: tuple[str, ...], *, create: bool) -> Iterator[int]:
        descriptor = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for part in parts:
                above, descriptor = descriptor, -1
                try:
                    descriptor = _step(above, part, path, create=create)
                finally:
                    os.close(above)
            yield descriptor
        finally:
            if descriptor >= 0:
                os.close(descriptor)


def _step(above: int, part: str, path: str, *, create: bool) -> int:
    """Return a folder inside another one, made where it is missing and asked for."""
    if create:
        with suppress(FileExistsError):
            os.mkdir(part, dir_fd=above)
            os.fsync(above)
    try:
        return os.open(part, FOLDER, dir_fd=above)
    except OSError as error:
        if error.errno in NOT_A_FOLDER:
            raise PathRefused(path) from error
        raise


def _read(folder: int, name: str, path: str) -> bytes:
    try:
        # O_NONBLOCK: a pipe in the place of a file must not make anybody wait.
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise PathRefused(path) from error
        raise
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise PathRefused(path)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(descriptor)


def _split(path: str) -> tuple[tuple[str, ...], str]:
    *folders, name = path.split("/")
    return tuple(folders), name


def _beside(name: str) -> str:
    """Return the name of the half-done file; one is enough, since there is one writer at a time."""
    return f".{name}.portal-new"
