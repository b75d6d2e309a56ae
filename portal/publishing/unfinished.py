"""What is being published, noted before the commit, so that a kill leaves nothing that search and desk do not know."""

import fcntl
import logging
import os
import secrets
import shutil
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from portal.domain.errors import PortalError
from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text
from portal.history.errors import DiskFull
from portal.history.errors import PublishFailed
from portal.workspace.unavailable import WorkspaceUnavailable

LOG = logging.getLogger(__name__)
HALF_WRITTEN = ".new-"
DRAFT = "draft"


HALF_WAY = (WorkspaceUnavailable, PublishFailed)
"""Errors after which a commit may have been made."""


class IndexUnwritable(PortalError):
    """Raised when nothing can be written beside the index, so that search would not learn of what is published."""


@dataclass(frozen=True, slots=True)
class PressedButton:
    """That somebody publishes a draft in a version."""

    draft: int
    version: int
    person: int


@dataclass(frozen=True, slots=True)
class UnfinishedPublications:
    """Small files in a folder beside the index, one for each publication that is under way; several processes share it.

    They are no truth: that is the commit. Without them a publication cut off after its commit would be read, but not
    found until the next build of the index, and its draft would stay open until somebody publishes it again.
    Whoever publishes holds a lock on the note, which the kernel frees however the process ends: numbers of processes
    come again after a restart, in a container at once.
    """

    folder: Path
    demand_writable: Callable[[], None] = lambda: None
    """Raises an error where what follows a commit could not be written elsewhere."""
    least_bytes: int = 20_000_000
    """How much of the disk of the index must be free, so that nothing is published that search would not learn of."""

    @contextmanager
    def noted(self, refs: Collection[Ref], pressed: PressedButton | None = None) -> Iterator[None]:
        """Keep a note of the entries while the block runs.

        One that is refused takes its note away; one that is killed, or fails after the commit may have been made,
        leaves it for the next start.
        Raises `DiskFull`, `IndexUnwritable` or what `demand_writable` raises before anything has begun.
        """
        self.demand_writable()
        lines = [str(ref) for ref in refs]
        if pressed is not None:
            lines.append(f"{DRAFT} {pressed.draft} {pressed.version} {pressed.person}")
        try:
            note, file = self._write(lines)
        except OSError as error:
            raise IndexUnwritable(f"what is being published cannot be noted beside the index: {error}") from error
        with file:
            try:
                yield
            except PortalError as error:
                if not isinstance(error, HALF_WAY):
                    note.unlink(missing_ok=True)
                raise
            note.unlink(missing_ok=True)

    def left(self) -> frozenset[Ref]:
        """Return the entries of notes whose process is no more."""
        return frozenset(ref for line in self._lines() if (ref := ref_from_text(line)) is not None)

    def pressed(self) -> tuple[PressedButton, ...]:
        """Return the drafts that processes were publishing which are no more."""
        return tuple(each for line in self._lines() if (each := _pressed_from(line)) is not None)

    def forget(self) -> None:
        """Take away the notes whose process is no more, for when what they name is in step."""
        for note in self._notes():
            note.unlink(missing_ok=True)

    def _write(self, lines: Iterable[str]) -> tuple[Path, TextIOWrapper]:
        """Return the note and the file that holds its lock."""
        name = f"{os.getpid()}-{secrets.token_hex(8)}"
        half_written = self.folder / f"{HALF_WRITTEN}{name}"
        self.folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self.folder).free < self.least_bytes:
            raise DiskFull("too little is free on the disk of the index")
        file = half_written.open("x", encoding="utf-8")
        # Held under the other name already, so that nobody finds it without its owner.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        file.write("\n".join(lines))
        file.flush()
        os.fsync(file.fileno())
        return half_written.rename(self.folder / name), file

    def _lines(self) -> list[str]:
        found: list[str] = []
        for note in self._notes():
            try:
                found += note.read_text(encoding="utf-8").splitlines()
            except (OSError, UnicodeDecodeError):
                LOG.warning("the note %s could not be read", note, exc_info=True)
        return found

    def _notes(self) -> list[Path]:
        try:
            return sorted(path for path in self.folder.iterdir() if path.is_file() and not _is_held(path))
        except OSError:
            return []


def _pressed_from(line: str) -> PressedButton | None:
    word, *numbers = line.split() or [""]
    if word != DRAFT or len(numbers) != 3 or not all(each.isascii() and each.isdigit() for each in numbers):
        return None
    return PressedButton(*map(int, numbers))


def _is_held(note: Path) -> bool:
    """Tell whether the process that wrote a note still runs."""
    try:
        with note.open(encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return True  # its owner has just taken it away
    return False
