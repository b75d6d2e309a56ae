"""Builds the index beside the one being served, then swaps it in."""

import shutil
import time
from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from whoosh.writing import NO_MERGE

from portal.domain.language import Language
from portal.search.build_lock import build_lock
from portal.search.changes import Changes
from portal.search.changes import changes_to_hold
from portal.search.changes import changes_to_put
from portal.search.document import SearchDocument
from portal.search.draft_index import MOST_SEGMENTS
from portal.search.draft_index import Merge
from portal.search.draft_index import Report
from portal.search.draft_index import label_draft
from portal.search.draft_index import open_draft
from portal.search.draft_index import quick_merge
from portal.search.draft_index import share_base
from portal.search.draft_index import thorough_merge
from portal.search.draft_index import write_draft
from portal.search.errors import SearchUnavailable
from portal.search.generations import LOCK
from portal.search.generations import Generations
from portal.search.open_index import OpenIndex
from portal.search.open_index import Remembered
from portal.search.open_index import open_current
from portal.search.plan import Analysis
from portal.search.status import BuildProgress
from portal.search.status import BuildReport
from portal.search.status import BuildStage
from portal.search.status import IndexFault

LOCK_WAIT = 10.0


@dataclass(frozen=True)
class IndexBuilder:
    """Keeps the index in a folder up to date; several processes may have one, only one builds at a time.

    `analyse` and `signatures` come from the analysers, by language: how a text becomes words, and by which make.
    Killed at any moment, a build leaves the index it found being served.
    """

    folder: Path
    analyse: Mapping[Language, Analysis]
    signatures: Mapping[Language, str]
    wait: float = LOCK_WAIT
    remembered: Remembered = field(default_factory=Remembered)

    def build(
        self, documents: Sequence[SearchDocument], *, full: bool = False, progress: Report | None = None
    ) -> BuildReport:
        """Bring the index to hold exactly these documents, touching only those whose fingerprint changed.

        An index of many segments is tidied, for which nobody waits here.
        Everything is written anew when asked to, or when the index on disk is missing, damaged or of another make.
        Raises `IndexBusy` when another build does not end in time, `BuildFailed` when the new index is not whole.
        """
        started = time.monotonic()
        with build_lock(self.folder / LOCK, self.wait):
            base, reason = self._base()
            try:
                if full and base is not None:
                    base.retire()
                    base = None
                changes = changes_to_hold(documents, base.catalogue.fingerprints if base else {})
                merge = thorough_merge(base)
                return self._carried_out(base, changes, merge, reason, progress or _silent, started)
            finally:
                if base is not None:
                    base.retire()

    def update(self, documents: Sequence[SearchDocument], removed: Collection[str] = ()) -> BuildReport:
        """Put these documents in place of their older selves and take the removed refs out; the rest stays.

        Raises `SearchUnavailable` when there is no index to update, and what `build` raises.
        """
        started = time.monotonic()
        with build_lock(self.folder / LOCK, self.wait):
            base, reason = self._base()
            if base is None:
                raise SearchUnavailable(reason or IndexFault.NO_INDEX, "there is no index that could be updated")
            try:
                changes = changes_to_put(documents, removed, base.catalogue.fingerprints)
                merge = NO_MERGE if changes.none else quick_merge(base, 2 * MOST_SEGMENTS)
                return self._carried_out(base, changes, merge, None, _silent, started)
            finally:
                base.retire()

    def join(self) -> bool:
        """Join the smallest segments where many have gathered, which is quick; tells whether there was anything to do.

        Whoever publishes leaves it to this, and does it only where nobody did.
        Raises what `build` raises.
        """
        started = time.monotonic()
        with build_lock(self.folder / LOCK, self.wait):
            base, _ = self._base()
            if base is None:
                return False
            try:
                changes, merge = changes_to_put((), (), base.catalogue.fingerprints), quick_merge(base)
                report = self._carried_out(base, changes, merge, None, _silent, started)
                return report.generation != base.number
            finally:
                base.retire()

    def _base(self) -> tuple[OpenIndex | None, IndexFault | None]:
        """The index to start from, checked file by file, or why there is none."""
        try:
            base = open_current(Generations(self.folder), self.signatures, self.remembered)
        except SearchUnavailable as error:
            return None, error.fault
        if base.fault is not None:
            base.retire()
            return None, base.fault
        return base, None

    def _carried_out(
        self,
        base: OpenIndex | None,
        changes: Changes,
        merge: Merge,
        reason: IndexFault | None,
        report: Report,
        started: float,
    ) -> BuildReport:
        """The report after the changes are made, or at once where there are none and nothing is to be merged."""
        idle = base is not None and changes.none and merge is NO_MERGE
        number = base.number if base is not None and idle else self._new_generation(base, changes, merge, report)
        # Also where nothing is to be done: a builder that was killed may not have come to it.
        Generations(self.folder).sweep(keep=number)
        report(BuildProgress(BuildStage.DONE, len(changes.write), len(changes.write)))
        return BuildReport(
            full=base is None,
            reason=reason,
            added=changes.added,
            changed=changes.changed,
            removed=len(changes.remove),
            unchanged=changes.unchanged,
            documents=changes.documents,
            generation=number,
            seconds=time.monotonic() - started,
        )

    def _new_generation(self, base: OpenIndex | None, changes: Changes, merge: Merge, report: Report) -> int:
        """The number of a new generation that is written, checked and served; a failed one is removed again."""
        generations = Generations(self.folder)
        number = generations.create()
        folder = generations.path(number)
        try:
            if base is not None:
                share_base(generations, base, number)
            index = open_draft(folder, base)
            write_draft(index, changes, self.analyse, merge, report)
            report(BuildProgress(BuildStage.CHECKING, len(changes.write), len(changes.write)))
            label_draft(folder, index, changes.documents, self.signatures, base.meta.files if base else {})
            generations.serve(number)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return number


def _silent(progress: BuildProgress) -> None:
    """Tell nobody."""
