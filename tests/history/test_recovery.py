"""What is mended after a crash, and what is left alone because it is somebody's work."""

import fcntl
import os
import subprocess
import time
from pathlib import Path

import pytest

from portal.history.author import Author
from portal.history.checkout import open_checkout
from portal.history.errors import RepositoryBusy
from portal.history.journal import NAME
from portal.history.journal import Journal
from portal.history.publication import ContentRepository
from portal.history.writing import LOCK
from tests.history.conftest import FILE
from tests.history.conftest import FIRST
from tests.history.repository import git


def git_dir(content: Path) -> Path:
    """Return git's folder of a content folder."""
    return Path(git(content, "rev-parse", "--absolute-git-dir"))


def leave_behind(content: Path, repository: ContentRepository, author: Author) -> None:
    """Publish a change and put back all but the branch, as a kill right after it moved leaves it."""
    base = repository.blob_id(FILE)
    index = (git_dir(content) / "index").read_bytes()
    repository.publish({FILE: b"kaksi\n"}, {FILE: base}, author, "Change")
    (content / FILE).write_text(FIRST)
    (git_dir(content) / "index").write_bytes(index)
    checkout = open_checkout(content)
    Journal(checkout.git_dir).note({checkout.full(FILE): frozenset({base})})


def test_a_change_that_was_cut_short_is_brought_to_its_end(
    content: Path, repository: ContentRepository, maija: Author
) -> None:
    """The working file and git's index follow the commit, half-done files go, and nothing is left to do."""
    leave_behind(content, repository, maija)
    beside = (content / FILE).with_name(".fi.md.portal-new")
    beside.write_text("half")

    recovery = repository.recover()

    assert ((FILE,), (), ()) == (recovery.repaired, recovery.behind, recovery.foreign)
    assert ("kaksi\n", "") == ((content / FILE).read_text(), git(content, "status", "--porcelain"))
    assert (False, False) == (beside.exists(), (git_dir(content) / NAME).exists())


def test_the_next_change_mends_too(content: Path, repository: ContentRepository, maija: Author) -> None:
    """Nobody has to start anything anew."""
    leave_behind(content, repository, maija)

    repository.publish({"news/uusi/fi.md": b"x\n"}, {"news/uusi/fi.md": None}, maija, "Add")

    assert ("kaksi\n", "") == ((content / FILE).read_text(), git(content, "status", "--porcelain"))


def test_work_by_hand_is_reported_and_left_alone(content: Path, repository: ContentRepository, maija: Author) -> None:
    """Also in a file that the journal names, and whether git knows the file or not."""
    leave_behind(content, repository, maija)
    (content / FILE).write_text("by hand\n")
    (content / "cases/kunta/sv.md").write_text("a draft\n")

    recovery = repository.recover()

    assert ((), (FILE, "cases/kunta/sv.md")) == (recovery.repaired, tuple(sorted(recovery.foreign)))
    assert ["by hand\n", "a draft\n"] == [(content / "cases/kunta" / name).read_text() for name in ("fi.md", "sv.md")]


def test_without_a_journal_no_working_file_is_written(content: Path, repository: ContentRepository) -> None:
    """A developer's checkout with uncommitted work is as it was, byte for byte."""
    (content / FILE).unlink()
    (content / "cases/kunta/en.md").write_text("new\n")

    recovery = repository.recover()

    assert ((), False) == (recovery.repaired, (content / FILE).exists())
    assert {FILE, "cases/kunta/en.md"} == set(recovery.foreign)


def test_a_journal_that_cannot_be_read_allows_nothing(
    content: Path, repository: ContentRepository, maija: Author
) -> None:
    """What is not known to be the portal's is somebody's."""
    leave_behind(content, repository, maija)
    (git_dir(content) / NAME).write_text("[1, 2")

    recovery = repository.recover()

    assert ((), (FILE,), FIRST) == (recovery.repaired, recovery.foreign, (content / FILE).read_text())


def test_an_index_of_git_that_cannot_be_read_is_made_anew(content: Path, repository: ContentRepository) -> None:
    """A power cut can leave it empty; it holds nothing that is published."""
    (git_dir(content) / "index").write_bytes(b"\0" * 100)

    repository.recover()

    assert "" == git(content, "status", "--porcelain")


@pytest.mark.parametrize("name", ["index.lock", "HEAD.lock", "refs/heads/main.lock", "packed-refs.lock"])
def test_a_lock_of_a_dead_git_is_removed(
    content: Path, repository: ContentRepository, maija: Author, name: str
) -> None:
    """A lock nobody owns stops nobody; it has to be a few seconds old, or left by a change that was cut short."""
    lock = git_dir(content) / name
    lock.touch()
    os.utime(lock, (time.time() - 5, time.time() - 5))
    repository.publish({"news/uusi/fi.md": b"x\n"}, {"news/uusi/fi.md": None}, maija, "Past an old lock")
    leave_behind(content, repository, maija)
    lock.touch()

    repository.recover()

    assert (False, "") == (lock.exists(), git(content, "status", "--porcelain"))


def test_a_lock_whose_owner_may_live_is_waited_for(content: Path, repository: ContentRepository, maija: Author) -> None:
    """A git process that works here makes the portal busy; its lock stays, however old, and goes when it ends."""
    lock = git_dir(content) / "index.lock"
    lock.touch()
    os.utime(lock, (time.time() - 100, time.time() - 100))
    base = repository.blob_id(FILE)
    with subprocess.Popen(["git", "cat-file", "--batch"], cwd=content, stdin=subprocess.PIPE) as owner:
        time.sleep(0.2)
        with pytest.raises(RepositoryBusy):
            repository.publish({FILE: b"x\n"}, {FILE: base}, maija, "Too early")
        kept = lock.exists()
        owner.kill()
    repository.publish({FILE: b"x\n"}, {FILE: base}, maija, "Now")

    assert (True, False) == (kept, lock.exists())


def test_a_lock_that_somebody_has_open_is_waited_for(
    content: Path, repository: ContentRepository, maija: Author
) -> None:
    """Also when it is another program than git."""
    lock = git_dir(content) / "HEAD.lock"
    command = ["sh", "-c", 'exec 9>"$0"; echo open; read line', str(lock)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as owner:
        assert owner.stdout is not None
        owner.stdout.readline()
        os.utime(lock, (time.time() - 100, time.time() - 100))
        with pytest.raises(RepositoryBusy):
            repository.publish({FILE: b"x\n"}, {FILE: repository.blob_id(FILE)}, maija, "Too early")
        owner.kill()

    assert lock.exists()


def test_the_lock_of_another_writer_is_waited_for(content: Path, repository: ContentRepository, maija: Author) -> None:
    """After the wait it is said that somebody else writes, and nothing has changed."""
    head = repository.head()
    started = time.monotonic()
    with (git_dir(content) / LOCK).open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(RepositoryBusy):
            repository.publish({FILE: b"x\n"}, {FILE: repository.blob_id(FILE)}, maija, "Wait")

    assert (head, True) == (repository.head(), 1.9 < time.monotonic() - started < 6)
