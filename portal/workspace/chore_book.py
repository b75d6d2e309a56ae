"""What is done on time: each chore by one process at a time, and what it said last."""

from collections.abc import Sequence
from datetime import datetime
from datetime import timedelta

from sqlalchemy import select

from portal.workspace.chore_record import ChoreRecord
from portal.workspace.chore_record import Report
from portal.workspace.database import Database
from portal.workspace.inbox_tables import ChoreRow
from portal.workspace.moments import Clock
from portal.workspace.moments import now


class ChoreBook:
    """Lends chores to processes: over all of them, and all machines, each is done once at a time."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database = database
        self._clock = clock

    def take(self, name: str, every: timedelta, lease: timedelta) -> datetime | None:
        """Return the mark of a chore that is due and now taken, None where it is not due or somebody is at it.

        Who took it and has not ended it within the lease is given up for dead.
        """
        moment = self._clock()
        with self._database.writing() as session:
            row = session.get(ChoreRow, name)
            if row is None:
                row = ChoreRow(name=name, begun_at=None, done_at=None, report={})
                session.add(row)
            record = _record(row)
            if record.is_underway and row.begun_at is not None and moment - row.begun_at < lease:
                return None
            if not record.is_underway and row.done_at is not None and moment - row.done_at < every:
                return None
            row.begun_at = moment
            return moment

    def end(self, name: str, mark: datetime, report: Report) -> bool:
        """Note that a chore is done; False where somebody else has taken it over meanwhile."""
        with self._database.writing() as session:
            row = session.get(ChoreRow, name)
            if row is None or row.begun_at != mark:
                return False
            row.done_at, row.report = max(self._clock(), mark), dict(report)
            return True

    def records(self) -> Sequence[ChoreRecord]:
        """Return every chore that was ever begun."""
        with self._database.reading() as session:
            return [_record(row) for row in session.scalars(select(ChoreRow).order_by(ChoreRow.name))]


def _record(row: ChoreRow) -> ChoreRecord:
    return ChoreRecord(row.name, row.begun_at, row.done_at, dict(row.report))
