"""What can keep a change of the content from being written, each named for what happened."""

import errno
import os
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pygit2 import GitError

from portal.domain.errors import PortalError


@dataclass(frozen=True, slots=True)
class LiveFile:
    """A file as it is published now: its bytes and their blob id, both None where there is none."""

    path: str
    blob_id: str | None
    content: bytes | None


class EditConflict(PortalError):
    """Raised when a file is no longer the one that the writer saw; holds every such file as it is now."""

    def __init__(self, live: Sequence[LiveFile]) -> None:
        super().__init__(f"changed meanwhile: {', '.join(file.path for file in live)}")
        self.live = tuple(live)


class UncommittedEdit(PortalError):
    """Raised when a file was changed on the disk by hand and not committed; the portal does not write over it."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__(f"changed by hand and not committed: {', '.join(paths)}")
        self.paths = tuple(paths)


class PathRefused(PortalError):
    """Raised when a path leads out of the content, into git's own folder, through a link or to no plain file."""

    def __init__(self, path: str) -> None:
        super().__init__(f"not a path of a content file: {path!r}")
        self.path = path


class RepositoryBusy(PortalError):
    """Raised when somebody else writes for longer than the wait, or is in the middle of a merge; try again."""


class RepositoryUnwritable(PortalError):
    """Raised when nothing can be published here: a read-only disk, no rights, no repository, no branch."""


class DiskFull(PortalError):
    """Raised when there is no room left, or less than must stay free."""


class PublishFailed(PortalError):
    """Raised when the disk or git failed in another way.

    The repository is whole, and the change is either in it or not; publishing it again is safe in both cases.
    """


class RemoteUnreachable(PortalError):
    """Raised when the other repository cannot be asked: no network, no rights, no answer in time."""


class PullRefused(PortalError):
    """Raised when what the other repository holds is not taken over; the report tells why, line by line."""

    def __init__(self, report: Sequence[str]) -> None:
        super().__init__("; ".join(report[:5]))
        self.report = tuple(report)


FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
UNWRITABLE = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
GONE = frozenset({errno.ENOENT})


@contextmanager
def named_errors() -> Iterator[None]:
    """Turn what the disk or git says inside into an error that is named for what happened."""
    try:
        yield
    except (OSError, GitError, KeyError, ValueError) as error:
        raise _named(error) from error


def _named(error: Exception) -> PortalError:
    if is_one_of(error, FULL):
        return DiskFull("no space is left on the disk of the repository")
    if is_one_of(error, UNWRITABLE):
        return RepositoryUnwritable(f"the repository cannot be written: {error}")
    return PublishFailed(f"{type(error).__name__}: {error}")


def is_one_of(error: Exception, numbers: frozenset[int]) -> bool:
    """Whether the error is one of these; libgit2 hands on only the words of the system, not its number."""
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno in numbers
    return any(os.strerror(number) in str(error) for number in numbers)
