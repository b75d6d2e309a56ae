"""The content as it was read last, from which the next reading takes all that has not changed.

A shelf read again is the shelf that a fresh reading gives: entries, links in both directions, redirects and faults.
"""

from collections.abc import Collection as AbstractCollection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from portal.domain.entry import Entry
from portal.domain.problem import Problem
from portal.domain.reference import Ref
from portal.domain.withdrawal import Withdrawals
from portal.library.folder_reading import FolderReading
from portal.library.folder_reading import is_there
from portal.library.folder_reading import read_folder
from portal.library.folder_reading import refs_there
from portal.library.folder_reading import state_of
from portal.library.known_words import read_known_words
from portal.library.shelf import Shelf
from portal.library.strays import strays
from portal.library.vocabulary_files import Words
from portal.library.vocabulary_files import read_redirects
from portal.library.vocabulary_files import read_words
from portal.library.withdrawn_file import NAME as WITHDRAWN
from portal.library.withdrawn_file import read_withdrawals

DIGEST = 16


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is read besides the entries; the digests are of the files: `digest` of those every entry is read with."""

    words: Words
    digest: bytes
    further: bytes
    strays: tuple[Problem, ...]
    redirects: Mapping[Ref, Ref]
    withdrawn: Withdrawals
    problems: tuple[Problem, ...]
    """The faults of the words, the known words, the redirects and the withdrawals."""


@dataclass(frozen=True, slots=True)
class ShelfReading:
    """A shelf and all that was learnt while it was read; `changed` are the refs whose entry is not that of before."""

    shelf: Shelf
    folders: Mapping[Ref, FolderReading]
    around: Surroundings
    state: int
    changed: frozenset[Ref] = frozenset()

    @property
    def edition(self) -> bytes:
        """What tells this shelf from others in every process: names, sizes and times of files as they were before."""
        return blake2b(
            self.around.digest + self.around.further + self.state.to_bytes(DIGEST), digest_size=DIGEST
        ).digest()

    def naming(self, refs: AbstractSet[Ref]) -> frozenset[Ref]:
        """Return the refs of all folders that name one of these, whether their entry is sound or not."""
        return frozenset(ref for ref, folder in self.folders.items() if not refs.isdisjoint(folder.names))

    def since(self, earlier: "ShelfReading") -> "ShelfReading":
        """Return this reading with all refs as changed whose entry is not that of an earlier reading."""
        refs = {*self.folders, *earlier.folders}
        same_words = self.around.words is earlier.around.words
        changed = (ref for ref in refs if not same_words or self.shelf.get(ref) is not earlier.shelf.get(ref))
        return replace(self, changed=frozenset(changed))


def read_all(content: Path) -> ShelfReading:
    """Return the shelf read from every file."""
    refs = refs_there(content)
    there = set(refs)
    digest = _digest_of_words(content)
    words = read_words(content)
    around = _surroundings(content, there, words, digest)
    folders = {ref: _shown(read_folder(content, ref, words, there), around.withdrawn) for ref in refs}
    shelf = Shelf(
        (folder.entry for folder in folders.values() if folder.entry is not None),
        vocabularies=words.vocabularies,
        concepts=words.concepts,
        sources=words.sources,
        redirects=around.redirects,
        problems=_problems(folders, around),
        withdrawn=around.withdrawn,
    )
    state = 0
    for folder in folders.values():
        state ^= folder.state.digest
    return ShelfReading(shelf, folders, around, state, frozenset(refs))


def read_again(content: Path, last: ShelfReading, refs: AbstractCollection[Ref] | None = None) -> ShelfReading:
    """Return the shelf with these entries read again, or without refs with all whose files have changed on disk.

    Whatever names an entry that has come or gone is read again too; everything is, when the words have changed.
    """
    digest = _digest_of_words(content)
    if digest != last.around.digest:
        return read_all(content).since(last)
    asked = set(refs) if refs is not None else _changed_on_disk(content, last)
    here = {ref for ref in asked if is_there(content, ref)}
    moved = {ref for ref in asked if (ref in here) != (ref in last.folders)}
    gone = moved - here
    there = (last.folders.keys() - gone) | here if moved else last.folders.keys()
    again = (here | last.naming(moved)) - gone if moved else here
    around = last.around
    if refs is None or len(here) < len(asked) or moved or _digest_of_further(content) != around.further:
        around = _surroundings(content, there, around.words, digest)
        again |= around.withdrawn.differing(last.around.withdrawn) & there
    read = {ref: _read_anew(content, ref, last, there, around.withdrawn) for ref in again}
    return _read_again(last, read, gone, around)


def _read_again(
    last: ShelfReading, read: Mapping[Ref, FolderReading], gone: AbstractSet[Ref], around: Surroundings
) -> ShelfReading:
    """The reading with some folders new or gone."""
    folders = {**last.folders, **read}
    state = last.state
    for ref in (*read, *gone):
        state ^= last.folders[ref].state.digest if ref in last.folders else 0
        state ^= read[ref].state.digest if ref in read else 0
    for ref in gone:
        del folders[ref]
    after: dict[Ref, Entry | None] = {**{ref: folder.entry for ref, folder in read.items()}, **dict.fromkeys(gone)}
    changes = {ref: entry for ref, entry in after.items() if last.shelf.get(ref) is not entry}
    shelf = last.shelf.with_changes(
        changes, redirects=around.redirects, problems=_problems(folders, around), withdrawn=around.withdrawn
    )
    return ShelfReading(shelf, folders, around, state, frozenset(changes))


def _read_anew(
    content: Path, ref: Ref, last: ShelfReading, there: AbstractSet[Ref], withdrawn: Withdrawals
) -> FolderReading:
    return _kept(_shown(read_folder(content, ref, last.around.words, there), withdrawn), last.folders.get(ref))


def _shown(read: FolderReading, withdrawn: Withdrawals) -> FolderReading:
    """The folder with what readers may see of its entry."""
    shown = withdrawn.shown(read.entry)
    return read if shown is read.entry else replace(read, entry=shown)


def _kept(read: FolderReading, last: FolderReading | None) -> FolderReading:
    """The folder as read, with the entry of before where it is equal, so that comparing identities is enough."""
    if last is None or last.entry is read.entry or last.entry != read.entry:
        return read
    return replace(read, entry=last.entry)


def _changed_on_disk(content: Path, last: ShelfReading) -> set[Ref]:
    """The refs whose folder has come, gone or changed, or may have changed too soon after it was read to show it."""
    refs = refs_there(content)
    changed = last.folders.keys() - refs
    for ref in refs:
        known = last.folders.get(ref)
        if known is None or not known.state.settled or known.state.digest != state_of(content, ref).digest:
            changed.add(ref)
    return changed


def _surroundings(content: Path, there: AbstractSet[Ref], words: Words, digest: bytes) -> Surroundings:
    further = _digest_of_further(content)
    redirects, problems = read_redirects(content, there.__contains__)
    withdrawn, faults = read_withdrawals(content, there.__contains__)
    found = (*words.problems, *read_known_words(content).problems, *problems, *faults)
    return Surroundings(words, digest, further, tuple(strays(content)), redirects, withdrawn, found)


def _problems(folders: Mapping[Ref, FolderReading], around: Surroundings) -> tuple[Problem, ...]:
    found = [problem for folder in folders.values() for problem in folder.problems]
    return tuple(sorted([*found, *around.problems, *around.strays]))


def _digest_of_words(content: Path) -> bytes:
    """A checksum over all files that decide how others are read."""
    return _digest(sorted((content / "vocabulary").glob("*.yaml")))


def _digest_of_further(content: Path) -> bytes:
    """A checksum over the other files that are no entry's."""
    return _digest([*sorted((content / "words").glob("*.txt")), content / "redirects.yaml", content / WITHDRAWN])


def _digest(paths: Iterable[Path]) -> bytes:
    digest = blake2b(digest_size=DIGEST)
    for path in paths:
        digest.update(f"{path.name} {path.is_symlink()}\n".encode(errors="surrogateescape"))
        try:
            digest.update(blake2b(path.read_bytes(), digest_size=DIGEST).digest())
        except OSError as error:
            digest.update(f"{error.errno}".encode())
    return digest.digest()
