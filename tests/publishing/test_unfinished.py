"""A process that is killed between the commit and the index leaves a publication that the next start finishes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.workflow import Action
from portal.domain.workflow import DraftState
from portal.history.errors import DiskFull
from portal.publishing.unfinished import PressedButton
from portal.publishing.unfinished import UnfinishedPublications
from portal.search.request import SearchRequest
from portal.workspace.draft_book import DraftBook
from portal.workspace.unavailable import WorkspaceUnavailable
from tests.publishing.test_editorial_desk import MODEL
from tests.publishing.test_editorial_desk import WORD
from tests.publishing.test_editorial_desk import Role
from tests.publishing.test_editorial_desk import person
from tests.publishing.test_editorial_desk import portal
from tests.publishing.test_editorial_desk import signed

__all__ = ["portal"]
ROOT = Path(__file__).parents[2]

KILLED = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from portal.bootstrap import build_portal
from portal.settings import Settings

from portal.workspace.audit_log import AuditLog
from portal.workspace.draft_book import DraftBook

content, index, workspace, draft, coordinator, moment = sys.argv[1:]


def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)


portal = build_portal(Settings(content=Path(content), search_index=Path(index), workspace=Path(workspace)))
desk = replace(portal.desk, announce=die) if moment == "index" else portal.desk
if moment == "draft":
    DraftBook.note_publication = die
if moment == "audit":
    AuditLog.note = die
person = portal.workspace.accounts.account(int(coordinator)).person
found = portal.workspace.drafts.draft(int(draft))
desk.publish(found.id, found.version, person)
"""


@pytest.mark.parametrize("moment", ["draft", "audit", "index"])
def test_what_was_committed_before_a_kill_is_found_after_the_next_start(portal, moment: str) -> None:  # the fixture
    """Git, the page, search, the draft and the log agree again, nobody publishes anew, and no note is left."""
    draft = signed(portal, person(portal, Role.CONTRIBUTOR), summary=f"Järvi: {WORD}.")
    coordinator, settings = person(portal, Role.COORDINATOR), portal.settings
    places = [str(each) for each in (settings.content, settings.search_index, settings.workspace)]
    command = [sys.executable, "-c", KILLED, *places, str(draft.id), str(coordinator.id), moment]
    killed = subprocess.run(
        command, check=False, capture_output=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    request = SearchRequest(WORD, Language.FI)
    before = [str(hit.ref) for hit in portal.engine.find(request).hits]

    portal.recover()

    after = [str(hit.ref) for hit in portal.engine.find(request).hits]
    lines = portal.workspace.audit.lines(subject=f"{MODEL}/fi")
    assert (-9, [], [str(MODEL)], DraftState.PUBLISHED, [coordinator.name], []) == (
        killed.returncode,
        before,
        after,
        portal.workspace.drafts.draft(draft.id).state,
        [line.name for line in lines if line.action == Action.PUBLISH],
        list(portal.unfinished.folder.iterdir()),
    )


def test_a_note_lasts_as_long_as_its_publication(tmp_path: Path) -> None:
    """Of one that fails too; that of a process which still runs is left to it."""
    unfinished = UnfinishedPublications(tmp_path / "publishing")
    ref = Ref(Collection.CASES, "jarvi-model")
    with unfinished.noted([ref]):
        during = len(list(unfinished.folder.iterdir())), unfinished.left()
    (unfinished.folder / "999999999-abc").write_text(str(ref))

    left = unfinished.left()
    unfinished.forget()

    assert ((1, frozenset()), {ref}, []) == (during, left, list(unfinished.folder.iterdir()))


def test_a_process_that_has_the_number_of_a_dead_one_holds_none_of_its_notes(tmp_path: Path) -> None:
    """In a container the processes of the next start bear the numbers of the last."""
    unfinished = UnfinishedPublications(tmp_path / "publishing")
    unfinished.folder.mkdir()
    (unfinished.folder / f"{os.getpid()}-abc").write_text("cases/jarvi-model\ndraft 3 7 1")

    assert (frozenset({MODEL}), (PressedButton(3, 7, 1),)) == (unfinished.left(), unfinished.pressed())


def test_nothing_is_begun_where_search_could_not_learn_of_it(tmp_path: Path) -> None:
    """A disk of the index without room refuses before the commit, and keeps no note."""
    unfinished = UnfinishedPublications(tmp_path / "publishing", least_bytes=1 << 60)

    with pytest.raises(DiskFull), unfinished.noted([MODEL]):
        pytest.fail("it was begun")

    assert [] == list(unfinished.folder.iterdir())


def test_what_failed_after_its_commit_is_finished_by_the_next_start(portal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace that takes nothing at that moment keeps nobody from finding the text, and the draft is closed later.

    The failure is put in the place of the database, for no disk fails between two given calls.
    """
    draft = signed(portal, person(portal, Role.CONTRIBUTOR), summary=f"Järvi: {WORD}.")

    def full(*_: object) -> None:
        raise WorkspaceUnavailable("full")

    with monkeypatch.context() as failing:
        failing.setattr(DraftBook, "note_publication", full)
        with pytest.raises(WorkspaceUnavailable):
            portal.desk.publish(draft.id, draft.version, person(portal, Role.COORDINATOR))
    found = [str(hit.ref) for hit in portal.engine.find(SearchRequest(WORD, Language.FI)).hits]
    before = portal.workspace.drafts.draft(draft.id).state

    portal.recover()

    assert ([str(MODEL)], DraftState.IN_REVIEW, DraftState.PUBLISHED, []) == (
        found,
        before,
        portal.workspace.drafts.draft(draft.id).state,
        list(portal.unfinished.folder.iterdir()),
    )
