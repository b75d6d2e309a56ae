"""Cases that were sent in or pasted at the desk, until they are refused or have become drafts."""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.incoming import CaseField
from portal.domain.incoming import CaseState
from portal.domain.incoming import SentCase
from portal.domain.language import Language
from portal.domain.people import Person
from portal.workspace.comment_book import MOST_WAITING
from portal.workspace.database import Database
from portal.workspace.draft_tables import DraftRow
from portal.workspace.inbox_errors import InboxFull
from portal.workspace.inbox_errors import SentCaseMissing
from portal.workspace.inbox_tables import SentCaseRow
from portal.workspace.moments import Clock
from portal.workspace.moments import now

HANDLED_KEPT = timedelta(days=30)


class SentCaseBook:
    """Keeps what was typed and what became of it."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database = database
        self._clock = clock

    def add(self, language: Language, fields: Mapping[CaseField, str]) -> SentCase:
        """Keep a case; the same one that waits already, as after a second click, is kept once.

        Raises `InboxFull`.
        """
        typed = {name.value: text for name, text in fields.items() if text}
        waiting = select(SentCaseRow).where(SentCaseRow.state == CaseState.WAITING)
        with self._database.writing() as session:
            rows = list(session.scalars(waiting))
            if len(rows) >= MOST_WAITING:
                raise InboxFull("too many cases wait")
            same = next((row for row in rows if row.fields == typed), None)
            if same is not None:
                return _case(same)
            row = SentCaseRow(language=language, fields=typed, state=CaseState.WAITING, handled_by="")
            row.at = self._clock()
            session.add(row)
            session.flush()
            return _case(row)

    def case(self, case_id: int) -> SentCase:
        """Return a case; raises `SentCaseMissing`."""
        with self._database.reading() as session:
            return _case(_row(session, case_id))

    def of_state(self, state: CaseState, most: int = 200) -> Sequence[SentCase]:
        """Return cases of one state: those that wait oldest first, the others newest first."""
        order = SentCaseRow.at if state is CaseState.WAITING else SentCaseRow.at.desc()
        with self._database.reading() as session:
            query = select(SentCaseRow).where(SentCaseRow.state == state).order_by(order).limit(most)
            return [_case(row) for row in session.scalars(query)]

    def of_draft(self, draft_id: int) -> SentCase | None:
        """Return what a draft was made from."""
        with self._database.reading() as session:
            row = session.scalar(select(SentCaseRow).where(SentCaseRow.draft_id == draft_id))
            return _case(row) if row else None

    def waiting(self) -> int:
        """Return how many cases nobody has looked at."""
        with self._database.reading() as session:
            return session.scalar(select(func.count()).where(SentCaseRow.state == CaseState.WAITING)) or 0

    def refuse(self, case_id: int, reason: str, by: Person) -> SentCase:
        """Return the case refused; raises `SentCaseMissing`."""
        with self._database.writing() as session:
            row = _row(session, case_id)
            row.fields = {**row.fields, CaseField.REASON.value: reason[:1_000]}
            return self._handled(row, CaseState.REFUSED, by)

    def became(self, case_id: int, draft_id: int, by: Person) -> SentCase:
        """Return the case tied to the draft that was made of it; raises `SentCaseMissing`."""
        with self._database.writing() as session:
            row = _row(session, case_id)
            row.draft_id = draft_id
            return self._handled(row, CaseState.DRAFTED, by)

    def forget_handled(self) -> int:
        """Delete what was handled more than thirty days ago, unless its draft is still open; returns how many."""
        before = self._clock() - HANDLED_KEPT
        old = (SentCaseRow.state != CaseState.WAITING) & (SentCaseRow.handled_at < before)
        with self._database.writing() as session:
            rows = list(session.scalars(select(SentCaseRow).where(old)))
            gone = [row for row in rows if not _is_open(session, row)]
            for row in gone:
                session.delete(row)
            return len(gone)

    def _handled(self, row: SentCaseRow, state: CaseState, by: Person) -> SentCase:
        row.state, row.handled_by, row.handled_at = state, by.name, self._clock()
        return _case(row)


def _is_open(session: Session, row: SentCaseRow) -> bool:
    draft = session.get(DraftRow, row.draft_id) if row.draft_id is not None else None
    return draft is not None and draft.open_key is not None


def _row(session: Session, case_id: int) -> SentCaseRow:
    row = session.get(SentCaseRow, case_id)
    if row is None:
        raise SentCaseMissing(f"there is no case {case_id}")
    return row


def _case(row: SentCaseRow) -> SentCase:
    known = set(CaseField)
    fields = {CaseField(name): text for name, text in row.fields.items() if name in known}
    state = CaseState(row.state)
    return SentCase(row.id, row.at, Language(row.language), fields, state, row.draft_id, row.handled_by, row.handled_at)
