"""The repository that the content lies in, opened for one change."""

from dataclasses import dataclass
from pathlib import Path

from pygit2 import Blob
from pygit2 import Commit
from pygit2 import GitError
from pygit2 import Reference
from pygit2 import Repository
from pygit2 import Tree
from pygit2 import discover_repository
from pygit2.enums import FileMode
from pygit2.enums import RepositoryState

from portal.history.errors import LiveFile
from portal.history.errors import PathRefused
from portal.history.errors import RepositoryBusy
from portal.history.errors import RepositoryUnwritable
from portal.history.working_files import WorkingFiles

PLAIN_FILES = frozenset({FileMode.BLOB, FileMode.BLOB_EXECUTABLE})


@dataclass(frozen=True, slots=True)
class Checkout:
    """A repository with its working files; the content may be all of it or a folder of it.

    Paths here begin at the root of the repository.
    """

    repo: Repository
    root: Path
    git_dir: Path
    common_dir: Path
    prefix: str
    """What stands before a path of the content, with its slash; empty where the content is the repository."""

    @property
    def files(self) -> WorkingFiles:
        """The files on the disk."""
        return WorkingFiles(self.root)

    def full(self, path: str) -> str:
        """Return a path of the content as one of the repository."""
        return self.prefix + path

    def branch(self) -> str:
        """Return the full name of the branch that is checked out; raises RepositoryUnwritable where none is."""
        head = self.repo.lookup_reference("HEAD").target
        if not isinstance(head, str) or not head.startswith("refs/heads/"):
            raise RepositoryUnwritable("no branch is checked out, so that a change would belong to none")
        return head

    def reference(self) -> Reference | None:
        """Return the branch as it is now, None before its first commit."""
        try:
            return self.repo.lookup_reference(self.branch())
        except KeyError:
            return None

    def tip(self) -> Commit | None:
        """Return the newest commit that is checked out, None before the first."""
        return None if self.repo.head_is_unborn else self.repo.head.peel(Commit)

    def tree(self) -> Tree | None:
        """Return what is published, None before the first commit."""
        tip = self.tip()
        return tip.tree if tip else None

    def locks(self) -> tuple[Path, ...]:
        """Return the lock files with which git would keep a change of this branch away."""
        heads = (self.common_dir / f"{self.branch()}.lock", self.common_dir / "packed-refs.lock")
        return (self.git_dir / "HEAD.lock", self.git_dir / "index.lock", *heads)

    def refuse_half_done(self) -> None:
        """Raise RepositoryBusy while somebody is in the middle of a merge, a rebase or the like."""
        state = self.repo.state()
        if state != RepositoryState.NONE:
            raise RepositoryBusy(f"somebody is in the middle of something here: {RepositoryState(state).name.lower()}")


def open_checkout(content: Path) -> Checkout:
    """Return the checkout that the content folder lies in; raises RepositoryUnwritable where there is none.

    It is opened anew for each change, so that nothing in memory is older than the disk.
    """
    content = content.resolve()
    try:
        found = discover_repository(str(content))
        repo = Repository(found) if found else None
    except (GitError, KeyError) as error:
        raise RepositoryUnwritable(f"git does not open the repository of the content: {error}") from error
    if repo is None or repo.workdir is None:
        raise RepositoryUnwritable("the content lies in no git repository with working files")
    root, git_dir = Path(repo.workdir).resolve(), Path(repo.path).resolve()
    below = content.relative_to(root).as_posix()
    return Checkout(repo, root, git_dir, _common_dir(git_dir), "" if below == "." else f"{below}/")


def _common_dir(git_dir: Path) -> Path:
    """Return the folder that holds objects and branches; a linked worktree names it in a file."""
    try:
        return (git_dir / (git_dir / "commondir").read_text(encoding="utf-8").strip()).resolve()
    except FileNotFoundError:
        return git_dir


def blob_at(tree: Tree | None, path: str) -> Blob | None:
    """Return the file at a path of a tree, None without one; raises PathRefused for a link, a folder or a module."""
    try:
        found = tree[path] if tree is not None else None
    except KeyError:
        return None
    if found is None:
        return None
    if not isinstance(found, Blob) or found.filemode not in PLAIN_FILES:
        raise PathRefused(path)
    return found


def live_file(tree: Tree | None, path: str, shown: str) -> LiveFile:
    """Return the file at a path of a tree under the path by which the caller knows it."""
    blob = blob_at(tree, path)
    return LiveFile(shown, str(blob.id), blob.data) if blob else LiveFile(shown, None, None)
