"""Who did what to what, and when."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.domain.people import Person
from portal.workspace.account_tables import AuditRow
from portal.workspace.database import Database
from portal.workspace.moments import Clock
from portal.workspace.moments import now


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the log; `subject` is an entry, an account or a draft by its name."""

    at: datetime
    name: str
    action: str
    subject: str
    detail: Mapping[str, Any]
    number: int
    """Counts up; the place in the log, also of lines of one moment."""


class AuditLog:
    """Adds lines and shows them, the newest first; none is ever changed."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database = database
        self._clock = clock

    def note(self, person: Person | None, action: str, subject: str, **detail: str | int | bool) -> None:
        """Add a line; `person` is None for the portal itself or somebody unknown."""
        row = AuditRow(at=self._clock(), action=action, subject=subject[:200], detail=detail)
        row.account_id, row.name = (person.id, person.name) if person else (None, "")
        with self._database.writing() as session:
            session.add(row)

    def lines(self, *, subject: str = "", before: int | None = None, most: int = 100) -> Sequence[AuditEntry]:
        """Return lines, the newest first; of one subject, or before a line by its number, where asked."""
        query = select(AuditRow).order_by(AuditRow.id.desc()).limit(most)
        if subject:
            query = query.where(AuditRow.subject == subject)
        if before is not None:
            query = query.where(AuditRow.id < before)
        with self._database.reading() as session:
            return [
                AuditEntry(row.at, row.name, row.action, row.subject, dict(row.detail), row.id)
                for row in session.scalars(query)
            ]
