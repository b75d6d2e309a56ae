"""One folder of an entry as it was read last: what came of it, and by what is told whether it has changed since."""

import os
import stat
import time
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from portal.domain.entry import Entry
from portal.domain.problem import Problem
from portal.domain.reference import ID_PATTERN
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.entry_folder import read_entry_folder
from portal.library.listed import listed
from portal.library.vocabulary_files import Words

NANOSECONDS = 1_000_000_000
SETTLED = 2 * NANOSECONDS
"""How old a change must be before the times of a file tell the next one from it: some file systems count in seconds."""


@dataclass(frozen=True, slots=True)
class FolderState:
    """What the disk says of a folder without reading it; `settled` tells whether a later change is sure to show."""

    digest: int
    settled: bool


@dataclass(frozen=True, slots=True)
class FolderReading:
    """What was read of a folder: the entry if it is sound, every fault, and the entries it names, there or not."""

    entry: Entry | None
    problems: tuple[Problem, ...]
    names: tuple[Ref, ...]
    state: FolderState


def read_folder(content: Path, ref: Ref, words: Words, there: AbstractSet[Ref]) -> FolderReading:
    """Return what is in the folder, with the references that lead to none of those that are there among its faults."""
    # Before the files: what changes while they are read then shows the next time.
    state = state_of(content, ref)
    folder = read_entry_folder(content, ref, words)
    folder.check_references(there)
    names = {name for file in folder.files.values() for _line, _field, name in file.record.references}
    return FolderReading(folder.entry, folder.problems, tuple(sorted(names)), state)


def state_of(content: Path, ref: Ref) -> FolderState:
    """Return the state of a folder: names, kinds, sizes and times of what lies in it."""
    # Asked of thousands of folders at every start: a path is put together as a text, and all is digested in one go.
    files = []
    newest, fault = 0, None
    try:
        with os.scandir(f"{content}/{ref}") as found:
            for each in found:
                status = each.stat(follow_symlinks=False)
                # The second time changes with the rights too, and cannot be set back.
                changed, moved = status.st_mtime_ns, status.st_ctime_ns
                newest = max(newest, changed, moved)
                files.append((each.name, status.st_mode, status.st_ino, status.st_size, changed, moved))
    except OSError as error:
        fault = error.errno
    said = f"{ref} {sorted(files)} {fault}"
    digest = blake2b(said.encode(errors="surrogateescape"), digest_size=16).digest()
    return FolderState(int.from_bytes(digest), newest + SETTLED < time.time_ns())


def is_there(content: Path, ref: Ref) -> bool:
    """Return whether there is a folder of this name."""
    try:
        return stat.S_ISDIR((content / ref.collection / ref.id).stat().st_mode)
    except OSError:
        return False


def refs_there(content: Path) -> list[Ref]:
    """Return the names of all folders of entries, in order."""
    return [Ref(collection, name) for collection in Collection for name in _folders_in(content / collection)]


def _folders_in(folder: Path) -> list[str]:
    return [name for name, is_folder in listed(folder) if is_folder and ID_PATTERN.fullmatch(name)]
