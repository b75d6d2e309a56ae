"""Who has a draft open right now, so that two people do not find out only when they save."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from sqlalchemy import select

from portal.domain.people import Person
from portal.workspace.account_tables import AccountRow
from portal.workspace.database import Database
from portal.workspace.draft_tables import PresenceRow
from portal.workspace.moments import Clock
from portal.workspace.moments import now
from portal.workspace.unavailable import WorkspaceUnavailable

HERE_FOR = timedelta(seconds=60)
"""How long after the last sign of life somebody is still told to be there."""


class PresenceBook:
    """Notes who is at a draft, and tells the others."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database = database
        self._clock = clock

    def note(self, draft_id: int, person: Person) -> Sequence[str]:
        """Note that a person has a draft open and return the names of the others who have.

        What cannot be noted is not: a full disk must not keep a draft from being opened and copied from.
        """
        with suppress(WorkspaceUnavailable), self._database.writing() as session:
            session.merge(PresenceRow(draft_id=draft_id, account_id=person.id, seen_at=self._clock()))
        return self.others(draft_id, person)

    def others(self, draft_id: int, person: Person) -> Sequence[str]:
        """Return the names of the others who have a draft open, in alphabetical order."""
        since = self._clock() - HERE_FOR
        asked = (
            select(AccountRow.name)
            .join(PresenceRow, PresenceRow.account_id == AccountRow.id)
            .where(PresenceRow.draft_id == draft_id, PresenceRow.account_id != person.id, PresenceRow.seen_at >= since)
            .order_by(AccountRow.name)
        )
        with self._database.reading() as session:
            return list(session.scalars(asked))
