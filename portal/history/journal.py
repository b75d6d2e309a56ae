"""What the portal is about to replace among the working files, noted before the branch moves."""

import json
import logging
import os
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.history.durable import sync_folder
from portal.history.durable import write_synced

LOG = logging.getLogger(__name__)
NAME = "portal-journal.json"

Pending = Mapping[str, frozenset[str | None]]
"""The paths whose working files may be behind, each with the blobs the portal knows it may still hold.

None among them means that there may be no file.
"""


@dataclass(frozen=True, slots=True)
class Journal:
    """A file in git's folder that says which working files are the portal's to bring in step, and from what.

    A working file that holds anything else was changed by somebody, and is theirs.
    """

    folder: Path

    @property
    def exists(self) -> bool:
        """Whether a change was cut short, or its working files could not be written."""
        return self._path.exists()

    def pending(self) -> Pending:
        """Return what is noted; a journal that cannot be read allows nothing to be written over."""
        try:
            noted = json.loads(self._path.read_bytes())
            return {str(path): frozenset(known) for path, known in noted.items()}
        except FileNotFoundError:
            return {}
        except (ValueError, AttributeError, TypeError):
            LOG.warning("%s cannot be read; no working file is repaired by it", self._path)
            return {}

    def note(self, pending: Pending) -> None:
        """Keep the paths durably in the place of what was noted, or nothing when there are none."""
        if not pending:
            self._path.unlink(missing_ok=True)
            return
        noted = {path: sorted(known, key=str) for path, known in sorted(pending.items())}
        beside = self._path.with_suffix(".new")
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC
        write_synced(os.open(beside, flags, 0o666), json.dumps(noted).encode())
        beside.replace(self._path)
        sync_folder(self.folder)

    @property
    def _path(self) -> Path:
        return self.folder / NAME


def joined(pending: Pending, more: Iterable[tuple[str, str | None]]) -> Pending:
    """Return what is pending together with paths and the blobs that are replaced there."""
    found = dict(pending)
    for path, blob_id in more:
        found[path] = found.get(path, frozenset()) | {blob_id}
    return found
