"""What must be done so that a file is still there after a power cut."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    _sync(folder, os.O_RDONLY | os.O_DIRECTORY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_objects(folder: Path, names: Sequence[str]) -> None:
    """Make git's loose objects survive a power cut; those that lie in packs already do.

    All are written before the first is synced, so that the disk takes them in one go: libgit2 would sync one by one.
    """
    paths = [folder / name[:2] / name[2:] for name in names]
    for path in paths:
        with suppress(FileNotFoundError):
            _sync(path, os.O_RDONLY)
    for parent in dict.fromkeys(path.parent for path in paths):
        with suppress(FileNotFoundError):
            sync_folder(parent)
    sync_folder(folder)


def write_synced(descriptor: int, content: bytes) -> None:
    """Write the bytes to an open file, make them survive a power cut, and close it whatever happens."""
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
