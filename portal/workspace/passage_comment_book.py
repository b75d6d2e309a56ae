"""Remarks on passages of drafts: kept with the draft, answered and settled."""

from collections.abc import Mapping
from collections.abc import Sequence

from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update

from portal.domain.draft import Draft
from portal.domain.passage_comment import PassageComment
from portal.domain.people import Person
from portal.workspace.database import Database
from portal.workspace.draft_errors import RemarkMissing
from portal.workspace.draft_errors import RemarksFull
from portal.workspace.draft_rows import NOBODY
from portal.workspace.draft_tables import PassageCommentRow
from portal.workspace.moments import Clock
from portal.workspace.moments import now

MOST_OF_A_DRAFT = 500
"""More than this nobody can work through; what comes then is turned away."""


class PassageCommentBook:
    """Keeps remarks; who may is decided before anybody asks the book."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database = database
        self._clock = clock

    def add(self, draft: Draft, field: str, quote: str, text: str, by: Person) -> None:
        """Keep a remark, or an answer where somebody has remarked on the same words of the same field.

        The same one by the same person, as after a second click, is kept once.
        Raises `RemarksFull`.
        """
        row = PassageCommentRow
        with self._database.writing() as session:
            here = row.draft_id == draft.id
            if (session.scalar(select(func.count()).where(here)) or 0) >= MOST_OF_A_DRAFT:
                raise RemarksFull(f"draft {draft.id} has too many remarks")
            same = here & (row.field == field) & (row.quote == quote) & (row.text == text) & (row.account_id == by.id)
            if session.scalar(select(row.id).where(same, row.resolved_at.is_(None))) is not None:
                return
            fresh = row(draft_id=draft.id, field=field, quote=quote, text=text, version=draft.version, resolved_by="")
            fresh.account_id, fresh.name, fresh.at = by.id, by.name, self._clock()
            session.add(fresh)

    def of_draft(self, draft_id: int) -> Sequence[PassageComment]:
        """Return the remarks on a draft, the oldest first."""
        with self._database.reading() as session:
            row = PassageCommentRow
            rows = session.scalars(select(row).where(row.draft_id == draft_id).order_by(row.id))
            return [_comment(each) for each in rows]

    def find(self, draft_id: int, comment_id: int) -> PassageComment:
        """Return a remark on a draft; raises `RemarkMissing`."""
        with self._database.reading() as session:
            row = session.get(PassageCommentRow, comment_id)
            if row is None or row.draft_id != draft_id:
                raise RemarkMissing(f"draft {draft_id} has no remark {comment_id}")
            return _comment(row)

    def resolve(self, comment: PassageComment, by: Person) -> None:
        """Settle a remark with all its answers; what is settled already keeps who settled it."""
        row = PassageCommentRow
        thread = (row.draft_id == comment.draft) & (row.field == comment.field) & (row.quote == comment.quote)
        with self._database.writing() as session:
            settled = {"resolved_at": self._clock(), "resolved_by": by.name}
            session.execute(update(row).where(thread, row.resolved_at.is_(None)).values(settled))

    def open_counts(self) -> Mapping[int, int]:
        """Return how many open remarks each draft has, those without any left out."""
        row = PassageCommentRow
        with self._database.reading() as session:
            asked = select(row.draft_id, func.count()).where(row.resolved_at.is_(None)).group_by(row.draft_id)
            return {found[0]: found[1] for found in session.execute(asked)}


def _comment(row: PassageCommentRow) -> PassageComment:
    return PassageComment(
        id=row.id,
        draft=row.draft_id,
        field=row.field,
        quote=row.quote,
        text=row.text,
        version=row.version,
        person=row.account_id or NOBODY,
        name=row.name,
        at=row.at,
        resolved_at=row.resolved_at,
        resolved_by=row.resolved_by,
    )
