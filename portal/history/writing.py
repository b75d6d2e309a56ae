"""A turn at writing to the repository: the lock is held, nothing of a dead writer is in the way, there is room."""

import logging
import os
import time
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from pygit2 import GitError
from pygit2 import Oid
from pygit2 import settings

from portal.history.checkout import Checkout
from portal.history.checkout import open_checkout
from portal.history.durable import sync_objects
from portal.history.errors import DiskFull
from portal.history.errors import RepositoryBusy
from portal.history.errors import RepositoryUnwritable
from portal.history.journal import Journal
from portal.history.journal import Pending
from portal.history.leftover_locks import clear_leftovers
from portal.history.recovery import Healing
from portal.history.recovery import heal
from portal.history.write_lock import write_lock

LOG = logging.getLogger(__name__)
LOCK = "portal.lock"
NOTHING = Healing()


class BranchMoved(Exception):
    """Raised when the branch got another commit, from outside the portal, while a change of it was prepared."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The checkout while nobody else of the portal writes to it."""

    checkout: Checkout
    journal: Journal
    deadline: float
    holding: int
    healed: Healing = NOTHING
    """What an earlier turn had left half-done."""

    def move_branch(self, parent: Oid | None, made: Sequence[Oid], pending: Pending, reason: str) -> None:
        """Let the branch name the commit that comes last among what was made, durably.

        Raises BranchMoved when the branch no longer names the parent.
        The journal is kept first, so that a kill between the two leaves a note of what to bring in step.
        When this returns, the change is published.
        """
        repo, name = self.checkout.repo, self.checkout.branch()
        commit = made[-1]
        sync_objects(self.checkout.common_dir / "objects", [str(each) for each in made])
        self.journal.note(pending)
        reference = self.checkout.reference()
        if (reference.target if reference else None) != parent:
            raise BranchMoved
        settings.enable_fsync_gitdir(True)
        try:
            # Compare and swap: libgit2 refuses when the branch is not what was just looked up.
            if reference is None:
                repo.create_reference(name, commit)
            else:
                reference.set_target(commit, reason)
        except (GitError, ValueError, OSError) as error:
            now = self.checkout.reference()
            if (now.target if now else None) not in (parent, commit):
                raise BranchMoved from error
            if any(lock.exists() for lock in self.checkout.locks()):
                raise RepositoryBusy("somebody else works with git here") from error
            raise
        finally:
            settings.enable_fsync_gitdir(False)

    def bring_in_step(self) -> Healing:
        """Bring working files and git's index in step with the newest commit, as far as the journal says."""
        try:
            return heal(self.checkout, self.journal, self.holding)
        except (GitError, OSError):
            # What is published stays published; the journal says what is still to be done.
            LOG.warning("working files could not be brought in step", exc_info=True)
            return Healing(behind=tuple(self.journal.pending()))


@contextmanager
def turn(content: Path, wait: float, min_free_bytes: int) -> Iterator[Turn]:
    """Wait for a turn at the repository of the content; what an earlier one has left half-done is mended first.

    Raises RepositoryBusy after the wait, DiskFull below the free space that must stay, RepositoryUnwritable.
    """
    deadline = time.monotonic() + wait
    checkout = open_checkout(content)
    _refuse_without_room(checkout.git_dir, min_free_bytes)
    with write_lock(checkout.common_dir / LOCK, deadline) as holding:
        # Opened again: what was opened before the wait may be older than the disk.
        checkout = open_checkout(content)
        journal = Journal(checkout.git_dir)
        folders = (checkout.root, checkout.git_dir, checkout.common_dir)
        clear_leftovers(checkout.locks(), folders, deadline, crashed=journal.exists)
        checkout.refuse_half_done()
        mine = Turn(checkout, journal, deadline, holding)
        yield replace(mine, healed=mine.bring_in_step()) if journal.exists else mine


def _refuse_without_room(folder: Path, least: int) -> None:
    disk = os.statvfs(folder)
    if disk.f_flag & os.ST_RDONLY:
        raise RepositoryUnwritable("the disk of the repository is read-only")
    free = disk.f_bavail * disk.f_frsize
    if free < least:
        raise DiskFull(f"{free // 1_000_000} MB are free and {least // 1_000_000} MB must stay free")
