"""What is being published, noted before the commit, so that a kill leaves nothing that search does not know."""

import logging
import os
import secrets
from collections.abc import Collection
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class UnfinishedPublications:
    """Small files in a folder beside the index, one for each publication that is under way; several processes share it.

    They are no truth: that is the commit. Without them a publication cut off between commit and index would be read,
    but not found, until the next build of the index.
    """

    folder: Path

    @contextmanager
    def noted(self, refs: Collection[Ref]) -> Iterator[None]:
        """Keep a note of the entries while the block runs; one that fails takes its note away, one killed leaves it."""
        note = self._write(refs)
        try:
            yield
        finally:
            if note is not None:
                note.unlink(missing_ok=True)

    def left(self) -> frozenset[Ref]:
        """Return the entries of notes whose process is no more."""
        found: set[Ref] = set()
        for note in self._notes():
            if _is_alive(note):
                continue
            try:
                lines = note.read_text(encoding="utf-8").split()
            except (OSError, UnicodeDecodeError):
                continue
            found |= {ref for line in lines if (ref := ref_from_text(line)) is not None}
        return frozenset(found)

    def forget(self) -> None:
        """Take away the notes whose process is no more, for when what they name is in step."""
        for note in self._notes():
            if not _is_alive(note):
                note.unlink(missing_ok=True)

    def _write(self, refs: Collection[Ref]) -> Path | None:
        """Return the note; a disk that takes none keeps nobody from publishing, which will tell what is wrong."""
        note = self.folder / f"{os.getpid()}-{secrets.token_hex(8)}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with note.open("x", encoding="utf-8") as file:
                file.write("\n".join(str(ref) for ref in refs))
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            LOG.warning("what is being published could not be noted beside the index", exc_info=True)
            return None
        return note

    def _notes(self) -> list[Path]:
        try:
            return sorted(path for path in self.folder.iterdir() if path.name.partition("-")[0].isdigit())
        except OSError:
            return []


def _is_alive(note: Path) -> bool:
    """Tell whether the process that wrote a note still runs; its own notes of before a restart bear another number."""
    try:
        os.kill(int(note.name.partition("-")[0]), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
