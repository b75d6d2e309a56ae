"""What is wrong with how the portal is run: room on the disk, the other repository, what is to be done on time."""

import shutil
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from pathlib import Path

from portal.publishing.chores import FAULT
from portal.publishing.health import Finding
from portal.publishing.health import Level
from portal.publishing.health import Subject
from portal.workspace.chore_record import ChoreRecord

LITTLE_SPACE = 1_000_000_000
LATE = timedelta(minutes=15)
"""The most frequent chore is done every minute; when none was for so long, nobody does them."""
EXCHANGE = frozenset({"pull", "push"})


@dataclass(frozen=True, slots=True)
class Operation:
    """What there is to look at: folders that must have room, and what the chores said last."""

    folders: tuple[Path, ...]
    least_bytes: int
    records: tuple[ChoreRecord, ...]
    exchanges: bool

    def findings(self, now: datetime) -> tuple[Finding, ...]:
        """Return a finding for each, whether fine or not."""
        return (self._space(), *self._remote(), self._chores(now))

    def _space(self) -> Finding:
        """Below the least nothing can be published any more."""
        free = min((shutil.disk_usage(folder).free for folder in self.folders if folder.is_dir()), default=0)
        level = Level.BROKEN if free < self.least_bytes else Level.DEGRADED if free < LITTLE_SPACE else Level.OK
        return Finding(Subject.SPACE, level, {"megabytes": str(free // 1_000_000)})

    def _remote(self) -> Iterator[Finding]:
        if not self.exchanges:
            return
        faults = _faults(record for record in self.records if record.name in EXCHANGE)
        level = Level.DEGRADED if faults else Level.OK
        yield Finding(Subject.REMOTE, level, {"reason": "; ".join(faults.values())})

    def _chores(self, now: datetime) -> Finding:
        others = _faults(record for record in self.records if record.name not in EXCHANGE)
        begun = [record.begun_at for record in self.records if record.begun_at is not None]
        idle = not begun or now - max(begun) > LATE
        details = {"idle": "yes" if idle else "", "chores": ", ".join(others)}
        return Finding(Subject.CHORES, Level.DEGRADED if idle or others else Level.OK, details)


def _faults(records: Iterable[ChoreRecord]) -> Mapping[str, str]:
    return {record.name: str(record.report[FAULT]) for record in records if FAULT in record.report}
