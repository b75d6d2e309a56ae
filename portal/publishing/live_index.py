"""The index in step with the content: all of it built, or the entries that have changed put in."""

import logging
from collections.abc import Callable
from collections.abc import Collection
from dataclasses import dataclass
from dataclasses import replace

from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.library.shelf_reading import ShelfReading
from portal.publishing.index_update import index_update
from portal.publishing.live_shelf import LiveShelf
from portal.publishing.search_documents import search_documents
from portal.search.engine import SearchEngine
from portal.search.errors import IndexBusy
from portal.search.errors import SearchUnavailable
from portal.search.status import BuildProgress
from portal.search.status import BuildReport

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LiveIndex:
    """Brings shelf and index in step with the files, and tells every process.

    `plain` gives the words of a section's Markdown.
    """

    engine: SearchEngine
    live_shelf: LiveShelf
    plain: Callable[[str], str]

    def rebuild(self, *, full: bool = False, progress: Callable[[BuildProgress], None] | None = None) -> BuildReport:
        """Bring the index in step with the content on disk and tell every process; returns what was done."""
        reading = self.live_shelf.look()
        documents = list(search_documents(reading.shelf, self.plain))
        report = self.engine.build(documents, full=full, progress=progress)
        # What was published while this was at work may have been undone in the index, or have waited for its end.
        with self.live_shelf.changing(None) as step:
            update = index_update((), reading.shelf, step.after.since(reading), self.plain)
            self.engine.update(update.documents, update.removed)
        return report

    def entries_changed(self, refs: Collection[Ref]) -> None:
        """Bring shelf and index in step with the files of these entries, new and gone ones too, and tell every process.

        One process at a time does so; raises `IndexBusy` when the others take too long together.
        While the whole index is being built, pages show the change at once, and search does at the end of that build.
        """
        if not refs:
            return
        with self.live_shelf.changing(refs) as step:
            self._put(refs, step.before, step.after)

    def sources_changed(self) -> None:
        """Let every process read the sources anew, and find those entries that are others because of it.

        A source stands in no document of the index, but an entry that names an unknown one is off the shelf.
        """
        with self.live_shelf.changing(None) as step:
            before, after = step.before, step.after
            refs = frozenset(ref for ref in after.changed if before.get(ref) != after.shelf.get(ref))
            if refs:
                self._put(refs, before, replace(after, changed=refs))

    def _put(self, refs: Collection[Ref], before: Shelf, after: ShelfReading) -> None:
        update = index_update(refs, before, after, self.plain)
        try:
            self.engine.update(update.documents, update.removed)
        except IndexBusy as error:
            LOG.warning("%s The entries will be found when it is done.", error)
        except SearchUnavailable as error:
            LOG.warning("%s It is built now.", error)
            self.engine.build(list(search_documents(after.shelf, self.plain)))
