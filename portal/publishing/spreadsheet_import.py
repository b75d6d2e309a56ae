"""Many entries from one table: kept as it came, checked whole, brought in by one commit, and taken back by another.

What a person orders is written down first and done by a worker; when the worker dies, the next one goes on from what
the database says, and the commit alone decides whether the entries are there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.domain.file_type import TABLES
from portal.domain.people import Person
from portal.domain.people import Scope
from portal.domain.reference import Collection
from portal.domain.spreadsheet_import import ImportMode
from portal.domain.spreadsheet_import import ImportState
from portal.domain.spreadsheet_import import UndoHindered
from portal.publishing.import_check import DryRun
from portal.publishing.import_undo import UndoPlan
from portal.publishing.import_work import MOST_BYTES
from portal.publishing.import_work import ImportWork
from portal.publishing.import_work import demand
from portal.publishing.rights import NotPermitted
from portal.publishing.rights import Refusal
from portal.uploads.checked_file import check_file
from portal.uploads.refusal import Refused
from portal.workspace.kept_import import Import

if TYPE_CHECKING:  # what brings the database is loaded late
    from portal.workspace.audit_log import AuditLog
    from portal.workspace.import_book import ImportBook


@dataclass(frozen=True, slots=True)
class SpreadsheetImports:
    """The verbs of importing; pages and commands go through here, and rights are decided here."""

    at_work: ImportWork
    audit: "AuditLog"

    @property
    def book(self) -> "ImportBook":
        """The imports as they stand."""
        return self.at_work.book

    def check_now(self, data: bytes, name: str, collection: Collection, by: Person) -> DryRun | Refused:
        """Return the dry run of a file without keeping anything of it; raises `NotPermitted`."""
        demand(by, collection)
        return self.at_work.dry_run(data, name, collection, by, lambda _done, _total: None)

    def keep(self, data: bytes, name: str, collection: Collection, by: Person) -> Import | Refused:
        """Return the import of a file that is let in, to be checked by `work`; raises `NotPermitted`."""
        demand(by, collection)
        checked = check_file(data, name, TABLES, MOST_BYTES)
        if isinstance(checked, Refused):
            return checked
        kept = self.book.add(collection, checked.name, data, by)
        self.audit.note(by, "import-file", f"import/{kept.id}", file=checked.name, collection=collection)
        return kept

    def order(self, import_id: int, mode: ImportMode, by: Person) -> Import:
        """Return the import set to be done by `work`; raises `NotPermitted`, `ImportNotSo`, `ImportMissing`."""
        demand(by, self.book.get(import_id).collection)
        ordered = self.book.order(
            import_id, {ImportState.READY}, ImportState.IMPORTING, mode=mode, ordered_by=by.id, failure="", done=0
        )
        self.audit.note(by, "import", f"import/{import_id}", mode=mode)
        return ordered

    def undo_plan(self, kept: Import) -> UndoPlan:
        """Return what an undo would take away now, and what hinders it."""
        return self.at_work.undo_plan(kept)

    def order_undo(self, import_id: int, by: Person) -> Import:
        """Return the import set to be taken back by `work`; raises as `order` does, and `UndoHindered`.

        Who looks after a part of the library takes back their own imports alone.
        """
        kept = self.book.get(import_id)
        demand(by, kept.collection)
        if by.id not in {kept.by, kept.report.get("ordered_by")} and by.scope != Scope():
            raise NotPermitted(Refusal.SCOPE, f"take back import {import_id}")
        if kept.state is ImportState.IMPORTED and self.undo_plan(kept).hindrances:
            raise UndoHindered(f"import {import_id} cannot be taken back: somebody has built on it since")
        ordered = self.book.order(
            import_id, {ImportState.IMPORTED}, ImportState.UNDOING, undo_ordered_by=by.id, failure=""
        )
        self.audit.note(by, "import-undo", f"import/{import_id}")
        return ordered

    def work(self, import_id: int) -> Import:
        """Do what an import waits for, and return it as it stands then."""
        return self.at_work.work(import_id)

    def work_on_waiting(self) -> Sequence[Import]:
        """Go on with every import whose worker has died; returns them as they stand then."""
        return self.at_work.work_on_waiting()
