"""The files that go with drafts until they are published with them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlalchemy import delete
from sqlalchemy import select

from portal.domain.people import Person
from portal.workspace.database import Database
from portal.workspace.draft_parts import DraftAttachment
from portal.workspace.draft_tables import DraftFileRow
from portal.workspace.moments import Clock
from portal.workspace.moments import now


class DraftFileBook:
    """Keeps files of drafts; whether a file may be kept is decided before anybody asks the book."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database = database
        self._clock = clock

    def keep(self, draft_id: int, file: DraftAttachment, content: bytes, by: Person) -> None:
        """Keep a file; one of the same name is replaced."""
        with self._database.writing() as session:
            session.execute(delete(DraftFileRow).where(_is(draft_id, file.name)))
            row = DraftFileRow(draft_id=draft_id, name=file.name, media_type=file.media_type, digest=file.digest)
            row.size, row.content, row.name_of_adder, row.at = file.size, content, by.name, self._clock()
            session.add(row)

    def files(self, draft_id: int) -> Sequence[DraftAttachment]:
        """Return the files of a draft by name."""
        asked = select(DraftFileRow).where(DraftFileRow.draft_id == draft_id).order_by(DraftFileRow.name)
        with self._database.reading() as session:
            return [
                DraftAttachment(row.name, row.media_type, row.digest, row.size, row.name_of_adder)
                for row in session.scalars(asked)
            ]

    def content(self, draft_id: int, name: str) -> bytes | None:
        """Return the bytes of a file, or None where the draft has none of that name."""
        with self._database.reading() as session:
            return session.scalar(select(DraftFileRow.content).where(_is(draft_id, name)))

    def take_away(self, draft_id: int, name: str) -> None:
        """Forget a file."""
        with self._database.writing() as session:
            session.execute(delete(DraftFileRow).where(_is(draft_id, name)))


def _is(draft_id: int, name: str) -> ColumnElement[bool]:
    return (DraftFileRow.draft_id == draft_id) & (DraftFileRow.name == name)
