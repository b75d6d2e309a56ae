"""Exchanging commits with another repository: what comes is checked before it is published, what goes never waits."""

import re
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pygit2 import Commit
from pygit2 import Tree

from portal.history.checkout import Checkout
from portal.history.checkout import blob_at
from portal.history.checkout import open_checkout
from portal.history.errors import PullRefused
from portal.history.errors import RemoteUnreachable
from portal.history.errors import RepositoryBusy
from portal.history.errors import RepositoryUnwritable
from portal.history.errors import named_errors
from portal.history.git import HistoryUnknown
from portal.history.git import ask_git
from portal.history.git import send_git
from portal.history.incoming import Incoming
from portal.history.incoming import changed_paths
from portal.history.incoming import joined_commits
from portal.history.incoming import refused_paths
from portal.history.journal import joined
from portal.history.publication import ContentRepository
from portal.history.recovery import refuse_uncommitted
from portal.history.write_lock import write_lock
from portal.history.writing import BranchMoved
from portal.history.writing import turn

SECONDS = 30.0
ATTEMPTS = 3
NAMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}")
PUSH_LOCK = "portal-push.lock"
SAID = 300


class PushOutcome(StrEnum):
    """What became of a push."""

    PUSHED = "pushed"
    REJECTED = "rejected"
    """The other repository has commits of its own; pull first."""
    UNDERWAY = "underway"
    """Another process pushes just now."""


Check = Callable[[Incoming], Sequence[str]]
"""Tells what is wrong with what comes, line by line; nothing when it may be published."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """What came: the paths of the content that changed, none when there was nothing new."""

    commit: str
    changed: tuple[str, ...]
    behind: tuple[str, ...] = ()
    """Files whose copy on the disk could not be written yet."""


@dataclass(frozen=True, slots=True)
class Remote:
    """Another repository that the operator has configured with `git remote add`; the branch has the same name there."""

    repository: ContentRepository
    name: str = "origin"
    seconds: float = SECONDS

    def __post_init__(self) -> None:
        if not NAMED.fullmatch(self.name):
            raise ValueError(f"not the name of a remote: {self.name!r}")

    def unpushed(self) -> int | None:
        """Return how many commits the other repository has not got yet, None where that is not known."""
        try:
            checkout = open_checkout(self.repository.content)
            there = self._tracking(checkout)
            known = [f"^{there}"] if there in checkout.repo.references else []
            return int(ask_git(checkout.root, "rev-list", "--count", "HEAD", *known, "--"))
        except (HistoryUnknown, RepositoryUnwritable):
            return None

    def push(self) -> PushOutcome:
        """Send the commits to the other repository, never by force; for the background, for it waits for the network.

        Raises RemoteUnreachable; the commits stay here and go with the next push.
        """
        with named_errors():
            checkout = open_checkout(self.repository.content)
            try:
                with write_lock(checkout.common_dir / PUSH_LOCK, deadline=0):
                    return self._push(checkout)
            except RepositoryBusy:
                return PushOutcome.UNDERWAY

    def pull(self, check: Check) -> Pulled:
        """Fetch, merge where needed, let the check look at it, and publish it like any change.

        The network and the check are waited for without the lock, so that nobody who writes waits for them.
        Raises RemoteUnreachable, PullRefused with the report (nothing has changed here then), UncommittedEdit,
        and what a publication raises.
        """
        with named_errors():
            self._fetch(open_checkout(self.repository.content))
            for _ in range(ATTEMPTS):
                try:
                    return self._take_over(check)
                except BranchMoved:
                    continue
        raise RepositoryBusy("other changes keep coming first")

    def _push(self, checkout: Checkout) -> PushOutcome:
        branch = checkout.branch()
        code, said = self._send(checkout, "push", "--porcelain", "--no-verify", self.name, f"{branch}:{branch}")
        if not code:
            return PushOutcome.PUSHED
        if "[rejected]" in said:
            return PushOutcome.REJECTED
        raise RemoteUnreachable(_last_words(said))

    def _fetch(self, checkout: Checkout) -> None:
        branch, there = checkout.branch(), self._tracking(checkout)
        code, said = self._send(checkout, "fetch", "--no-tags", "--no-auto-gc", self.name, f"+{branch}:{there}")
        if code:
            raise RemoteUnreachable(_last_words(said))

    def _send(self, checkout: Checkout, *arguments: str) -> tuple[int, str]:
        try:
            return send_git(checkout.root, *arguments, seconds=self.seconds)
        except HistoryUnknown as error:
            raise RemoteUnreachable(str(error)) from error

    def _take_over(self, check: Check) -> Pulled:
        checkout = open_checkout(self.repository.content)
        tip, theirs = _tip(checkout), checkout.repo.references[self._tracking(checkout)].peel(Commit)
        objects, new = joined_commits(checkout, tip, theirs)
        if new.id == tip.id:
            return Pulled(str(tip.id), ())
        changed = tuple(changed_paths(tip.tree, new.tree))
        paths = tuple(path.removeprefix(checkout.prefix) for path in changed)
        report = list(refused_paths(checkout, (tip.tree, new.tree), changed))
        report = report or list(check(Incoming(str(new.id), paths, checkout, new.tree)))
        if report:
            raise PullRefused(report)
        with turn(self.repository.content, self.repository.wait, self.repository.min_free_bytes) as mine:
            old = [(path, _id(tip.tree, path)) for path in changed]
            if _tip(mine.checkout).id != tip.id:
                raise BranchMoved
            refuse_uncommitted(mine.checkout, mine.journal.pending(), [(path, _id(new.tree, path)) for path in changed])
            try:
                mine.move_branch(tip.id, objects, joined(mine.journal.pending(), old), "portal: pull")
            finally:
                healed = mine.bring_in_step()
        return Pulled(str(new.id), paths, tuple(path.removeprefix(checkout.prefix) for path in healed.behind))

    def _tracking(self, checkout: Checkout) -> str:
        return f"refs/remotes/{self.name}/{checkout.branch().removeprefix('refs/heads/')}"


def _tip(checkout: Checkout) -> Commit:
    tip = checkout.tip()
    if tip is None:
        raise RepositoryUnwritable("there is no commit yet to which another one could be joined")
    return tip


def _id(tree: Tree, path: str) -> str | None:
    blob = blob_at(tree, path)
    return str(blob.id) if blob else None


def _last_words(said: str) -> str:
    """Return the end of what git said, without passwords in addresses."""
    return re.sub(r"//[^/@\s]+@", "//", " ".join(said.split()))[-SAID:]
