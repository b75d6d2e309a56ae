"""Imports: the files as they came, what their dry run found, and who is at work on them."""

from collections.abc import Collection as AbstractCollection
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.people import Person
from portal.domain.reference import Collection
from portal.domain.spreadsheet_import import AT_WORK
from portal.domain.spreadsheet_import import ImportMissing
from portal.domain.spreadsheet_import import ImportNotSo
from portal.domain.spreadsheet_import import ImportState
from portal.workspace.database import Database
from portal.workspace.draft_book import DraftBook
from portal.workspace.draft_parts import Beginning
from portal.workspace.inbox_tables import ImportRow
from portal.workspace.kept_import import Import
from portal.workspace.moments import Clock
from portal.workspace.moments import now

LEASE = timedelta(seconds=60)
"""After so long without a word from whoever works on an import, somebody else takes it up."""
WORKER = "worker"
UNTIL = "worker_until"


class ImportBook:
    """Keeps imports; each step is a transaction, so that whoever takes one up sees how far it is."""

    def __init__(self, database: Database, drafts: DraftBook, clock: Clock = now) -> None:
        self._database = database
        self._drafts = drafts
        self._clock = clock

    def add(self, collection: Collection, file_name: str, content: bytes, by: Person) -> Import:
        """Return a new import that waits to be checked."""
        row = ImportRow(at=self._clock(), account_id=by.id, name_of_importer=by.name[:120], collection=collection)
        row.file_name, row.content = file_name[:200], content
        row.state, row.report = ImportState.CHECKING, {}
        with self._database.writing() as session:
            session.add(row)
            session.flush()
            return self._import(row)

    def get(self, import_id: int) -> Import:
        """Return an import; raises `ImportMissing`."""
        with self._database.reading() as session:
            return self._import(_row(session, import_id))

    def content(self, import_id: int) -> bytes:
        """Return the file as it came; raises `ImportMissing`."""
        with self._database.reading() as session:
            return _row(session, import_id).content

    def recent(self, most: int = 50) -> Sequence[Import]:
        """Return imports, the newest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(ImportRow).order_by(ImportRow.id.desc()).limit(most))
            return [self._import(row) for row in rows]

    def waiting(self) -> Sequence[Import]:
        """Return the imports that wait for somebody to work on them, the oldest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(ImportRow).where(ImportRow.state.in_(AT_WORK)).order_by(ImportRow.id))
            found = [self._import(row) for row in rows]
        return [each for each in found if each.waits_for_worker]

    def claim(self, import_id: int, worker: str) -> Import | None:
        """Return the import for a worker to work on, None where there is nothing to do or somebody does it."""
        with self._database.writing() as session:
            row = _row(session, import_id)
            if not self._import(row).waits_for_worker:
                return None
            self._hold(row, worker, {})
            return self._import(row)

    def beat(self, import_id: int, worker: str, **said: Any) -> None:
        """Keep how far a worker is and hold the import for it; raises `ImportNotSo` when another has taken it up."""
        with self._database.writing() as session:
            row = _row(session, import_id)
            self._check_holder(row, worker)
            self._hold(row, worker, said)

    def order(self, import_id: int, before: AbstractCollection[ImportState], then: ImportState, **said: Any) -> Import:
        """Return the import set to work by a person; raises `ImportNotSo` when it does not stand where they saw it."""
        with self._database.writing() as session:
            row = _row(session, import_id)
            if row.state not in before:
                raise ImportNotSo(f"import {import_id} is {row.state}")
            row.state, row.report = then, _free(row.report) | said
            return self._import(row)

    def step(
        self,
        import_id: int,
        worker: str,
        then: ImportState,
        *,
        commit: str | None = None,
        undone_by: str | None = None,
        **said: Any,
    ) -> Import:
        """Return the import one step on; the worker keeps it while there is more to do."""
        with self._database.writing() as session:
            row = _row(session, import_id)
            self._check_holder(row, worker)
            row.state, row.commit = then, commit or row.commit
            row.undone_by = undone_by or row.undone_by
            self._hold(row, worker, said)
            if then not in AT_WORK:
                row.report = _free(row.report)
            return self._import(row)

    def release(self, import_id: int, worker: str, **said: Any) -> None:
        """Let another worker take the import up at once, in the state in which it is."""
        with self._database.writing() as session:
            row = _row(session, import_id)
            self._check_holder(row, worker)
            row.report = _free(row.report) | said

    def finish_as_drafts(self, import_id: int, worker: str, beginnings: Sequence[Beginning], by: Person) -> Import:
        """Return the import done, with a draft for each beginning: all of them or none.

        Raises `ImportNotSo` where somebody has begun one of them meanwhile.
        """
        try:
            with self._database.writing() as session:
                row = _row(session, import_id)
                self._check_holder(row, worker)
                ids = [self._drafts.insert(session, each, by).id for each in beginnings]
                row.state, row.report = ImportState.IMPORTED, _free(row.report) | {"drafts": ids}
                return self._import(row)
        except IntegrityError as error:
            raise ImportNotSo("somebody has begun one of the entries meanwhile") from error

    def _import(self, row: ImportRow) -> Import:
        until = row.report.get(UNTIL)
        held = until is not None and datetime.fromisoformat(until) > self._clock()
        return Import(
            id=row.id,
            at=row.at,
            by=row.account_id or 0,
            by_name=row.name_of_importer,
            collection=Collection(row.collection),
            file_name=row.file_name,
            state=ImportState(row.state),
            report=dict(row.report),
            commit=row.commit,
            undone_by=row.undone_by,
            waits_for_worker=row.state in AT_WORK and not held,
        )

    def _hold(self, row: ImportRow, worker: str, said: Mapping[str, Any]) -> None:
        row.report = {**row.report, **said, WORKER: worker, UNTIL: (self._clock() + LEASE).isoformat()}

    def _check_holder(self, row: ImportRow, worker: str) -> None:
        if row.report.get(WORKER) != worker:
            raise ImportNotSo(f"import {row.id} has been taken up by another process")


def _free(report: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in report.items() if name not in {WORKER, UNTIL}}


def _row(session: Session, import_id: int) -> ImportRow:
    row = session.get(ImportRow, import_id)
    if row is None:
        raise ImportMissing(f"there is no import {import_id}")
    return row
