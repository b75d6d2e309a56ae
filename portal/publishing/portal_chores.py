"""The chores of this portal: what each does, how often, and how long it may take."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from portal.domain.people import Person
from portal.history.publication import ContentRepository
from portal.history.remote import Remote
from portal.publishing.chores import FAULT
from portal.publishing.chores import Chore
from portal.publishing.due_publications import publish_due
from portal.publishing.editorial_desk import EditorialDesk
from portal.publishing.live_index import LiveIndex
from portal.publishing.rights import NotPermitted
from portal.publishing.rights import Refusal
from portal.search.errors import IndexBusy

if TYPE_CHECKING:  # what brings the database is loaded late
    from portal.workspace.workspace import Workspace

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PortalChores:
    """What the chores work with; `remote`, `pull` and `check_links` are None where the operator wants none."""

    desk: EditorialDesk
    workspace: "Workspace"
    repository: ContentRepository
    remote: Remote | None
    pull: Callable[[], Mapping[str, str | int]] | None
    check_links: Callable[[], Mapping[str, int]] | None
    go_on_with_imports: Callable[[], Sequence[object]]
    """Takes up the imports whose process ended before them."""
    index: LiveIndex

    def chores(self) -> tuple[Chore, ...]:
        """Return the chores, those that people wait for first."""
        found = [
            Chore("publish-due", MINUTE, 10 * MINUTE, self._publish_due),
            Chore("imports", MINUTE, 10 * MINUTE, self._go_on_with_imports),
            Chore("join", 5 * MINUTE, 5 * MINUTE, self._join),
            Chore("forget", HOUR, 10 * MINUTE, self._forget),
            Chore("tidy", DAY - HOUR, HOUR, self._tidy, at_night=True),
            Chore("index", DAY - HOUR, HOUR, self._rebuild_index, at_night=True),
        ]
        if self.pull is not None:
            found.insert(1, Chore("pull", 5 * MINUTE, 15 * MINUTE, self.pull))
        if self.remote is not None:
            found.insert(-2, Chore("push", 5 * MINUTE, 5 * MINUTE, self._push))
        if self.check_links is not None:
            found.append(Chore("check-links", 6 * HOUR, HOUR, self.check_links))
        return tuple(found)

    def _publish_due(self) -> Mapping[str, str | int]:
        due = len(self.workspace.drafts.due())
        failed = publish_due(self.desk, self._person) if due else {}
        report: dict[str, str | int] = {"published": due - len(failed)}
        if failed:
            report[FAULT] = "; ".join(f"draft {draft}: {why}" for draft, why in failed.items())[:1000]
        return report

    def _go_on_with_imports(self) -> Mapping[str, str | int]:
        return {"done": len(self.go_on_with_imports())}

    def _person(self, account_id: int) -> Person:
        """Return who scheduled a draft; an account that was closed since publishes nothing."""
        account = self.workspace.accounts.account(account_id)
        if not account.active:
            raise NotPermitted(Refusal.ROLE, f"account {account_id} is closed")
        return account.person

    def _push(self) -> Mapping[str, str | int]:
        waiting = self.remote.unpushed() if self.remote else 0
        if not self.remote or waiting == 0:
            return {"unsent": 0}
        return {"outcome": self.remote.push().value, "unsent": self.remote.unpushed() or 0}

    def _tidy(self) -> Mapping[str, str | int]:
        self.repository.tidy()
        return {"tidied": 1}

    def _join(self) -> Mapping[str, str | int]:
        """Join what changes have left in the index, so that nobody waits for it who publishes."""
        try:
            return {"joined": int(self.index.engine.join())}
        except IndexBusy:
            return {"joined": 0}

    def _rebuild_index(self) -> Mapping[str, str | int]:
        report = self.index.rebuild()
        return {"changed": report.added + report.changed + report.removed}

    def _forget(self) -> Mapping[str, str | int]:
        """Forget what is kept no longer than the privacy page says."""
        return {
            "sessions": self.workspace.sessions.forget_ended(),
            "attempts": self.workspace.attempts.forget_old(),
            "comments": self.workspace.comments.forget_refused(),
            "cases": self.workspace.sent_cases.forget_handled(),
        }
