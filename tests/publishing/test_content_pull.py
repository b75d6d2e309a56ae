"""Commits from elsewhere: taken over as a whole and found, refused with a report, told to those with a draft open."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.cli.pull import pull
from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.history.errors import PullRefused
from portal.search.request import SearchRequest
from portal.settings import Settings
from tests.history.repository import commit
from tests.history.repository import git
from tests.shared.word_tables import copied

MODEL = Ref(Collection.CASES, "jarvi-model")
PATH = f"{MODEL}/fi.md"
WORD = "hirvipelto"


@pytest.fixture
def portal(small_desk: Path, tmp_path: Path) -> Iterator[Portal]:
    """A portal on a copy of the small library that exchanges commits with a bare repository."""
    folder = tmp_path / "here"
    shutil.copytree(small_desk, folder, symlinks=True, copy_function=copied)
    git(tmp_path, "clone", "--quiet", "--bare", str(folder / "content"), str(tmp_path / "shared"))
    git(folder / "content", "remote", "add", "origin", str(tmp_path / "shared"))
    settings = Settings(content=folder / "content", search_index=folder / "index", workspace=folder / "workspace")
    portal = build_portal(replace(settings, content_remote="origin"))
    yield portal
    portal.close()


def send(tmp_path: Path, path: str, old: str, new: str) -> None:
    """Change a file in a clone of the shared repository and push it."""
    clone = tmp_path / "clone"
    if not clone.exists():
        git(tmp_path, "clone", "--quiet", str(tmp_path / "shared"), str(clone))
    commit(clone, path, (clone / path).read_text(encoding="utf-8").replace(old, new), f"Change {path}")
    git(clone, "push", "--quiet", "origin", "HEAD")


def found(portal: Portal) -> list[str]:
    """Return what a search for the new word finds."""
    return [str(hit.ref) for hit in portal.engine.find(SearchRequest(WORD, Language.FI)).hits]


def test_what_others_committed_is_shown_and_found(portal: Portal, tmp_path: Path) -> None:
    """And the draft it has overtaken is told, in the report and at the desk."""
    writer = portal.workspace.accounts.add("a@silta.invalid", "Aino", Role.CONTRIBUTOR, Language.FI).person
    draft = portal.desk.begin(MODEL, Language.FI, writer)
    send(tmp_path, PATH, "summary: ", f"summary: {WORD.title()} ")

    report = portal.content_pull.pull()

    assert ((MODEL,), [draft.id], [str(MODEL)], True) == (
        report.entries,
        [each.id for each in report.overtaken],
        found(portal),
        portal.desk.live.is_overtaken(draft),
    )


def test_what_is_faulty_is_refused_as_a_whole_with_a_report(portal: Portal, tmp_path: Path) -> None:
    """Sound commits that come with it wait too, and nothing changes here."""
    head = git(portal.settings.content, "rev-parse", "HEAD")
    send(tmp_path, PATH, "summary: ", f"summary: {WORD.title()} ")
    send(tmp_path, PATH, "months: 24", "months: many")

    with pytest.raises(PullRefused) as refused:
        portal.content_pull.pull()

    assert (True, head, []) == (
        any(PATH in line for line in refused.value.report),
        git(portal.settings.content, "rev-parse", "HEAD"),
        found(portal),
    )


def test_the_command_and_the_chore_say_the_same(portal: Portal, tmp_path: Path) -> None:
    """The command prints the report and fails where it refuses; the chore carries it to whoever looks at the chores."""
    send(tmp_path, PATH, "months: 24", "months: many")
    chore = next(each for each in portal.chores() if each.name == "pull")

    answer = CliRunner().invoke(pull, obj=lambda: portal)

    with pytest.raises(PullRefused):
        chore.run()
    assert (1, True) == (answer.exit_code, "[number-invalid]" in answer.output or "months" in answer.output)


def test_changed_words_are_looked_for_in_every_entry(portal: Portal, tmp_path: Path) -> None:
    """A vocabulary is no entry, but its words are on pages and in the index."""
    name = next(path.name for path in (portal.settings.content / "vocabulary").glob("sectors*"))
    first = (portal.settings.content / "vocabulary" / name).read_text(encoding="utf-8").split("\n")[0]
    send(tmp_path, f"vocabulary/{name}", first, f"# A remark\n{first}")

    report = portal.content_pull.pull()

    assert ((), (f"vocabulary/{name}",)) == (report.entries, report.others)
