"""Drafts: every acknowledged save is kept, and nobody overwrites what they have not seen."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.draft import Draft
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text
from portal.domain.workflow import Action
from portal.domain.workflow import DraftState
from portal.domain.workflow import ReviewTask
from portal.domain.workflow import next_state
from portal.workspace.database import Database
from portal.workspace.draft_errors import DraftMissing
from portal.workspace.draft_errors import DraftMoved
from portal.workspace.draft_errors import StepImpossible
from portal.workspace.draft_parts import Beginning
from portal.workspace.draft_parts import LiveFile
from portal.workspace.draft_parts import Step
from portal.workspace.draft_rows import NOBODY
from portal.workspace.draft_rows import draft_from
from portal.workspace.draft_tables import DraftRow
from portal.workspace.draft_tables import DraftStepRow
from portal.workspace.draft_tables import SaveRow
from portal.workspace.draft_tables import SignOffRow
from portal.workspace.moments import Clock
from portal.workspace.moments import now


class DraftBook:
    """Begins, saves and moves drafts; who may is decided before anybody asks the book."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database = database
        self._clock = clock

    def begin(self, beginning: Beginning, by: Person) -> Draft:
        """Return the open draft of the entry and language: a new one, or the one that is open already."""
        with self._database.writing() as session:
            open_one = session.scalar(select(DraftRow).where(DraftRow.open_key == _open_key(beginning)))
            return draft_from(session, open_one or self.insert(session, beginning, by))

    def draft(self, draft_id: int) -> Draft:
        """Return a draft; raises `DraftMissing`."""
        with self._database.reading() as session:
            return draft_from(session, _row(session, draft_id))

    def open_draft(self, ref: Ref, language: Language) -> Draft | None:
        """Return the open draft of an entry and language."""
        with self._database.reading() as session:
            row = session.scalar(select(DraftRow).where(DraftRow.open_key == f"{ref}/{language}"))
            return draft_from(session, row) if row else None

    def open_drafts(self) -> Sequence[Draft]:
        """Return every open draft, the one saved last first."""
        with self._database.reading() as session:
            rows = session.scalars(
                select(DraftRow).where(DraftRow.open_key.is_not(None)).order_by(DraftRow.saved_at.desc())
            )
            return [draft_from(session, row) for row in rows]

    def open_names(self) -> Mapping[tuple[Ref, Language], int]:
        """Return the ids of the open drafts by entry and language, without reading what was typed."""
        with self._database.reading() as session:
            rows = session.execute(
                select(DraftRow.ref, DraftRow.language, DraftRow.id).where(DraftRow.open_key.is_not(None))
            )
            named = ((ref_from_text(ref), Language(language), draft_id) for ref, language, draft_id in rows)
            return {(ref, language): draft_id for ref, language, draft_id in named if ref is not None}

    def due(self) -> Sequence[Draft]:
        """Return the drafts whose moment of publishing has come, the earliest first."""
        with self._database.reading() as session:
            waiting = (DraftRow.state == DraftState.SCHEDULED) & (DraftRow.publish_at <= self._clock())
            rows = session.scalars(select(DraftRow).where(waiting).order_by(DraftRow.publish_at))
            return [draft_from(session, row) for row in rows]

    def save(
        self, draft_id: int, version: int, typed: Mapping[str, str], by: Person, *, onto: LiveFile | None = None
    ) -> Draft:
        """Return the draft with what was typed, one version on; unchanged text makes no new version.

        `onto` puts the draft on a newer live file, with which the text has been merged.
        The sign-offs of the older version no longer count.
        Raises `DraftMoved` when the version is no longer the newest, `StepImpossible` when the draft is closed.
        """

        def fill(session: Session, row: DraftRow) -> bool:
            if onto is None and row.typed == dict(typed):
                return False
            if onto is not None:
                row.base, row.base_text = onto.blob, onto.text
            row.typed, row.version = dict(typed), row.version + 1
            row.saved_by_id, row.saved_by_name, row.saved_at = by.id, by.name, self._clock()
            session.add(_save(row))
            row.publish_at = None
            return True

        return self._move(draft_id, version, Action.SAVE, fill)

    def describe(self, draft_id: int, version: int, *, reason: str, minor: bool, machine_made: bool) -> Draft:
        """Return the draft with what its writer says about the change.

        Whoever has signed the version signed what is said of it too: another label makes another version.
        """

        def fill(session: Session, row: DraftRow) -> bool:
            relabelled = (row.minor, row.machine_made) != (minor, machine_made)
            signed = (SignOffRow.draft_id == row.id) & (SignOffRow.version == row.version)
            row.reason, row.minor, row.machine_made = reason[:1000], minor, machine_made
            if not relabelled or session.scalar(select(SignOffRow.id).where(signed).limit(1)) is None:
                return relabelled
            row.version += 1
            session.add(_save(row))
            row.publish_at = None
            return True

        return self._move(draft_id, version, Action.SAVE, fill)

    def sign(self, draft_id: int, version: int, task: ReviewTask, by: Person) -> Draft:
        """Return the draft signed for one task in the version that was looked at."""

        def fill(session: Session, row: DraftRow) -> bool:
            asked = (SignOffRow.draft_id == row.id) & (SignOffRow.version == version) & (SignOffRow.task == task)
            if session.scalar(select(SignOffRow).where(asked)) is None:
                signed = SignOffRow(draft_id=row.id, task=task, version=version, account_id=by.id, name=by.name)
                signed.at = self._clock()
                session.add(signed)
                self._note(session, row, Action.SIGN, by, task)
            return True

        return self._move(draft_id, version, Action.SIGN, fill)

    def step(
        self,
        draft_id: int,
        version: int,
        action: Action,
        by: Person,
        *,
        reason: str = "",
        publish_at: datetime | None = None,
    ) -> Draft:
        """Return the draft after an action: submitted, returned, scheduled, published or discarded."""

        def fill(session: Session, row: DraftRow) -> bool:
            row.publish_at = publish_at
            self._note(session, row, action, by, reason)
            return True

        return self._move(draft_id, version, action, fill)

    def note_publication(self, draft_id: int, version: int, live: LiveFile, by: Person) -> Draft:
        """Return the draft after a version of it was published, which it is whatever has happened to it since.

        As a rule it is closed. One that somebody saved, returned or took back in the meantime stays open on what is
        now live, of which it is a later version; noting the same publication twice changes nothing.
        """
        with self._database.writing() as session:
            row = _row(session, draft_id)
            state = DraftState(row.state)
            if row.version == version and state is DraftState.PUBLISHED:
                return draft_from(session, row)
            if row.version == version and next_state(state, Action.PUBLISH) is not None:
                row.state, row.open_key, row.publish_at = DraftState.PUBLISHED, None, None
            else:
                row.base, row.base_text = live.blob, live.text
            self._note(session, row, Action.PUBLISH, by, "")
            session.flush()
            return draft_from(session, row)

    def steps(self, draft_id: int) -> Sequence[Step]:
        """Return the way of a draft, the oldest step first."""
        with self._database.reading() as session:
            rows = session.scalars(
                select(DraftStepRow).where(DraftStepRow.draft_id == draft_id).order_by(DraftStepRow.id)
            )
            return [Step(Action(row.action), row.reason, row.account_id or NOBODY, row.name, row.at) for row in rows]

    def typed_at(self, draft_id: int, version: int) -> Mapping[str, str]:
        """Return what was typed in an older version; raises `DraftMissing` where it is not kept."""
        with self._database.reading() as session:
            asked = (SaveRow.draft_id == draft_id) & (SaveRow.version == version)
            row = session.scalar(select(SaveRow).where(asked))
            if row is None:
                raise DraftMissing(f"draft {draft_id} has no version {version}")
            return dict(row.typed)

    def open_keys(self) -> frozenset[str]:
        """Return which language versions have an open draft: `collection/id/language`."""
        with self._database.reading() as session:
            keys = session.scalars(select(DraftRow.open_key).where(DraftRow.open_key.is_not(None)))
            return frozenset(key for key in keys if key is not None)

    def insert(self, session: Session, beginning: Beginning, by: Person) -> DraftRow:
        """Return the row of a new draft, as a part of somebody else's transaction."""
        moment = self._clock()
        row = DraftRow(
            ref=str(beginning.ref),
            language=beginning.language,
            original=beginning.original,
            open_key=_open_key(beginning),
            state=DraftState.DRAFT,
            version=1,
            typed=dict(beginning.typed),
            base=beginning.live.blob,
            base_text=beginning.live.text,
            reason="",
            minor=False,
            machine_made=beginning.machine_made,
        )
        row.author_id, row.author_name = by.id, by.name
        row.saved_by_id, row.saved_by_name = by.id, by.name
        row.created_at = row.saved_at = moment
        session.add(row)
        session.flush()
        session.add(_save(row))
        return row

    def _move(self, draft_id: int, version: int, action: Action, fill: Callable[[Session, DraftRow], bool]) -> Draft:
        """Let `fill` change the row; the state moves on where it says that something has changed."""
        with self._database.writing() as session:
            row = _row(session, draft_id)
            state = next_state(DraftState(row.state), action)
            if state is None:
                raise StepImpossible(action, DraftState(row.state))
            if row.version != version:
                raise DraftMoved(draft_from(session, row))
            if fill(session, row):
                row.state = state
                row.open_key = row.open_key if state.is_open else None
            session.flush()
            return draft_from(session, row)

    def _note(self, session: Session, row: DraftRow, action: Action, by: Person, reason: str) -> None:
        step = DraftStepRow(draft_id=row.id, action=action, reason=reason, account_id=by.id, name=by.name)
        step.at = self._clock()
        session.add(step)


def _open_key(beginning: Beginning) -> str:
    return f"{beginning.ref}/{beginning.language}"


def _save(row: DraftRow) -> SaveRow:
    return SaveRow(
        draft_id=row.id,
        version=row.version,
        account_id=row.saved_by_id,
        name=row.saved_by_name,
        at=row.saved_at,
        typed=dict(row.typed),
    )


def _row(session: Session, draft_id: int) -> DraftRow:
    row = session.get(DraftRow, draft_id)
    if row is None:
        raise DraftMissing(f"there is no draft {draft_id}")
    return row
