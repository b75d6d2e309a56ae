"""The work of an import, done by whoever claims it: checking, publishing by one commit, and taking back by another."""

import logging
import secrets
from collections.abc import Callable
from collections.abc import Collection as AbstractCollection
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from portal.domain.errors import PortalError
from portal.domain.file_type import TABLES
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text
from portal.domain.spreadsheet_import import ImportMode
from portal.domain.spreadsheet_import import ImportNotSo
from portal.domain.spreadsheet_import import ImportState
from portal.domain.spreadsheet_import import Staying
from portal.domain.workflow import Action
from portal.domain.workflow import DraftState
from portal.history.author import Author
from portal.history.errors import EditConflict
from portal.history.history import History
from portal.history.publication import ContentRepository
from portal.history.publication import blob_id_of
from portal.library.shelf import Shelf
from portal.publishing.import_check import DryRun
from portal.publishing.import_check import NewFile
from portal.publishing.import_check import Progress
from portal.publishing.import_check import Surroundings
from portal.publishing.import_check import dry_run
from portal.publishing.import_undo import Naming
from portal.publishing.import_undo import Since
from portal.publishing.import_undo import UndoPlan
from portal.publishing.import_undo import undo_plan
from portal.publishing.rights import NotPermitted
from portal.publishing.rights import Permission
from portal.publishing.rights import Refusal
from portal.publishing.rights import may
from portal.uploads.checked_file import check_file
from portal.uploads.refusal import Refused
from portal.uploads.table_reading import read_table
from portal.workspace.draft_parts import Beginning
from portal.workspace.kept_import import Import

if TYPE_CHECKING:  # what brings the database is loaded late
    from portal.workspace.account_book import AccountBook
    from portal.workspace.draft_book import DraftBook
    from portal.workspace.import_book import ImportBook

LOG = logging.getLogger(__name__)
MOST_BYTES = 10 * 1024 * 1024
MOST_FAULTS = 10_000
"""So many are kept of one dry run; more tell nobody more."""
OUTAGE = "outage"
UNEXPECTED = "unexpected"
CHANGED = "changed-meanwhile"
HINDERED = "hindered"
BACK: Mapping[ImportState, ImportState] = {
    ImportState.CHECKING: ImportState.FAULTY,
    ImportState.IMPORTING: ImportState.READY,
    ImportState.UNDOING: ImportState.IMPORTED,
}
"""Where an import stands again when its work has failed before anything was changed."""


@dataclass(frozen=True, slots=True)
class ImportWork:
    """What an import waits for, done wholly or not at all; rights are asked of the database again."""

    content: Path
    shelf: Callable[[], Shelf]
    repository: ContentRepository
    book: "ImportBook"
    drafts: "DraftBook"
    accounts: "AccountBook"
    announce: Callable[[AbstractCollection[Ref]], None]
    naming: Naming

    def undo_plan(self, kept: Import) -> UndoPlan:
        """Return what an undo would take away now, and what it would leave."""
        if kept.report.get("mode") == ImportMode.DRAFTS:
            return self._drafts_to_discard(kept)
        files: Mapping[str, str] = kept.report.get("files", {})
        whole = frozenset(ref for text in kept.report.get("whole", ()) if (ref := ref_from_text(text)))
        since = Since(self.content, self.repository.blob_ids(files), self.drafts.open_keys(), self.naming)
        return undo_plan(files, whole, since)

    def work(self, import_id: int) -> Import:
        """Do what an import waits for, and return it as it stands then.

        Where another worker does it already, or there is nothing to do, it is returned as it is.
        A failure changes nothing in the content; it is kept with the import for the page to tell.
        """
        worker = secrets.token_hex(8)
        kept = self.book.claim(import_id, worker)
        if kept is None:
            return self.book.get(import_id)
        try:
            self._do(kept, worker)
        except ImportNotSo:
            LOG.warning("Import %s: another process goes on with it.", import_id)
        except PortalError as error:
            LOG.warning("Import %s: %s", import_id, error)
            self._fail(import_id, worker, OUTAGE, str(error))
        except Exception as error:
            LOG.exception("Import %s failed.", import_id)
            self._fail(import_id, worker, UNEXPECTED, type(error).__name__)
        return self.book.get(import_id)

    def work_on_waiting(self) -> Sequence[Import]:
        """Go on with every import whose worker has died; returns them as they stand then."""
        return [self.work(each.id) for each in self.book.waiting()]

    def _do(self, kept: Import, worker: str) -> None:
        match kept.state:
            case ImportState.CHECKING:
                self._check(kept, worker, self._author(kept, "by"))
            case ImportState.IMPORTING if kept.report["mode"] == ImportMode.DRAFTS:
                self._make_drafts(kept, worker)
            case ImportState.IMPORTING:
                self._publish(kept, worker)
            case ImportState.INDEXING:
                self._announce(kept, worker, ImportState.IMPORTED)
            case ImportState.UNDOING:
                self._undo(kept, worker)

    def _check(self, kept: Import, worker: str, by: Person) -> DryRun | None:
        """Check an import and say where it stands then; returns the run where nothing is wrong."""

        def progress(done: int, total: int) -> None:
            self.book.beat(kept.id, worker, done=done, total=total)

        run = self.dry_run(self.book.content(kept.id), kept.file_name, kept.collection, by, progress)
        if isinstance(run, Refused):
            self.book.step(kept.id, worker, ImportState.FAULTY, refused=asdict(run), faults=[], fault_count=0)
            return None
        faults = [asdict(fault) for fault in run.faults[:MOST_FAULTS]]
        counts = {"rows": run.rows, "entries": len(run.files), "fault_count": len(run.faults)}
        found: dict[str, Any] = {**counts, "faults": faults}
        if run.faults:
            self.book.step(kept.id, worker, ImportState.FAULTY, **found)
            return None
        if kept.state is ImportState.CHECKING:
            self.book.step(kept.id, worker, ImportState.READY, **found)
        return run

    def dry_run(
        self, data: bytes, name: str, collection: Collection, by: Person, progress: Progress
    ) -> DryRun | Refused:
        """Return what a file would become, or why it cannot be read."""
        checked = check_file(data, name, TABLES, MOST_BYTES)
        table = checked if isinstance(checked, Refused) else read_table(data, checked)
        if isinstance(table, Refused):
            return table
        around = Surroundings(self.content, self.shelf(), self.drafts.open_keys(), by)
        return dry_run(table, collection, around, progress)

    def _make_drafts(self, kept: Import, worker: str) -> None:
        by = self._author(kept, "ordered_by")
        run = self._check(kept, worker, by)
        if run is not None:
            beginnings = [Beginning(each.ref, each.language, each.original, each.typed) for each in run.files]
            self.book.finish_as_drafts(kept.id, worker, beginnings, by)

    def _publish(self, kept: Import, worker: str) -> None:
        files: Mapping[str, str] = kept.report.get("files", {})
        if files and self.repository.blob_ids(files) == files:
            # The worker before died between the commit and the word of it.
            self._announce(self._note_commit(kept, worker, self._commit_of(next(iter(files)))), worker)
            return
        by = self._author(kept, "ordered_by")
        run = self._check(kept, worker, by)
        if run is None:
            return
        self.book.beat(kept.id, worker, **_plan(run.files))
        message = f"import {len(run.files)} files into {kept.collection}: {kept.file_name}"
        try:
            done = self.repository.publish(
                {each.path: each.text.encode("utf-8") for each in run.files},
                {each.path: None for each in run.files},
                Author(f"account-{by.id}", by.name),
                message,
                [("Import", str(kept.id)), ("Published-by", by.name)],
            )
        except EditConflict:
            # Somebody published one of them in this very moment: the check tells which.
            if self._check(kept, worker, by) is not None:
                self.book.step(kept.id, worker, ImportState.READY, failure=CHANGED)
            return
        self._announce(self._note_commit(kept, worker, done.commit), worker)

    def _note_commit(self, kept: Import, worker: str, commit: str | None) -> Import:
        return self.book.step(kept.id, worker, ImportState.INDEXING, commit=commit)

    def _announce(self, kept: Import, worker: str, then: ImportState = ImportState.IMPORTED) -> None:
        self.announce(_refs(kept.report["files"]))
        self.book.step(kept.id, worker, then)

    def _undo(self, kept: Import, worker: str) -> None:
        by = self._author(kept, "undo_ordered_by")
        plan = self.undo_plan(kept)
        if plan.hindrances:
            self.book.step(kept.id, worker, ImportState.IMPORTED, failure=HINDERED)
        elif kept.report.get("mode") == ImportMode.DRAFTS:
            self._discard(kept, worker, plan, by)
        else:
            self._announce(self._take_out(kept, worker, plan, by), worker, ImportState.UNDONE)

    def _take_out(self, kept: Import, worker: str, plan: UndoPlan, by: Person) -> Import:
        """Take the files out by one commit; nothing is left to do where a worker before died after it."""
        if not plan.going:
            return kept
        files: Mapping[str, str] = kept.report["files"]
        done = self.repository.publish(
            dict.fromkeys(plan.going),
            {path: files[path] for path in plan.going},
            Author(f"account-{by.id}", by.name),
            f"undo import {kept.id}: take {len(plan.going)} files out of {kept.collection}",
            [("Undoes-Import", str(kept.id)), ("Published-by", by.name)],
        )
        return self.book.step(kept.id, worker, ImportState.UNDOING, undone_by=done.commit)

    def _drafts_to_discard(self, kept: Import) -> UndoPlan:
        """Return the drafts that nobody has touched since, and those that somebody has."""
        drafts = [self.drafts.draft(draft_id) for draft_id in kept.report.get("drafts", ())]
        untouched = {each.id for each in drafts if each.version == 1 and each.state is DraftState.DRAFT}
        names = {each.id: f"{each.ref}/{each.language}" for each in drafts}
        staying = {
            names[each.id]: Staying.CHANGED if each.state.is_open else Staying.GONE
            for each in drafts
            if each.id not in untouched
        }
        return UndoPlan(tuple(names[each] for each in names if each in untouched), staying)

    def _discard(self, kept: Import, worker: str, plan: UndoPlan, by: Person) -> None:
        for draft_id in kept.report["drafts"]:
            draft = self.drafts.draft(draft_id)
            if f"{draft.ref}/{draft.language}" in plan.going:
                self.drafts.step(draft.id, draft.version, Action.DISCARD, by)
        self.book.step(kept.id, worker, ImportState.UNDONE)

    def _author(self, kept: Import, ordered: str) -> Person:
        """Return who ordered the work, with the rights of now; raises `NotPermitted` where they have lost them."""
        account = self.accounts.account(kept.by if ordered == "by" else kept.report[ordered])
        if not account.active:
            raise NotPermitted(Refusal.ROLE, f"account {account.person.id} is closed")
        demand(account.person, kept.collection)
        return account.person

    def _commit_of(self, path: str) -> str | None:
        """Return the commit that brought a file."""
        folder, _, name = path.rpartition("/")
        ref = ref_from_text(folder)
        found = History(self.content).revisions(ref, Language(Path(name).stem)) if ref else None
        return found[0].id if found else None

    def _fail(self, import_id: int, worker: str, failure: str, told: str) -> None:
        """Set an import back to where it was ordered from; past its commit it waits for the next worker instead."""
        said = {"failure": failure, "failure_told": told[:500]}
        try:
            kept = self.book.get(import_id)
            committed = kept.state is ImportState.INDEXING or (
                kept.state is ImportState.UNDOING and kept.undone_by is not None
            )
            if committed:
                self.book.release(import_id, worker, **said)
            else:
                self.book.step(import_id, worker, BACK[kept.state], **said)
        except PortalError:
            LOG.warning("Import %s: that it failed could not be kept; it is taken up again.", import_id)


def demand(by: Person, collection: Collection) -> None:
    """Raise `NotPermitted` for somebody who may not import."""
    if not may(by, Permission.IMPORT):
        raise NotPermitted(Refusal.ROLE, f"import into {collection}")


def _plan(files: Sequence[NewFile]) -> dict[str, Any]:
    """Return what an undo has to know, kept before the commit is made."""
    blobs = {each.path: blob_id_of(each.text.encode("utf-8")) for each in files}
    whole = sorted({str(each.ref) for each in files if each.language is each.original})
    return {"files": blobs, "whole": whole}


def _refs(paths: Mapping[str, str]) -> list[Ref]:
    refs = (ref_from_text(path.rpartition("/")[0]) for path in paths)
    return sorted({ref for ref in refs if ref is not None})
