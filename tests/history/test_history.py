"""What git remembers of an entry, and what is answered where it remembers nothing."""

import os
from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest

from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.history import history as history_module
from portal.history.history import History
from tests.history.repository import begin
from tests.history.repository import commit
from tests.history.repository import git

REF = Ref(Collection.CLAUSES, "kunta")
FILE = "clauses/kunta/fi.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A repository whose root is the content folder, with two versions of one file and one of another."""
    folder = begin(tmp_path / "content")
    commit(folder, FILE, "yksi\n", "Begin")
    commit(folder, "clauses/kunta/sv.md", "ett\n", "Translate")
    commit(folder, FILE, "kaksi\n", "Mend a figure\n\nThe whole story.")
    return folder


def messages(history: History, ref: Ref = REF, language: Language = Language.FI) -> list[str] | None:
    """Return the messages of the revisions, or None where no history is known."""
    found = history.revisions(ref, language)
    return None if found is None else [revision.message for revision in found]


def test_the_revisions_of_one_file_come_newest_first(content: Path) -> None:
    """Each language has its own; the first line of the message is told, the day is in UTC."""
    history = History(content)
    newest = (history.revisions(REF, Language.FI) or ())[0]

    assert ["Mend a figure", "Begin"] == messages(history)
    assert ["Translate"] == messages(history, language=Language.SV)
    assert UTC == newest.when.tzinfo
    assert abs((datetime.now(UTC) - newest.when).total_seconds()) < 120


def test_a_text_is_read_as_it_was(content: Path) -> None:
    """The file at a revision, whatever the working copy holds now."""
    history = History(content)
    (content / FILE).write_text("kolme\n", encoding="utf-8")

    texts = [history.text(REF, Language.FI, revision) for revision in history.revisions(REF, Language.FI) or ()]

    assert ["kaksi\n", "yksi\n"] == texts


def test_content_may_be_a_folder_of_the_repository(tmp_path: Path) -> None:
    """Paths are those below the content folder, wherever it lies in the repository."""
    root = begin(tmp_path / "root")
    commit(root, f"data/content/{FILE}", "yksi\n", "Begin")
    commit(root, FILE, "muu\n", "Another file of the same name")
    history = History(root / "data" / "content")
    revisions = history.revisions(REF, Language.FI) or ()

    assert ["Begin"] == [revision.message for revision in revisions]
    assert "yksi\n" == history.text(REF, Language.FI, revisions[0])


def test_a_new_commit_is_seen(content: Path) -> None:
    """What is kept is kept for a state of the repository, not for ever."""
    history = History(content)
    before = messages(history)
    commit(content, FILE, "kolme\n", "Third")

    assert (["Mend a figure", "Begin"], ["Third", "Mend a figure", "Begin"]) == (before, messages(history))


def test_no_personal_data_is_told(content: Path) -> None:
    """Neither author nor address; an address in a message is taken out."""
    commit(content, FILE, "kolme\n", "Merge from <maija@kunta.fi> and matti.m@kunta.fi")

    told = repr(History(content).revisions(REF, Language.FI))

    assert "Merge from … and …" in told
    assert [] == [word for word in ("@", "Anna", "Nimi") if word in told]


def test_only_revisions_of_this_entry_are_taken(content: Path) -> None:
    """A commit that did not touch the file, a name too short, and what is no id are no revisions of it."""
    history = History(content)
    own, other = (git(content, "rev-parse", name) for name in ("HEAD", "HEAD~1"))

    assert own == (history.revision(REF, Language.FI, own[:12]) or pytest.fail("not met")).id
    for name in (other, own[:6], "HEAD", "main", "", "--help", "HEAD:clauses", own + "0", "@{0}", "ä" * 12):
        assert history.revision(REF, Language.FI, name) is None


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b"x" * (256 * 1024 + 1)])
def test_a_file_that_is_no_text_or_too_long_is_not_shown(content: Path, text: bytes) -> None:
    """The revision is there, its text is not."""
    commit(content, FILE, text, "Odd")
    history = History(content)

    assert history.text(REF, Language.FI, (history.revisions(REF, Language.FI) or ())[0]) is None


def test_a_revision_that_deleted_the_file_has_no_text(content: Path) -> None:
    """A deletion is a revision too."""
    git(content, "rm", "--quiet", "--", FILE)
    git(content, "commit", "--quiet", "--message", "Take out")
    history = History(content)

    assert history.text(REF, Language.FI, (history.revisions(REF, Language.FI) or ())[0]) is None


def test_the_number_of_revisions_is_bounded(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest ones are told."""
    monkeypatch.setattr(history_module, "MOST_REVISIONS", 1)

    assert ["Mend a figure"] == messages(History(content))


def test_a_file_git_has_never_seen_has_no_versions(content: Path) -> None:
    """That is another answer than not knowing."""
    assert [] == messages(History(content), Ref(Collection.CLAUSES, "nowhere"))


def test_without_a_repository_no_history_is_known(tmp_path: Path) -> None:
    """A plain folder, a missing folder, a repository without a commit."""
    empty = begin(tmp_path / "empty")

    assert [None, None, None] == [messages(History(folder)) for folder in (tmp_path, tmp_path / "gone", empty)]


def test_a_shallow_clone_knows_no_history(content: Path, tmp_path: Path) -> None:
    """Its oldest commit would pass for the beginning."""
    git(tmp_path, "clone", "--quiet", "--depth", "1", content.as_uri(), "shallow")

    assert messages(History(tmp_path / "shallow")) is None


def test_without_git_no_history_is_known(content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command may be missing."""
    monkeypatch.setenv("PATH", str(tmp_path))

    assert messages(History(content)) is None


def test_a_slow_git_is_not_waited_for(content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A reader gets an answer."""
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec /bin/sleep 30\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(slow.parent))
    monkeypatch.setattr("portal.history.git.SECONDS", 0.2)

    assert messages(History(content)) is None


def test_the_environment_does_not_lead_astray(content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Variables of the outer process that point git elsewhere are not handed on."""
    other = begin(tmp_path / "other")
    commit(other, FILE, "vieras\n", "Foreign")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))

    assert ["Mend a figure", "Begin"] == messages(History(content))


def test_what_a_repository_configures_is_not_run(content: Path, tmp_path: Path) -> None:
    """Programs named in its configuration stay where they are."""
    trap, sprung = tmp_path / "trap", tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\n", encoding="utf-8")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "pager.log", "diff.external", "gpg.program", "core.sshCommand"):
        git(content, "config", name, str(trap))
    git(content, "config", "log.showSignature", "true")
    history = History(content)

    texts = [history.text(REF, Language.FI, each) for each in history.revisions(REF, Language.FI) or ()]

    assert ["kaksi\n", "yksi\n"] == texts
    assert not sprung.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can give a folder away")
def test_a_repository_that_git_does_not_trust_has_no_history(content: Path) -> None:
    """Dubious ownership is an answer, not an error."""
    for path in (content, content / ".git"):
        os.chown(path, 12345, 12345)

    assert messages(History(content)) is None
