"""Bringing working files and git's own index in step with what is published, without touching anybody's work."""

import logging
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from pygit2 import Blob
from pygit2 import GitError
from pygit2 import Tree
from pygit2.enums import FileMode

from portal.history.checkout import Checkout
from portal.history.checkout import blob_at
from portal.history.errors import PathRefused
from portal.history.errors import UncommittedEdit
from portal.history.git import HistoryUnknown
from portal.history.git import ask_git
from portal.history.git import tell_git
from portal.history.journal import Journal
from portal.history.journal import Pending

LOG = logging.getLogger(__name__)
NO_BLOB = "0" * 40


@dataclass(frozen=True, slots=True)
class Healing:
    """What became of the working files that were noted as being behind; paths begin at the root of the repository."""

    repaired: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    """Could not be written or put into git's index; they stay in the journal and are tried again."""
    foreign: tuple[str, ...] = ()
    """Hold what neither was nor is published: somebody's work, left alone."""


def heal(checkout: Checkout, journal: Journal, holding: int) -> Healing:
    """Bring what the journal names in step with the newest commit, and note what is still behind; never raises OSError.

    A working file is written only if it holds what the portal itself replaced there, and so nothing that git has not.
    """
    pending = journal.pending()
    tree = checkout.tree()
    fates = {path: _healed(checkout, tree, path, known) for path, known in pending.items()}
    behind = {path for path, fate in fates.items() if fate == "behind"}
    behind |= _index_behind(checkout, tree, pending, holding)
    try:
        journal.note({path: pending[path] for path in behind})
    except OSError:
        LOG.warning("the journal of the repository could not be written", exc_info=True)
    named = {fate: tuple(path for path, found in fates.items() if found == fate) for fate in ("repaired", "foreign")}
    return Healing(named["repaired"], tuple(sorted(behind)), named["foreign"])


def _healed(checkout: Checkout, tree: Tree | None, path: str, known: frozenset[str | None]) -> str:
    files = checkout.files
    try:
        blob = blob_at(tree, path)
        files.sweep(path)
        now = files.blob_id(path)
        if now == (str(blob.id) if blob else None):
            return "in step"
        if now not in known:
            return "foreign"
        if blob:
            files.write(path, blob.data, executable=blob.filemode == FileMode.BLOB_EXECUTABLE)
        else:
            files.remove(path, keep=checkout.prefix.count("/"))
    except PathRefused:
        return "foreign"
    except OSError:
        LOG.warning("the working file %s could not be brought in step", path, exc_info=True)
        return "behind"
    return "repaired"


def _index_behind(checkout: Checkout, tree: Tree | None, pending: Pending, holding: int) -> set[str]:
    """Bring git's index in step for the pending paths; returns those for which that failed.

    What somebody has put into the index themselves is left there.
    """
    if not pending:
        return set()
    try:
        given = b"".join(_index_lines(checkout, tree, pending))
        if given:
            tell_git(checkout.root, "update-index", "-z", "--index-info", given=given, holding=holding)
    except (GitError, OSError, HistoryUnknown):
        LOG.warning("git's index could not be brought in step", exc_info=True)
        return set(pending)
    return set()


def _index_lines(checkout: Checkout, tree: Tree | None, pending: Pending) -> Iterator[bytes]:
    for path, known in pending.items():
        try:
            blob = blob_at(tree, path)
        except PathRefused:
            continue
        staged = staged_blob(checkout, path)
        if staged != (str(blob.id) if blob else None) and staged in known:
            yield _index_line(path, blob)


def _index_line(path: str, blob: Blob | None) -> bytes:
    mode = f"{blob.filemode:o}" if blob else "0"
    return f"{mode} {blob.id if blob else NO_BLOB}\t{path}\0".encode()


def staged_blob(checkout: Checkout, path: str) -> str | None:
    """Return the blob that git's index holds for a path, None where it holds none."""
    index = checkout.repo.index
    return str(index[path].id) if path in index else None


def refuse_uncommitted(checkout: Checkout, pending: Pending, wanted: Iterable[tuple[str, str | None]]) -> None:
    """Raise UncommittedEdit for the paths that somebody has changed by hand, on the disk or in git's index.

    What is published, what is about to be, and what the journal says the portal left behind is nobody's work.
    """
    tree = checkout.tree()
    edited = []
    for path, new in wanted:
        blob = blob_at(tree, path)
        known = pending.get(path, frozenset()) | {str(blob.id) if blob else None, new}
        if checkout.files.blob_id(path) not in known or staged_blob(checkout, path) not in known:
            edited.append(path.removeprefix(checkout.prefix))
    if edited:
        raise UncommittedEdit(edited)


def index_made_anew(checkout: Checkout, holding: int) -> bool:
    """Make git's index from the newest commit where it cannot be read, as after a power cut; returns whether it was."""
    try:
        len(checkout.repo.index)
    except GitError:
        LOG.warning("git's index could not be read and is made anew", exc_info=True)
        (checkout.git_dir / "index").unlink(missing_ok=True)
        tell_git(checkout.root, "read-tree", "HEAD", given=b"", holding=holding)
        return True
    return False


def edited_files(checkout: Checkout) -> tuple[str, ...]:
    """Return the files of the content that differ from what is published, from the root of the repository."""
    where = checkout.prefix or "."
    try:
        said = ask_git(
            checkout.root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", where
        )
    except HistoryUnknown:
        LOG.warning("git could not tell which files were changed by hand", exc_info=True)
        return ()
    return tuple(line[3:].decode(errors="replace") for line in said.split(b"\0") if line)
