"""What was announced as changed, in a small file that every process looks at."""

import os
import re
import secrets
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text

LINES_KEPT = 500
MOST_REFS = 200
"""Of how many entries one line tells; where more have changed, looking at all of them takes no longer."""
EVERYTHING = "*"
HEAD = re.compile(r"journal ([0-9a-f]{16})")
LINE = re.compile(r"([1-9][0-9]{0,15}) (\S.*)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What `stat` says of the journal; it changes whenever something is announced, and when the file is touched."""

    inode: int
    modified: int
    size: int


@dataclass(frozen=True, slots=True)
class Place:
    """How far a process has read: the journal, its latest line then, and the stamp of the file."""

    journal: str = ""
    number: int = 0
    stamp: Stamp | None = None


class ChangeJournal:
    """Lines with a number and the changed refs each; the file is replaced as a whole, so that nobody reads half a line.

    It is no truth: without it, or when it is not what was left, a process looks at all of the content.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def stamp(self) -> Stamp | None:
        """Return the stamp of the file, or None without one; costs one system call."""
        try:
            return _stamp(self._path.stat())
        except OSError:  # there is none yet, or it may not be looked at: the shelf stays as it is
            return None

    def place(self) -> Place:
        """Return where the journal ends now."""
        return self._read()[0]

    def since(self, place: Place) -> tuple[Place, frozenset[Ref] | None]:
        """Return where the journal ends, and all that was announced after a place; None where that cannot be told.

        It cannot when another journal has taken its place, when lines are missing or hold something else, when
        everything was announced, and when the file was touched without a word.
        """
        now, lines = self._read()
        missed = [lines.get(number) for number in range(place.number + 1, now.number + 1)]
        if now.journal != place.journal or not missed or not now.journal:
            return now, None
        refs: set[Ref] = set()
        for line in missed:
            named = [ref_from_text(name) for name in (line or EVERYTHING).split(" ")]
            found = {ref for ref in named if ref is not None}
            if len(found) < len(named):
                return now, None
            refs |= found
        return now, frozenset(refs)

    def announce(self, refs: Collection[Ref] | None) -> Place:
        """Tell every process that these entries have changed, or that anything may have; returns the place after it.

        Only one process at a time may do so.
        """
        place, lines = self._read()
        known = bool(place.journal)
        journal = place.journal if known else secrets.token_hex(8)
        number = place.number + 1
        named = EVERYTHING if refs is None or not 0 < len(refs) <= MOST_REFS else " ".join(sorted(map(str, refs)))
        kept = [*lines.items(), (number, named)][-LINES_KEPT:]
        text = "".join(f"{row}\n" for row in (f"journal {journal}", *(f"{count} {what}" for count, what in kept)))
        return Place(journal, number, self._replaced(text))

    def _read(self) -> tuple[Place, dict[int, str]]:
        """The end of the journal and its lines by number; a file that is no journal has neither a name nor lines."""
        try:
            with self._path.open("rb") as file:
                stamp = _stamp(os.fstat(file.fileno()))
                head, *rows = file.read().decode("ascii", "replace").removesuffix("\n").split("\n")
        except OSError:
            return Place(), {}
        name = HEAD.fullmatch(head)
        found = [LINE.fullmatch(row) for row in rows]
        lines = {int(match[1]): match[2] for match in found if match}
        if name is None or not lines or None in found:
            return Place(stamp=stamp), {}
        return Place(name[1], max(lines), stamp), lines

    def _replaced(self, text: str) -> Stamp:
        """The stamp of the journal after its text was replaced; a reader has the old one or the new one, both whole."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=self._path.parent, delete=False) as file:
            fresh = Path(file.name)
            file.write(text)
        try:
            fresh.chmod(0o644)
            stamp = _stamp(fresh.stat())
            fresh.replace(self._path)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
        return stamp


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_ino, status.st_mtime_ns, status.st_size)
