"""An import as it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.domain.reference import Collection
from portal.domain.spreadsheet_import import AT_WORK
from portal.domain.spreadsheet_import import ImportState


@dataclass(frozen=True, slots=True)
class Import:
    """One import as it stands; the bytes of the file are asked for apart."""

    id: int
    at: datetime
    by: int
    by_name: str
    collection: Collection
    file_name: str
    state: ImportState
    report: Mapping[str, Any]
    commit: str | None
    undone_by: str | None
    waits_for_worker: bool
    """Whether there is something to do and nobody who does it."""

    @property
    def at_work(self) -> bool:
        """Whether something goes on without anybody pressing a button."""
        return self.state in AT_WORK
