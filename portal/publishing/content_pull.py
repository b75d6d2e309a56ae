"""Taking over what others have committed elsewhere: fetched, checked, refused with a report or shown at once."""

import tempfile
from collections.abc import Callable
from collections.abc import Collection as AbstractCollection
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import AbstractContextManager
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from portal.domain.draft import Draft
from portal.domain.problem import Problem
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text
from portal.history.incoming import Incoming
from portal.history.remote import Remote
from portal.library.library import read_library
from portal.library.shelf import Shelf
from portal.publishing.editorial_desk import EditorialDesk

if TYPE_CHECKING:  # what brings the database is loaded late
    from portal.workspace.workspace import Workspace

MOST_LINES = 200
"""Of a report; whoever has more faults than that starts with these."""

Fault = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class PullReport:
    """What a pull brought: the entries, other files such as vocabularies, and the open drafts it has overtaken."""

    commit: str
    entries: tuple[Ref, ...]
    others: tuple[str, ...]
    overtaken: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class ContentPull:
    """Pulls from one repository; `rebuild` brings everything in step where words changed that many entries use."""

    remote: Remote
    shelf: Callable[[], Shelf]
    desk: EditorialDesk
    workspace: "Workspace"
    announce: Callable[[AbstractCollection[Ref]], None]
    rebuild: Callable[[], object]
    noted: Callable[[AbstractCollection[Ref]], AbstractContextManager[None]]

    def pull(self) -> PullReport:
        """Take over what is new there, all of it or nothing.

        Raises `PullRefused` with a report where it brings faults that are not here already, `RemoteUnreachable`, and
        what a publication raises.
        """
        with ExitStack() as underway:

            def check(incoming: Incoming) -> Sequence[str]:
                report = self._check(incoming)
                if not report:
                    underway.enter_context(self.noted(refs_of_paths(incoming.changed)))
                return report

            done = self.remote.pull(check)
            entries, others = _sorted_out(done.changed)
            self._show(entries, others)
        if done.changed:
            self.workspace.audit.note(None, "pull", done.commit[:12], files=len(done.changed))
        return PullReport(done.commit, entries, others, self._overtaken(entries))

    def run(self) -> Mapping[str, str | int]:
        """Do the same as a chore, and return what to tell of it."""
        report = self.pull()
        return {"entries": len(report.entries), "others": len(report.others), "overtaken": len(report.overtaken)}

    def _show(self, entries: AbstractCollection[Ref], others: AbstractCollection[str]) -> None:
        """Let readers and search have it; words that many entries use are looked for in all of them."""
        if others:
            self.rebuild()
        elif entries:
            self.announce(entries)

    def _check(self, incoming: Incoming) -> Sequence[str]:
        """Return the faults that the content would have and has not now."""
        known = {_fault(problem) for problem in self.shelf().problems}
        with tempfile.TemporaryDirectory(prefix="silta-pull-") as folder:
            incoming.write_to(Path(folder))
            problems = read_library(Path(folder)).problems
        return [str(problem) for problem in problems if _fault(problem) not in known][:MOST_LINES]

    def _overtaken(self, entries: AbstractCollection[Ref]) -> tuple[Draft, ...]:
        touched = [draft for draft in self.workspace.drafts.open_drafts() if draft.ref in entries]
        return tuple(draft for draft in touched if self.desk.live.is_overtaken(draft))


def _fault(problem: Problem) -> Fault:
    """Return what makes a fault the same one: a line above it may have moved it."""
    return problem.file, problem.field, problem.rule, problem.message


def _sorted_out(paths: AbstractCollection[str]) -> tuple[tuple[Ref, ...], tuple[str, ...]]:
    """Return the entries that paths of the content belong to, and the paths that belong to none."""
    entries: set[Ref] = set()
    others = []
    for path in paths:
        parts = path.split("/")
        ref = ref_from_text("/".join(parts[:2])) if len(parts) > 2 and parts[0] in set(Collection) else None
        if ref is None:
            others.append(path)
        else:
            entries.add(ref)
    return tuple(sorted(entries)), tuple(sorted(others))


def refs_of_paths(paths: AbstractCollection[str]) -> frozenset[Ref]:
    """Return the entries that paths of the content belong to."""
    return frozenset(_sorted_out(paths)[0])
