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
from portal.history.past_files import PastFiles
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

    texts = [history.text(revision) for revision in history.revisions(REF, Language.FI) or ()]

    assert ["kaksi\n", "yksi\n"] == texts


def test_content_may_be_a_folder_of_the_repository(tmp_path: Path) -> None:
    """Paths are those below the content folder, wherever it lies in the repository."""
    root = begin(tmp_path / "root")
    commit(root, f"data/content/{FILE}", "yksi\n", "Begin")
    commit(root, FILE, "muu\n", "Another file of the same name")
    history = History(root / "data" / "content")
    revisions = history.revisions(REF, Language.FI) or ()

    assert ["Begin"] == [revision.message for revision in revisions]
    assert "yksi\n" == history.text(revisions[0])


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

    assert history.text((history.revisions(REF, Language.FI) or ())[0]) is None


def test_a_revision_that_deleted_the_file_has_no_text(content: Path) -> None:
    """A deletion is a revision too."""
    git(content, "rm", "--quiet", "--", FILE)
    git(content, "commit", "--quiet", "--message", "Take out")
    history = History(content)

    assert history.text((history.revisions(REF, Language.FI) or ())[0]) is None


def test_the_number_of_revisions_is_bounded(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest ones are told."""
    monkeypatch.setattr(history_module, "MOST_REVISIONS", 1)

    assert ["Mend a figure"] == messages(History(content))


def rename(folder: Path, old: str, new: str, message: str = "Rename") -> None:
    """Give an entry another id, as one commit."""
    git(folder, "mv", old, new)
    git(folder, "commit", "--quiet", "--message", message)


RENAMED = Ref(Collection.CLAUSES, "kaupunki")


def test_a_renamed_entry_keeps_its_history(content: Path) -> None:
    """Revisions and texts from before the new id, in every language, also under the third id and in a folder."""
    rename(content, "clauses/kunta", "clauses/city", "Rename")
    commit(content, "clauses/city/fi.md", "kaksi ja puoli\n", "Change")
    rename(content, "clauses/city", "clauses/kaupunki", "Rename again")
    history = History(content)

    revisions = history.revisions(RENAMED, Language.FI) or ()

    assert ["Rename again", "Change", "Rename", "Mend a figure", "Begin"] == [each.message for each in revisions]
    assert ["kaksi ja puoli\n", "kaksi ja puoli\n", "kaksi\n", "kaksi\n", "yksi\n"] == list(
        map(history.text, revisions)
    )
    assert ["Rename again", "Rename", "Translate"] == messages(history, RENAMED, Language.SV)
    assert revisions[-1] == history.revision(RENAMED, Language.FI, revisions[-1].short)


def test_a_renamed_entry_keeps_its_history_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    """Paths are those below the content folder here too."""
    root = begin(tmp_path / "root")
    commit(root, f"content/{FILE}", "yksi\n", "Begin")
    rename(root, "content/clauses/kunta", "content/clauses/kaupunki")
    history = History(root / "content")
    revisions = history.revisions(RENAMED, Language.FI) or ()

    assert ["Rename", "Begin"] == [each.message for each in revisions]
    assert ["yksi\n", "yksi\n"] == list(map(history.text, revisions))


def test_a_rename_with_a_mended_line_is_a_rename(content: Path) -> None:
    """Most of the file stayed."""
    commit(content, FILE, "".join(f"rivi {number}\n" for number in range(10)), "Write")
    git(content, "mv", "clauses/kunta", "clauses/kaupunki")
    commit(content, "clauses/kaupunki/fi.md", "".join(f"rivi {number}\n" for number in range(9)), "Rename and mend")

    assert ["Rename and mend", "Write", "Mend a figure", "Begin"] == messages(History(content), RENAMED)


def test_a_rename_back_and_forth_is_told_once(content: Path) -> None:
    """Each revision stands once, in order."""
    rename(content, "clauses/kunta", "clauses/kaupunki", "There")
    rename(content, "clauses/kaupunki", "clauses/kunta", "Back")

    assert ["Back", "There", "Mend a figure", "Begin"] == messages(History(content))


def test_a_copy_begins_a_history_of_its_own(content: Path) -> None:
    """The entry it was copied from is there still, and its history is not that of the copy."""
    commit(content, "clauses/kaupunki/fi.md", "kaksi\n", "Copy")

    assert ["Copy"] == messages(History(content), RENAMED)


@pytest.mark.parametrize("old", ["clauses/kunta/sv.md", "cases/kunta/fi.md", "README.md"])
def test_what_is_no_rename_of_an_entry_brings_no_history(tmp_path: Path, old: str) -> None:
    """Another language, another collection, a file that is no entry."""
    folder = begin(tmp_path / "content")
    commit(folder, old, "sama\n", "Other")
    git(folder, "rm", "--quiet", "--", old)
    commit(folder, "clauses/kaupunki/fi.md", "sama\n", "New")

    assert ["New"] == messages(History(folder), RENAMED)


def test_a_new_entry_in_place_of_a_withdrawn_one_is_new(content: Path) -> None:
    """What only shares its fields with what went is no rename of it."""
    commit(content, FILE, "---\nstatus: published\noriginal: fi\n---\n" + "Vanha ehto.\n" * 9, "Write")
    git(content, "rm", "--quiet", "-r", "--", "clauses/kunta")
    new = "---\nstatus: published\noriginal: fi\n---\n" + "Aivan muuta asiaa.\n" * 9
    commit(content, "clauses/kaupunki/fi.md", new, "Begin another")

    assert ["Begin another"] == messages(History(content), RENAMED)


def test_the_desk_is_told_of_the_time_before_a_rename_too(content: Path) -> None:
    """Who made the revisions under the first id."""
    rename(content, "clauses/kunta", "clauses/kaupunki")

    told = History(content).signed_revisions(RENAMED, Language.FI) or ()

    assert ["Rename", "Mend a figure", "Begin"] == [each.revision.message for each in told]


def test_many_files_at_once_are_followed_over_renames(content: Path) -> None:
    """The same revisions as those of one file, and their texts."""
    rename(content, "clauses/kunta", "clauses/kaupunki")
    commit(content, "cases/muu/fi.md", "muu\n", "Another")
    files = [
        (RENAMED, Language.FI),
        (RENAMED, Language.SV),
        (Ref(Collection.CASES, "muu"), Language.FI),
        (REF, Language.EN),
    ]
    past, history = PastFiles(content), History(content)

    found = past.revisions(files)

    assert {file: history.revisions(*file) for file in files} == found
    assert ["kaksi\n", "kaksi\n", "yksi\n"] == list(past.texts(found[files[0]]))


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

    texts = [history.text(each) for each in history.revisions(REF, Language.FI) or ()]

    assert ["kaksi\n", "yksi\n"] == texts
    assert not sprung.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="NOT TESTED: an untrusted folder, for only root can give one away")
def test_a_repository_that_git_does_not_trust_has_no_history(content: Path) -> None:
    """Dubious ownership is an answer, not an error."""
    for path in (content, content / ".git"):
        os.chown(path, 12345, 12345)

    assert messages(History(content)) is None
