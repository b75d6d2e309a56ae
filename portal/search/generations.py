"""The folder of the index: numbered generations side by side, and a pointer to the one being served.

A generation is never changed once the pointer names it, not even for one new document: the next one shares its
unchanged files as hard links, which costs almost nothing.
So whatever happens to a build, the pointer names a whole index.
"""

import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

CURRENT = "CURRENT"
LOCK = "LOCK"
_GENERATION = re.compile(r"generation-([1-9][0-9]{0,8})")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What `stat` says about the pointer; it changes whenever the pointer is replaced."""

    inode: int
    modified: int
    size: int


@dataclass(frozen=True, slots=True)
class Generations:
    """The index folder; the folder itself is made on the first build and is open to its owner only."""

    folder: Path

    def stamp(self) -> Stamp | None:
        """The pointer's state, or None while there is no pointer; costs one system call."""
        try:
            found = (self.folder / CURRENT).stat()
        except OSError:
            return None
        return Stamp(found.st_ino, found.st_mtime_ns, found.st_size)

    def current(self) -> int | None:
        """The number of the served generation, None without a pointer; raises ValueError when it is damaged."""
        try:
            text = (self.folder / CURRENT).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        match = _GENERATION.fullmatch(text)
        if match is None:
            raise ValueError(f"{CURRENT} does not name a generation")
        return int(match[1])

    def path(self, number: int) -> Path:
        """The folder of a generation, whether it exists or not."""
        return self.folder / f"generation-{number}"

    def create(self) -> int:
        """A new empty generation with a number above all others; what a killed build has left half done goes."""
        # Index files are pickles: whoever can write here can run code as the portal.
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(ValueError):  # a pointer that is damaged tells nothing of what was served
            served = self.current()
            if served is not None:
                # Else what lies above would be taken for the generation served before, and that one be removed.
                self.sweep(keep=served)
        number = max(self._numbers(), default=0) + 1
        self.path(number).mkdir(mode=0o700)
        return number

    def share(self, source: int, target: int, names: list[str]) -> None:
        """Give the target the named files of the source, as hard links where the file system has them."""
        for name in names:
            old = self.path(source) / name
            new = self.path(target) / name
            try:
                os.link(old, new)
            except OSError:
                shutil.copy2(old, new)

    def serve(self, number: int) -> None:
        """Let the pointer name this generation; after a power cut it names the old one or this one, both whole."""
        for path in sorted(self.path(number).iterdir()):
            _sync(path)
        _sync(self.path(number))
        _sync(self.folder)
        fresh = self.folder / f"{CURRENT}.new"
        fresh.write_text(f"generation-{number}\n", encoding="ascii")
        _sync(fresh)
        fresh.replace(self.folder / CURRENT)
        _sync(self.folder)

    def sweep(self, keep: int | None) -> None:
        """Remove all generations but this one and the one before it, which a reader may still have open."""
        numbers = self._numbers()
        before = max((number for number in numbers if keep is not None and number < keep), default=None)
        for number in numbers:
            if number not in (keep, before):
                shutil.rmtree(self.path(number), ignore_errors=True)

    def _numbers(self) -> list[int]:
        """The numbers of all generations on disk, finished or not."""
        try:
            names = [path.name for path in self.folder.iterdir()]
        except FileNotFoundError:
            return []
        return [int(match[1]) for match in map(_GENERATION.fullmatch, names) if match]


def _sync(path: Path) -> None:
    """Make the file or folder survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
