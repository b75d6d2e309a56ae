"""From the rows of a draft to the draft."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.draft import Draft
from portal.domain.draft import SignOff
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.workflow import DraftState
from portal.domain.workflow import ReviewTask
from portal.workspace.draft_tables import DraftRow
from portal.workspace.draft_tables import SaveRow
from portal.workspace.draft_tables import SignOffRow

NOBODY = 0
"""Stands for an account that is no more."""


def draft_from(session: Session, row: DraftRow) -> Draft:
    """Return the draft that a row and what belongs to it hold."""
    writers = session.scalars(select(SaveRow.account_id).where(SaveRow.draft_id == row.id).distinct())
    collection, _, entry = row.ref.partition("/")
    return Draft(
        id=row.id,
        ref=Ref(Collection(collection), entry),
        language=Language(row.language),
        original=Language(row.original),
        typed=dict(row.typed),
        version=row.version,
        state=DraftState(row.state),
        author=row.author_id or NOBODY,
        author_name=row.author_name,
        saved_by=row.saved_by_id or NOBODY,
        saved_by_name=row.saved_by_name,
        saved_at=row.saved_at,
        created_at=row.created_at,
        base=row.base,
        base_text=row.base_text,
        reason=row.reason,
        minor=row.minor,
        machine_made=row.machine_made,
        publish_at=row.publish_at,
        sign_offs=_sign_offs(session, row),
        writers=frozenset(each for each in writers if each is not None),
    )


def _sign_offs(session: Session, row: DraftRow) -> tuple[SignOff, ...]:
    rows = session.scalars(select(SignOffRow).where(SignOffRow.draft_id == row.id).order_by(SignOffRow.id))
    return tuple(
        SignOff(ReviewTask(each.task), each.account_id or NOBODY, each.name, each.version, each.at) for each in rows
    )
