"""Readers' comments: kept until somebody at the desk has looked, and shown only then."""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.incoming import Moderation
from portal.domain.incoming import ReaderComment
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.workspace.database import Database
from portal.workspace.inbox_errors import CommentMissing
from portal.workspace.inbox_errors import InboxFull
from portal.workspace.inbox_tables import ReaderCommentRow
from portal.workspace.moments import Clock
from portal.workspace.moments import now

REFUSED_KEPT = timedelta(days=30)
MOST_SHOWN = 50
MOST_WAITING = 2_000
"""More than this nobody can read; what comes then is turned away until some are handled."""


class CommentBook:
    """Keeps comments and what was decided; who may decide is asked before anybody asks the book."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database = database
        self._clock = clock

    def add(self, ref: Ref, language: Language, text: str, role: str) -> None:
        """Keep a comment; the same one that waits already, as after a second click, is kept once.

        Raises `InboxFull`.
        """
        with self._database.writing() as session:
            waiting = ReaderCommentRow.state == Moderation.WAITING
            if (session.scalar(select(func.count()).where(waiting)) or 0) >= MOST_WAITING:
                raise InboxFull("too many comments wait")
            same = waiting & (ReaderCommentRow.ref == str(ref)) & (ReaderCommentRow.text == text)
            if session.scalar(select(ReaderCommentRow.id).where(same)) is not None:
                return
            row = ReaderCommentRow(ref=str(ref), language=language, text=text, role=role, answer="", handled_by="")
            row.at, row.state = self._clock(), Moderation.WAITING
            session.add(row)

    def shown(self, ref: Ref) -> Sequence[ReaderComment]:
        """Return the comments readers of an entry may see, the newest first."""
        asked = (ReaderCommentRow.ref == str(ref)) & (ReaderCommentRow.state == Moderation.SHOWN)
        query = select(ReaderCommentRow).where(asked).order_by(ReaderCommentRow.at.desc()).limit(MOST_SHOWN)
        with self._database.reading() as session:
            return [_comment(row) for row in session.scalars(query)]

    def of_state(self, state: Moderation, most: int = 200) -> Sequence[ReaderComment]:
        """Return comments of one state: those that wait oldest first, the others newest first."""
        order = ReaderCommentRow.at if state is Moderation.WAITING else ReaderCommentRow.at.desc()
        query = select(ReaderCommentRow).where(ReaderCommentRow.state == state).order_by(order).limit(most)
        with self._database.reading() as session:
            return [_comment(row) for row in session.scalars(query)]

    def comment(self, comment_id: int) -> ReaderComment:
        """Return a comment; raises `CommentMissing`."""
        with self._database.reading() as session:
            return _comment(_row(session, comment_id))

    def counts(self) -> Mapping[Moderation, int]:
        """Return how many comments there are of each state."""
        query = select(ReaderCommentRow.state, func.count()).group_by(ReaderCommentRow.state)
        with self._database.reading() as session:
            found: dict[str, int] = {each[0]: each[1] for each in session.execute(query)}
        return {state: found.get(state, 0) for state in Moderation}

    def decide(self, comment_id: int, state: Moderation, answer: str, by: Person) -> ReaderComment:
        """Return the comment shown, refused or put back; raises `CommentMissing`."""
        with self._database.writing() as session:
            row = _row(session, comment_id)
            row.state, row.answer = state, answer[:2_000]
            row.handled_by, row.handled_at = by.name, self._clock()
            return _comment(row)

    def forget_refused(self) -> int:
        """Delete what was refused more than thirty days ago; returns how many."""
        before = self._clock() - REFUSED_KEPT
        old = (ReaderCommentRow.state == Moderation.REFUSED) & (ReaderCommentRow.handled_at < before)
        with self._database.writing() as session:
            return session.connection().execute(delete(ReaderCommentRow).where(old)).rowcount


def _row(session: Session, comment_id: int) -> ReaderCommentRow:
    row = session.get(ReaderCommentRow, comment_id)
    if row is None:
        raise CommentMissing(f"there is no comment {comment_id}")
    return row


def _comment(row: ReaderCommentRow) -> ReaderComment:
    collection, _, entry = row.ref.partition("/")
    return ReaderComment(
        row.id, Ref(Collection(collection), entry), Language(row.language), row.text, row.role, row.at,
        Moderation(row.state), row.answer, row.handled_by, row.handled_at,
    )  # fmt: skip
