"""What is being published, noted before the commit, so that a kill leaves nothing that search and desk do not know."""

import fcntl
import logging
import os
import secrets
from collections.abc import Collection
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text

LOG = logging.getLogger(__name__)
HALF_WRITTEN = ".new-"
DRAFT = "draft"


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

    @contextmanager
    def noted(self, refs: Collection[Ref], pressed: PressedButton | None = None) -> Iterator[None]:
        """Keep a note of the entries while the block runs; one that fails takes its note away, one killed leaves it."""
        note = self._write(refs, pressed)
        try:
            yield
        finally:
            if note is not None:
                Path(note.name).unlink(missing_ok=True)
                note.close()

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

    def _write(self, refs: Collection[Ref], pressed: PressedButton | None) -> TextIOWrapper | None:
        """Return the note, held; a disk that takes none keeps nobody from publishing, which will tell what is wrong."""
        name = f"{os.getpid()}-{secrets.token_hex(8)}"
        half_written = self.folder / f"{HALF_WRITTEN}{name}"
        lines = [str(ref) for ref in refs]
        if pressed is not None:
            lines.append(f"{DRAFT} {pressed.draft} {pressed.version} {pressed.person}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            file = half_written.open("x", encoding="utf-8")
            # Held under the other name already, so that nobody finds it without its owner.
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.write("\n".join(lines))
            file.flush()
            os.fsync(file.fileno())
            half_written.rename(self.folder / name)
        except OSError:
            LOG.warning("what is being published could not be noted beside the index", exc_info=True)
            return None
        return file

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
