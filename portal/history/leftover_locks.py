"""Git's own lock files, which a process that was killed leaves behind and which then stop every writer."""

import os
import time
from collections.abc import Iterable
from pathlib import Path

from portal.history.errors import RepositoryBusy

PAUSE = 0.05
SETTLED = 3.0
"""How old, in seconds, a lock must be whose owner is not seen and that no change of the portal can have left."""
UNSEEN = 60.0
"""The same on a system that does not tell which processes run."""
PROCESSES = Path("/proc")
READER = b"GIT_OPTIONAL_LOCKS=0"
"""Stands in the environment of the git processes that read for the portal; they never take a lock."""


def clear_leftovers(locks: Iterable[Path], folders: Iterable[Path], deadline: float, *, crashed: bool) -> None:
    """Remove those of the locks whose owner is dead and wait for the others; raises RepositoryBusy at the deadline.

    To be called while the lock of the portal is held: then no process of the portal owns one.
    An owner may live as long as a git process works in one of the folders, or any process has the lock file open.
    Where a change of the portal was cut short (`crashed`), a lock without an owner goes at once.
    """
    locks, folders = tuple(locks), tuple(folders)
    age = 0.0 if crashed else SETTLED
    while left := [lock for lock in locks if os.path.lexists(lock)]:
        for lock in left:
            _remove_leftover(lock, folders, age)
        if not any(os.path.lexists(lock) for lock in left):
            continue
        if time.monotonic() >= deadline:
            raise RepositoryBusy(f"somebody else works with git here: {left[0].name}")
        time.sleep(PAUSE)


def _remove_leftover(lock: Path, folders: tuple[Path, ...], age: float) -> None:
    try:
        before = lock.lstat()
    except FileNotFoundError:
        return
    least = age if PROCESSES.joinpath("self").exists() else UNSEEN
    if time.time() - before.st_mtime < least or _may_have_owner(lock, folders):
        return
    # A process that began after the look at the processes can only have made another file.
    if os.path.lexists(lock) and lock.lstat().st_ino == before.st_ino:
        lock.unlink(missing_ok=True)


def _may_have_owner(lock: Path, folders: tuple[Path, ...]) -> bool:
    """Whether some process may own the lock; one that does not let itself be looked at counts."""
    own = str(os.getpid())
    found = (each for each in PROCESSES.iterdir() if each.name.isdigit() and each.name != own)
    return any(_works_here(process, folders) or _has_open(process, lock) for process in found)


def _works_here(process: Path, folders: tuple[Path, ...]) -> bool:
    try:
        if not process.joinpath("comm").read_text(encoding="utf-8", errors="replace").startswith("git"):
            return False
        where = Path(os.readlink(process / "cwd"))  # noqa: PTH115 - Path.readlink would say the same
        if READER in process.joinpath("environ").read_bytes().split(b"\0"):
            return False
    except PermissionError:
        return True
    except OSError:
        return False
    return any(where.is_relative_to(folder) for folder in folders)


def _has_open(process: Path, lock: Path) -> bool:
    try:
        return any(os.readlink(each) == str(lock) for each in process.joinpath("fd").iterdir())  # noqa: PTH115
    except OSError:
        return False
