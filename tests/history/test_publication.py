"""Publishing into real repositories: what is committed, what is on the disk, and what is refused."""

from dataclasses import replace
from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest

from portal.history.author import HOST
from portal.history.author import Author
from portal.history.errors import EditConflict
from portal.history.errors import PathRefused
from portal.history.errors import RepositoryBusy
from portal.history.errors import RepositoryUnwritable
from portal.history.errors import UncommittedEdit
from portal.history.publication import ContentRepository
from portal.history.revision import Revision
from tests.history.conftest import FILE
from tests.history.conftest import FIRST
from tests.history.repository import begin
from tests.history.repository import git

HOSTILE = (
    "../outside.md",
    "cases/../../outside.md",
    "/etc/passwd",
    ".git/config",
    "cases/.git/config",
    "cases/.GIT/config",
    "cases/git~1/config",
    "cases/./fi.md",
    "cases//fi.md",
    "cases/kunta/fi.md\n",
    "cases/kun\nta/fi.md",
    "cases\\kunta\\fi.md",
    "cases/kunta/\u202efi.md",
    "cases/ka\u0308/fi.md",
    "-rf",
    "cases/kunta/fi.md/",
    "cases/con./fi.md",
    "c/" * 300 + "fi.md",
    "",
    "\0",
)


def root_of(content: Path) -> Path:
    """Return the root of the repository of a content folder."""
    return Path(git(content, "rev-parse", "--show-toplevel"))


def test_a_change_is_committed_and_on_the_disk(content: Path, repository: ContentRepository, maija: Author) -> None:
    """Author is the person, committer the portal, the trailers close the message, and git finds nothing amiss."""
    base = repository.blob_id(FILE)

    done = repository.publish({FILE: b"kaksi\n"}, {FILE: base}, maija, "Mend", [("Reviewed-by", "Olli Oikea")])

    told = git(content, "log", "-1", "--format=%H|%an|%ae|%cn|%ce|%B").rstrip()
    sign = f"Maija Meikäläinen|maija@{HOST}|Silta|portal@{HOST}"
    assert f"{done.commit}|{sign}|Mend\n\nReviewed-by: Olli Oikea\nAuthor-Id: maija" == told
    assert b"kaksi\n" == (content / FILE).read_bytes()
    assert {FILE: git(content, "rev-parse", f"HEAD:./{FILE}")} == done.blobs
    assert ("", "", done.commit) == (
        git(content, "status", "--porcelain"),
        git(content, "fsck", "--strict"),
        repository.head(),
    )


def test_files_come_and_go_together(content: Path, repository: ContentRepository, maija: Author) -> None:
    """One commit adds a file and takes another away, and folders that become empty go with it."""
    new = "clauses/uusi/sv.md"

    done = repository.publish({FILE: None, new: b"ny\n"}, {FILE: repository.blob_id(FILE), new: None}, maija, "Move")

    assert (None, b"ny\n") == (done.blobs[FILE], (content / new).read_bytes())
    assert not (content / "cases").exists()
    assert "" == git(content, "status", "--porcelain")


def test_the_rest_of_a_bigger_repository_is_not_touched(tmp_path: Path, maija: Author) -> None:
    """Other files, staged and unstaged work in them included, are as they were."""
    root = begin(tmp_path / "bigger")
    (root / "content").mkdir()
    for name, text in (("code.py", "a\n"), ("other.py", "b\n"), ("content/x.md", "x\n")):
        (root / name).write_text(text)
    git(root, "add", ".")
    git(root, "commit", "-qm", "Begin")
    (root / "code.py").write_text("staged\n")
    git(root, "add", "code.py")
    (root / "other.py").write_text("unstaged\n")
    repository = ContentRepository(root / "content", min_free_bytes=0)

    repository.publish({"x.md": b"y\n"}, {"x.md": repository.blob_id("x.md")}, maija, "Mend")

    assert ["M  code.py", " M other.py"] == ["M  " + git(root, "diff", "--cached", "--name-only")] + [
        " M " + name for name in git(root, "diff", "--name-only").split()
    ]
    assert "content/x.md" == git(root, "show", "--format=", "--name-only", "HEAD")


def test_the_first_commit_of_an_empty_repository(tmp_path: Path, maija: Author) -> None:
    """A repository without any commit can be published into."""
    repository = ContentRepository(begin(tmp_path / "empty"), min_free_bytes=0)

    done = repository.publish({FILE: b"a\n"}, {FILE: None}, maija, "Begin")

    assert (done.commit, "") == (repository.head(), git(repository.content, "status", "--porcelain"))


def test_a_conflict_brings_the_text_that_is_live(repository: ContentRepository, maija: Author) -> None:
    """Who saved on an old base gets the bytes and blob of now, and nothing is committed."""
    base = repository.blob_id(FILE)
    first = repository.publish({FILE: b"kaksi\n"}, {FILE: base}, maija, "First")

    with pytest.raises(EditConflict) as caught:
        repository.publish({FILE: b"kolme\n"}, {FILE: base}, maija, "Second")

    (live,) = caught.value.live
    assert (FILE, first.blobs[FILE], b"kaksi\n", first.commit) == (
        live.path,
        live.blob_id,
        live.content,
        repository.head(),
    )


def test_the_same_change_sent_twice_is_one_commit(repository: ContentRepository, maija: Author) -> None:
    """A retry after a lost answer succeeds and commits nothing."""
    base = repository.blob_id(FILE)
    first = repository.publish({FILE: b"kaksi\n"}, {FILE: base}, maija, "Mend")

    again = repository.publish({FILE: b"kaksi\n"}, {FILE: base}, maija, "Mend")

    assert first == again


def test_a_path_that_must_stay_as_it_was_counts(repository: ContentRepository, maija: Author) -> None:
    """A translation is refused when its original has changed meanwhile."""
    sv = "cases/kunta/sv.md"
    base = repository.blob_id(FILE)
    repository.publish({FILE: b"kaksi\n"}, {FILE: base}, maija, "Change the original")

    with pytest.raises(EditConflict):
        repository.publish({sv: b"ett\n"}, {sv: None, FILE: base}, maija, "Translate")

    assert None is repository.blob_id(sv)


def test_a_change_nobody_has_seen_the_base_of_is_a_mistake(repository: ContentRepository, maija: Author) -> None:
    """Each changed path needs a base."""
    with pytest.raises(ValueError, match="blob was seen"):
        repository.publish({FILE: b"x"}, {}, maija, "Blind")


@pytest.mark.parametrize("path", HOSTILE)
def test_hostile_paths_are_refused(repository: ContentRepository, maija: Author, path: str) -> None:
    """Nothing outside the content can be named, and nothing of git's own."""
    before = repository.head()

    with pytest.raises(PathRefused):
        repository.publish({path: b"x"}, {path: None}, maija, "Break in")

    assert before == repository.head()


def test_a_link_on_the_way_is_never_followed(
    content: Path, repository: ContentRepository, maija: Author, tmp_path: Path
) -> None:
    """Neither a folder that is a link nor a file that is one is written through, even where git does not know it."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text("secret")
    (content / "events").symlink_to(outside)
    (content / "news").mkdir()
    (content / "news" / "fi.md").symlink_to(outside / "secret")

    for path in ("events/fi.md", "news/fi.md"):
        with pytest.raises(PathRefused):
            repository.publish({path: b"x"}, {path: None}, maija, "Follow")

    assert (["secret"], "secret") == ([path.name for path in outside.iterdir()], (outside / "secret").read_text())


def test_a_link_in_git_is_never_replaced_or_read(content: Path, repository: ContentRepository, maija: Author) -> None:
    """A committed link, and a folder in the place of a file, are no content."""
    (content / "link.md").symlink_to("/etc/passwd")
    git(content, "add", "link.md")
    git(content, "commit", "-qm", "Link")

    for path in ("link.md", "cases", f"{FILE}/below.md"):
        with pytest.raises(PathRefused):
            repository.publish({path: b"x"}, {path: None}, maija, "Replace")
    with pytest.raises(PathRefused):
        repository.live("link.md")

    assert (content / "link.md").is_symlink()


def test_uncommitted_work_is_never_written_over(content: Path, repository: ContentRepository, maija: Author) -> None:
    """A file changed by hand, staged or new is refused by its name, and what somebody typed stays."""
    base = repository.blob_id(FILE)
    (content / FILE).write_text("by hand\n")
    (content / "cases/kunta/sv.md").write_text("a draft\n")
    refused = []
    for path, seen in ((FILE, base), ("cases/kunta/sv.md", None)):
        with pytest.raises(UncommittedEdit) as caught:
            repository.publish({path: b"x\n"}, {path: seen}, maija, "Write over")
        refused += caught.value.paths
    git(content, "add", FILE)
    (content / FILE).write_text(FIRST)
    with pytest.raises(UncommittedEdit):
        repository.publish({FILE: b"x\n"}, {FILE: base}, maija, "Write over")

    assert [FILE, "cases/kunta/sv.md"] == refused
    assert ("by hand", base) == (git(content, "show", f":./{FILE}"), repository.blob_id(FILE))


def test_names_and_messages_cannot_forge_anything(content: Path, repository: ContentRepository) -> None:
    """Newlines, angle brackets and trailers in what was typed change neither signature nor trailers."""
    eve = Author("eve", "Eve\nboss <boss@city.example>\0")

    repository.publish(
        {FILE: b"x\n"},
        {FILE: repository.blob_id(FILE)},
        eve,
        "Why\n\nReviewed-by: Boss",
        [("Case", "a\nReviewed-by: B")],
    )

    assert "Eve boss boss@city.example|eve@silta.invalid" == git(content, "log", "-1", "--format=%an|%ae")
    assert "Case: a Reviewed-by: B\nAuthor-Id: eve" == git(content, "log", "-1", "--format=%(trailers)")


def test_an_old_text_is_restored_as_a_new_commit(content: Path, repository: ContentRepository, maija: Author) -> None:
    """The history only grows, and a revision that is none of this branch restores nothing."""
    old = Revision(str(repository.head()), datetime.now(UTC), "Begin", FILE)
    new = repository.publish({FILE: b"kaksi\n"}, {FILE: repository.blob_id(FILE)}, maija, "Change")

    repository.restore(FILE, old, new.blobs[FILE], maija, "Back")
    with pytest.raises(PathRefused):
        repository.restore(FILE, replace(old, id="--output=/tmp/x"), None, maija, "Break in")

    assert FIRST == (content / FILE).read_text()
    assert f"Restores: {old.id}" in git(content, "log", "-1", "--format=%B")


def test_somebody_in_the_middle_of_a_merge_is_not_disturbed(
    content: Path, repository: ContentRepository, maija: Author
) -> None:
    """A half-done merge makes the repository busy; without a branch nothing is published at all."""
    base = repository.blob_id(FILE)
    merging = root_of(content) / ".git" / "MERGE_HEAD"
    merging.write_text(git(content, "rev-parse", "HEAD") + "\n")
    with pytest.raises(RepositoryBusy):
        repository.publish({FILE: b"x"}, {FILE: base}, maija, "Disturb")
    merging.unlink()
    git(content, "checkout", "--quiet", "--detach")
    with pytest.raises(RepositoryUnwritable):
        repository.publish({FILE: b"x"}, {FILE: base}, maija, "Lose")

    assert base == repository.blob_id(FILE)


def test_content_outside_any_repository_cannot_be_changed(tmp_path: Path, maija: Author) -> None:
    """It is said that there is no repository."""
    with pytest.raises(RepositoryUnwritable):
        ContentRepository(tmp_path).publish({FILE: b"x"}, {FILE: None}, maija, "Begin")


def test_tidying_changes_nothing_but_the_room_it_takes(
    content: Path, repository: ContentRepository, maija: Author
) -> None:
    """What is published, its history and the next change are as if nothing had happened."""
    for number in range(5):
        repository.publish({FILE: b"%d\n" % number}, {FILE: repository.blob_id(FILE)}, maija, f"Change {number}")
    head = repository.head()

    repository.tidy()

    loose = git(content, "count-objects").split()[0]
    done = repository.publish({FILE: b"after\n"}, {FILE: repository.blob_id(FILE)}, maija, "After")
    assert ("0", head, "") == (
        loose,
        git(content, "rev-parse", f"{done.commit}~"),
        git(content, "status", "--porcelain"),
    )
    assert "" == git(content, "fsck", "--strict", "--no-dangling")
