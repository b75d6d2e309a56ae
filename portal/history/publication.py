"""Writing to the content: a change is published wholly or not at all, and nobody's work is written over."""

import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from pathlib import Path

from pygit2 import Blob
from pygit2 import Commit
from pygit2 import GitError
from pygit2 import hash as hash_blob
from pygit2.enums import ObjectType

from portal.history.author import Author
from portal.history.author import message_with
from portal.history.author import portal_signature
from portal.history.checkout import Checkout
from portal.history.checkout import blob_at
from portal.history.checkout import live_file
from portal.history.checkout import open_checkout
from portal.history.content_paths import checked_path
from portal.history.errors import GONE
from portal.history.errors import EditConflict
from portal.history.errors import LiveFile
from portal.history.errors import PathRefused
from portal.history.errors import RepositoryBusy
from portal.history.errors import is_one_of
from portal.history.errors import named_errors
from portal.history.git import tell_git
from portal.history.journal import joined
from portal.history.recovery import edited_files
from portal.history.recovery import index_made_anew
from portal.history.recovery import refuse_uncommitted
from portal.history.revision import Revision
from portal.history.trees import tree_with
from portal.history.writing import BranchMoved
from portal.history.writing import Turn
from portal.history.writing import turn

WAIT = 10.0
MIN_FREE_BYTES = 100_000_000
WHOLE_ID = re.compile(r"[0-9a-f]{40}")
TIDY_SECONDS = 600
TIDYING = (("gc", "--quiet"), ("commit-graph", "write", "--reachable", "--changed-paths"))
ATTEMPTS = 5
"""How often a change is made ready anew because a commit from outside the portal came first."""

Changes = Mapping[str, bytes | None]
"""Paths of the content and the bytes they are to hold; None takes a file away."""
Expected = Mapping[str, str | None]
"""Paths of the content and the blob that the writer saw there; None where there was no file."""


@dataclass(frozen=True, slots=True)
class Published:
    """The commit that holds a change, and the blobs its files have now."""

    commit: str
    when: datetime
    blobs: Mapping[str, str | None]
    behind: tuple[str, ...] = ()
    """Files whose copy on the disk could not be written; it is tried again before each change and at start."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was found at start; the paths are those of the content."""

    repaired: tuple[str, ...]
    behind: tuple[str, ...]
    foreign: tuple[str, ...]
    """Changed on the disk by hand and not committed: left alone, and shown as long as they are there."""


@dataclass(frozen=True, slots=True)
class ContentRepository:
    """The content as something that can be changed; its newest commit is what is published.

    Several processes and threads may share one repository: one of them writes at a time, the others wait.
    """

    content: Path
    wait: float = WAIT
    """How many seconds a change waits for its turn."""
    min_free_bytes: int = MIN_FREE_BYTES
    """How much of the disk must be free, so that a change is refused before it can fail half-way."""

    def head(self) -> str | None:
        """Return the id of the newest commit, None before the first."""
        with named_errors():
            tip = open_checkout(self.content).tip()
            return str(tip.id) if tip else None

    def blob_id(self, path: str) -> str | None:
        """Return the id of the published bytes of a file, None where there is none."""
        return self.live(path).blob_id

    def live(self, path: str) -> LiveFile:
        """Return a file as it is published, whatever the working files hold."""
        checked_path(path)
        with named_errors():
            checkout = open_checkout(self.content)
            return live_file(checkout.tree(), checkout.full(path), path)

    def blob_ids(self, paths: Iterable[str]) -> Mapping[str, str | None]:
        """Return the ids of the published bytes of many files, all of one moment."""
        with named_errors():
            checkout = open_checkout(self.content)
            tree = checkout.tree()
            return {path: _id(blob_at(tree, checkout.full(checked_path(path)))) for path in paths}

    def publish(
        self,
        changes: Changes,
        expected: Expected,
        author: Author,
        message: str,
        trailers: Sequence[tuple[str, str]] = (),
    ) -> Published:
        """Make the changes one durable commit and return it; when this returns, a power cut cannot undo it.

        `expected` says for each path which blob the writer saw; it may name further paths that must be as they were.
        A file that already holds what is wanted is no conflict, so that a change can safely be sent twice;
        when nothing is left to do, no commit is made.
        Raises EditConflict, UncommittedEdit, PathRefused, RepositoryBusy, RepositoryUnwritable, DiskFull and
        PublishFailed.
        """
        changes = {checked_path(path): content for path, content in changes.items()}
        expected = {checked_path(path): blob_id for path, blob_id in expected.items()}
        unseen = changes.keys() - expected.keys()
        if unseen:
            raise ValueError(f"it is not said which blob was seen: {', '.join(sorted(unseen))}")
        text = message_with(message, trailers, author)
        with named_errors(), turn(self.content, self.wait, self.min_free_bytes) as mine:
            for attempt in range(ATTEMPTS):
                try:
                    return _publish(mine, changes, expected, author, text)
                except BranchMoved:
                    continue
                except (OSError, GitError) as error:
                    # A `git gc` beside us takes empty folders of objects away, also one that is about to be filled.
                    if attempt == ATTEMPTS - 1 or not is_one_of(error, GONE):
                        raise
        raise RepositoryBusy("commits from outside the portal keep coming first")

    def restore(self, path: str, revision: Revision, expected: str | None, author: Author, message: str) -> Published:
        """Publish a file again as it was in an earlier commit, wherever it lay then; the history only ever grows.

        A file that the commit does not hold is taken away.
        Raises what `publish` raises, and PathRefused where the revision is not the full id of a commit of this branch.
        """
        content = self.at(revision.id, revision.path).content
        return self.publish({path: content}, {path: expected}, author, message, [("Restores", revision.id)])

    def at(self, revision: str, path: str) -> LiveFile:
        """Return a file as it was in an earlier commit; raises PathRefused where this branch has no such commit."""
        checked_path(path)
        with named_errors():
            checkout = open_checkout(self.content)
            old = _commit(checkout, revision)
            if old is None:
                raise PathRefused(path)
            return live_file(old.tree, checkout.full(path), path)

    def recover(self) -> Recovery:
        """Mend what a killed process has left: git's locks, working files and index of changes that were published.

        To be called once at start; each change does the same before it begins.
        Only what the portal itself was about to replace is written over, see `journal.py`.
        """
        with named_errors(), turn(self.content, self.wait, 0) as mine:
            prefix = mine.checkout.prefix
            own = mine.healed
            index_made_anew(mine.checkout, mine.holding)
            edited = tuple(path for path in edited_files(mine.checkout) if path not in own.behind)
        repaired, behind, foreign = (
            tuple(path.removeprefix(prefix) for path in paths) for paths in (own.repaired, own.behind, edited)
        )
        return Recovery(repaired, behind, foreign)

    def tidy(self) -> None:
        """Pack what many changes have left, so that the history of a file is read fast; for a quiet hour.

        Those who publish meanwhile wait as they would for each other.
        """
        with named_errors(), turn(self.content, self.wait, self.min_free_bytes) as mine:
            for arguments in TIDYING:
                tell_git(mine.checkout.root, *arguments, given=b"", holding=mine.holding, seconds=TIDY_SECONDS)


def blob_id_of(content: bytes) -> str:
    """Return the id that bytes have once they are published."""
    return str(hash_blob(content))


def _publish(mine: Turn, changes: Changes, expected: Expected, author: Author, message: str) -> Published:
    checkout = mine.checkout
    tip = checkout.tip()
    tree = tip.tree if tip else None
    live = {path: live_file(tree, checkout.full(path), path) for path in expected}
    moved = [file for path, file in live.items() if file.blob_id != expected[path] and not _is_so(file, changes)]
    if moved:
        raise EditConflict(moved)
    todo = {checkout.full(path): content for path, content in changes.items() if live[path].content != content}
    if not todo and tip is not None:
        return _result(mine, tip, changes)
    objects = tree_with(checkout.repo, tree, todo)
    made = {path: None if content is None else blob_id_of(content) for path, content in todo.items()}
    pending = mine.journal.pending()
    refuse_uncommitted(checkout, pending, made.items())
    parents = [tip.id] if tip else []
    commit = checkout.repo.create_commit(None, author.signature(), portal_signature(), message, objects[-1], parents)
    replaced = [(path, _id(blob_at(tree, path))) for path in todo]
    try:
        mine.move_branch(tip.id if tip else None, [*objects, commit], joined(pending, replaced), "portal: publish")
    finally:
        healed = mine.bring_in_step()
    return _result(mine, checkout.repo[commit].peel(Commit), changes, healed.behind)


def _is_so(file: LiveFile, changes: Changes) -> bool:
    """Whether the file already is what it is to become."""
    return file.path in changes and changes[file.path] == file.content


def _id(blob: Blob | None) -> str | None:
    return str(blob.id) if blob else None


def _result(mine: Turn, commit: Commit, changes: Changes, behind: Sequence[str] = ()) -> Published:
    blobs = {path: _id(blob_at(commit.tree, mine.checkout.full(path))) for path in changes}
    paths = tuple(path.removeprefix(mine.checkout.prefix) for path in behind)
    return Published(str(commit.id), datetime.fromtimestamp(commit.commit_time, UTC), blobs, paths)


def _commit(checkout: Checkout, revision: str) -> Commit | None:
    """Return the commit of this branch that has the full id, None where there is no such."""
    tip = checkout.tip()
    found = checkout.repo.get(revision) if WHOLE_ID.fullmatch(revision) else None
    old = found.peel(Commit) if found is not None and found.type == ObjectType.COMMIT else None
    if tip is None or old is None:
        return None
    return old if tip.id == old.id or checkout.repo.descendant_of(tip.id, old.id) else None
