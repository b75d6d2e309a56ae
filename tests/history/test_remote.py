"""Pulling from and pushing to another repository: what is faulty stays out, and nobody waits for the network."""

import time
from pathlib import Path

import pytest

from portal.history.author import Author
from portal.history.background_push import BackgroundPush
from portal.history.errors import PullRefused
from portal.history.errors import RemoteUnreachable
from portal.history.errors import UncommittedEdit
from portal.history.incoming import Incoming
from portal.history.publication import ContentRepository
from portal.history.remote import PushOutcome
from portal.history.remote import Remote
from tests.history.conftest import FILE
from tests.history.repository import commit
from tests.history.repository import git

NEW = "news/uusi/fi.md"


@pytest.fixture
def below(content: Path) -> str:
    """What stands before a path of the content in its repository."""
    return git(content, "rev-parse", "--show-prefix")


@pytest.fixture
def remote(content: Path, repository: ContentRepository, tmp_path: Path) -> Remote:
    """The repository has another one, bare, that holds the same."""
    bare = tmp_path / "remote.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(git(content, "rev-parse", "--show-toplevel")), str(bare))
    git(content, "remote", "add", "origin", str(bare))
    return Remote(repository, seconds=20)


@pytest.fixture
def elsewhere(remote: Remote, tmp_path: Path) -> Path:
    """A clone in which somebody else works."""
    git(tmp_path, "clone", "--quiet", str(tmp_path / "remote.git"), "elsewhere")
    return tmp_path / "elsewhere"


def sent(folder: Path, path: str, text: str) -> str:
    """Commit a file elsewhere and push it."""
    made = commit(folder, path, text, f"Change {path}")
    git(folder, "push", "--quiet", "origin", "HEAD:main")
    return made


def nothing_wrong(incoming: Incoming) -> list[str]:
    """Find no fault."""
    return []


def clean(content: Path) -> tuple[str, str]:
    """Return what git finds amiss."""
    return git(content, "status", "--porcelain"), git(content, "fsck", "--strict", "--no-dangling")


def test_new_commits_are_taken_over(content: Path, remote: Remote, elsewhere: Path, below: str, tmp_path: Path) -> None:
    """The check sees the changed paths and the whole content to come; then branch and files follow."""
    made = sent(elsewhere, f"{below}{NEW}", "uusi\n")
    seen = []

    def check(incoming: Incoming) -> list[str]:
        incoming.write_to(tmp_path / "to_check")
        seen.append((incoming.changed, incoming.read(NEW), (content / NEW).exists()))
        return []

    pulled = remote.pull(check)

    assert [((NEW,), b"uusi\n", False)] == seen
    assert (made, (NEW,), "uusi\n") == (pulled.commit, pulled.changed, (content / NEW).read_text())
    assert {FILE, NEW} <= {str(p.relative_to(tmp_path / "to_check")) for p in (tmp_path / "to_check").rglob("*.md")}
    assert (("", ""), ()) == (clean(content), remote.pull(check).changed)


def test_what_the_check_finds_faulty_stays_out(content: Path, remote: Remote, elsewhere: Path, below: str) -> None:
    """The report comes back, and branch, files and status are as they were."""
    head = remote.repository.head()
    sent(elsewhere, f"{below}{FILE}", "broken\n")

    with pytest.raises(PullRefused) as caught:
        remote.pull(lambda incoming: [f"{path}: broken" for path in incoming.changed])

    assert (f"{FILE}: broken",) == caught.value.report
    assert (head, "yksi\n", ("", "")) == (remote.repository.head(), (content / FILE).read_text(), clean(content))


def test_commits_on_both_sides_are_merged(
    content: Path, remote: Remote, elsewhere: Path, below: str, maija: Author
) -> None:
    """Where they do not contradict each other, both stay, and a push brings them together."""
    there = sent(elsewhere, f"{below}{NEW}", "uusi\n")
    base = remote.repository.blob_id(FILE)
    here = remote.repository.publish({FILE: b"kaksi\n"}, {FILE: base}, maija, "Here")
    rejected = remote.push()

    pulled = remote.pull(nothing_wrong)

    assert (PushOutcome.REJECTED, [here.commit, there]) == (
        rejected,
        git(content, "log", "-1", "--format=%P", pulled.commit).split(),
    )
    assert ("kaksi\n", "uusi\n", ("", "")) == (
        (content / FILE).read_text(),
        (content / NEW).read_text(),
        clean(content),
    )
    assert (PushOutcome.PUSHED, 0) == (remote.push(), remote.unpushed())


def test_contradicting_commits_are_refused(remote: Remote, elsewhere: Path, below: str, maija: Author) -> None:
    """The file is named, and what is published here stays."""
    sent(elsewhere, f"{below}{FILE}", "kolme\n")
    base = remote.repository.blob_id(FILE)
    here = remote.repository.publish({FILE: b"kaksi\n"}, {FILE: base}, maija, "Here")

    with pytest.raises(PullRefused) as caught:
        remote.pull(nothing_wrong)

    assert ((f"{below}{FILE}: changed here and there.",), here.commit) == (
        caught.value.report,
        remote.repository.head(),
    )


def test_what_is_no_plain_content_is_refused(content: Path, remote: Remote, elsewhere: Path, below: str) -> None:
    """Links and names that no entry can have never come in, whatever a check thinks of them."""
    (elsewhere / below / "cases/kunta/link.md").symlink_to("/etc/passwd")
    git(elsewhere, "add", ".")
    sent(elsewhere, f"{below}cases/-rf.md", "x\n")
    head = remote.repository.head()

    with pytest.raises(PullRefused) as caught:
        remote.pull(nothing_wrong)

    assert (2, head) == (len(caught.value.report), remote.repository.head())


def test_changes_outside_the_content_are_for_the_operator(
    content: Path, remote: Remote, elsewhere: Path, below: str
) -> None:
    """A pull never changes the program that is running; where the content is all, there is no outside."""
    sent(elsewhere, "README.md", "Another portal.\n")

    if below:
        with pytest.raises(PullRefused):
            remote.pull(nothing_wrong)
    else:
        remote.pull(nothing_wrong)

    assert ("", "") == clean(content)


def test_a_pull_does_not_write_over_work_by_hand(content: Path, remote: Remote, elsewhere: Path, below: str) -> None:
    """The file is named, and what somebody typed stays."""
    sent(elsewhere, f"{below}{FILE}", "kaksi\n")
    (content / FILE).write_text("by hand\n")

    with pytest.raises(UncommittedEdit):
        remote.pull(nothing_wrong)

    assert "by hand\n" == (content / FILE).read_text()


def test_a_remote_that_cannot_be_reached_costs_nothing(content: Path, remote: Remote, maija: Author) -> None:
    """It is said in time, the change is published, and the commits that wait are counted."""
    git(content, "push", "--quiet", "origin", "HEAD:main")
    git(content, "fetch", "--quiet", "origin")
    git(content, "remote", "set-url", "origin", "/nowhere/remote.git")
    base = remote.repository.blob_id(FILE)
    push = BackgroundPush(remote)
    started = time.monotonic()
    remote.repository.publish({FILE: b"kaksi\n"}, {FILE: base}, maija, "Here")
    push.ask()
    waited = time.monotonic() - started
    push.settle(20)

    with pytest.raises(RemoteUnreachable):
        remote.pull(nothing_wrong)

    assert (1, True) == (remote.unpushed(), waited < 2)


def test_what_is_asked_in_the_background_is_pushed(
    content: Path, remote: Remote, tmp_path: Path, maija: Author
) -> None:
    """Several changes may go with one push."""
    push = BackgroundPush(remote)
    for text in (b"kaksi\n", b"kolme\n"):
        done = remote.repository.publish({FILE: text}, {FILE: remote.repository.blob_id(FILE)}, maija, "Here")
        push.ask()
    push.settle(20)

    assert (done.commit, 0) == (git(tmp_path / "remote.git", "rev-parse", "main"), remote.unpushed())


def test_a_remote_can_start_no_program(content: Path, remote: Remote, tmp_path: Path) -> None:
    """Addresses that would run a command are refused by git, and names of remotes cannot be options."""
    git(content, "remote", "set-url", "origin", f"ext::touch {tmp_path}/run")

    with pytest.raises(RemoteUnreachable):
        remote.pull(nothing_wrong)
    with pytest.raises(ValueError, match="name of a remote"):
        Remote(remote.repository, name="--upload-pack=touch")

    assert not (tmp_path / "run").exists()
