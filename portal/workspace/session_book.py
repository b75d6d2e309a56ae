"""What the server remembers of a browser that has signed in, or is about to."""

from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy import delete
from sqlalchemy import select

from portal.workspace.account_book import account_from
from portal.workspace.account_tables import AccountRow
from portal.workspace.account_tables import SessionRow
from portal.workspace.database import Database
from portal.workspace.moments import Clock
from portal.workspace.moments import now
from portal.workspace.secret_tokens import hash_of
from portal.workspace.secret_tokens import new_secret
from portal.workspace.unavailable import WorkspaceUnavailable
from portal.workspace.web_session import IDLE
from portal.workspace.web_session import OpenSession
from portal.workspace.web_session import WebSession

ABSOLUTE = timedelta(hours=10)
NOTED_EVERY = timedelta(minutes=1)


class SessionBook:
    """Begins, finds and ends sessions."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database = database
        self._clock = clock

    def find(self, secret: str) -> WebSession | None:
        """Return the session of a cookie while it lasts and its account is open, and note that it is in use."""
        moment = self._clock()
        with self._database.reading() as session:
            row = session.get(SessionRow, hash_of(secret))
            if row is None or not _lasts(row, moment):
                return None
            account = session.get(AccountRow, row.account_id) if row.account_id is not None else None
            if row.account_id is not None and not (account and account.active):
                return None
            person = account_from(account).person if account else None
            guarded = account is not None and account.totp_secret is not None
            ends = min(moment + IDLE, row.created_at + ABSOLUTE)
            found = WebSession(secret, dict(row.data), person, row.created_at, ends, guarded)
            noted = moment - row.seen_at < NOTED_EVERY
        if not noted:
            # A disk that takes nothing must not keep a form from coming back with what was typed into it.
            with suppress(WorkspaceUnavailable):
                self._note(secret, moment)
        return found

    def begin(self, data: Mapping[str, Any], *, account_id: int | None = None, agent: str = "") -> str:
        """Return the secret of a new session, and clear away those that have ended."""
        secret, moment = new_secret(), self._clock()
        with self._database.writing() as session:
            session.execute(delete(SessionRow).where(_ended(moment)))
            row = SessionRow(secret_hash=hash_of(secret), account_id=account_id, data=dict(data), agent=agent[:200])
            row.created_at = row.seen_at = moment
            session.add(row)
        return secret

    def keep(self, secret: str, data: Mapping[str, Any]) -> None:
        """Replace what is remembered; a session that has ended meanwhile stays ended."""
        with self._database.writing() as session:
            row = session.get(SessionRow, hash_of(secret))
            if row is not None:
                row.data = dict(data)

    def end(self, secret: str) -> None:
        """End a session at once."""
        with self._database.writing() as session:
            session.execute(delete(SessionRow).where(SessionRow.secret_hash == hash_of(secret)))

    def of(self, account_id: int) -> Sequence[OpenSession]:
        """Return the sessions of an account that last, the one used last first."""
        moment = self._clock()
        with self._database.reading() as session:
            rows = session.scalars(select(SessionRow).where(SessionRow.account_id == account_id))
            lasting = [row for row in rows if _lasts(row, moment)]
            lasting.sort(key=lambda row: row.seen_at, reverse=True)
            return [OpenSession(row.secret_hash[:16], row.agent, row.created_at, row.seen_at) for row in lasting]

    def end_of(self, account_id: int, session_id: str | None = None, *, but: str | None = None) -> None:
        """End one session of an account by its name in the list, or all of them but the one with a secret."""
        kept = hash_of(but) if but is not None else None
        with self._database.writing() as session:
            for row in session.scalars(select(SessionRow).where(SessionRow.account_id == account_id)):
                if row.secret_hash != kept and session_id in {None, row.secret_hash[:16]}:
                    session.delete(row)

    def forget_ended(self) -> int:
        """Delete the sessions that have ended; returns how many."""
        with self._database.writing() as session:
            return session.connection().execute(delete(SessionRow).where(_ended(self._clock()))).rowcount

    def _note(self, secret: str, moment: datetime) -> None:
        with self._database.writing() as session:
            row = session.get(SessionRow, hash_of(secret))
            if row is not None:
                row.seen_at = moment


def _ended(moment: datetime) -> ColumnElement[bool]:
    return (SessionRow.seen_at < moment - IDLE) | (SessionRow.created_at < moment - ABSOLUTE)


def _lasts(row: SessionRow, moment: datetime) -> bool:
    """Tell whether a session has not ended; one from the future (a clock turned back) has."""
    idle, whole = moment - row.seen_at, moment - row.created_at
    return timedelta(seconds=-5) <= idle < IDLE and timedelta(seconds=-5) <= whole < ABSOLUTE
