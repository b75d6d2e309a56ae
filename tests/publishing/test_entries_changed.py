"""An entry that was published is on the shelf, in the index and in the suggestions of every process at once."""

import multiprocessing
import re
import shutil
import threading
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.bootstrap import MARKER
from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library import shelf_reading
from portal.library.shelf_reading import read_all
from portal.publishing import live_shelf
from portal.publishing.change_journal import LINES_KEPT
from portal.publishing.change_journal import ChangeJournal
from portal.publishing.live_shelf import LiveShelf
from portal.publishing.search_documents import search_documents
from portal.search.request import SearchRequest
from portal.settings import Settings
from tests.conftest import IndexFolder
from tests.library.shelves import write_library
from tests.library.shelves import write_pair

CASE = Ref(Collection.CASES, "aalto")
CLAUSE = Ref(Collection.CLAUSES, "aalto-clause")
CITY = Ref(Collection.ORGANISATIONS, "kunta")


@pytest.fixture(scope="module")
def running(index_folder: IndexFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Yield a portal over a small library of its own, indexed; the tests change it one after the other."""
    content = write_library(tmp_path_factory.mktemp("portal") / "content", "aalto", "berg")
    portal = build_portal(Settings(content=content, search_index=index_folder()))
    portal.rebuild_index()
    yield portal
    portal.close()


@pytest.fixture
def another(running: Portal) -> Iterator[Portal]:
    """Yield what another process has: everything of its own but the files."""
    portal = build_portal(running.settings)
    yield portal
    portal.close()


def edit(portal: Portal, ref: Ref, pattern: str, words: str) -> None:
    """Replace what a pattern finds first in the Finnish file of an entry."""
    path = portal.settings.content / str(ref) / "fi.md"
    path.write_text(re.sub(pattern, words, path.read_text(encoding="utf-8"), count=1), encoding="utf-8")


def found(portal: Portal, question: str) -> set[str]:
    """Return the refs that a question finds with all its words."""
    result = portal.engine.find(SearchRequest(question, Language.FI, bridge=False))
    return {hit.ref for hit in result.hits[: result.complete]}


def suggested(portal: Portal, asked: str) -> list[str]:
    """Return what is suggested."""
    return [each.text for each in portal.live_suggestions.current().beginning(asked, Language.FI)]


def in_step(portal: Portal) -> bool:
    """Return whether shelf and index are what a fresh reading and a build of everything make."""
    shelf = read_all(portal.settings.content).shelf
    report = portal.engine.build(list(search_documents(shelf, portal.renderer.plain)))
    return (list(shelf), shelf.problems) == (list(portal.shelf()), portal.shelf().problems) and (
        0 == report.added + report.changed + report.removed
    )


def test_a_change_is_found_and_suggested_everywhere_at_once(running: Portal, another: Portal) -> None:
    """Title and text are new for the process that publishes and for the other, with the next question."""
    suggested(running, "kunta")
    suggested(another, "kunta")
    edit(running, CASE, r'title: ".*"', 'title: "Meripihka opettaa"')
    edit(running, CASE, "Aloita ajoissa", "Zyxmerkki aloittaa")

    running.live_index.entries_changed([CASE])

    for portal in (running, another):
        assert {str(CASE)} == found(portal, "zyxmerkki")
        assert ["Meripihka opettaa"] == suggested(portal, "merip")
    assert in_step(running)


def test_only_the_named_entries_are_read_again(
    running: Portal, another: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process reads the one folder that the journal names, and looks at no other."""
    edit(running, CASE, "## Tausta", "## Taustaa")
    running.live_index.entries_changed([CASE])
    read: list[Ref] = []
    read_folder = shelf_reading.read_folder

    def noted(content: Path, ref: Ref, *others: object) -> object:
        read.append(ref)
        return read_folder(content, ref, *others)  # type: ignore[arg-type]  # handed on as they came

    def refuse(*_: object) -> None:
        raise AssertionError("all files were looked at")

    monkeypatch.setattr(shelf_reading, "read_folder", noted)
    monkeypatch.setattr(shelf_reading, "refs_there", refuse)
    edit(running, CASE, "## Taustaa", "## Tausta")
    running.live_index.entries_changed([CASE])
    another.shelf()

    assert [CASE] * len(read) == read
    assert read


def test_what_others_take_from_an_entry_is_renewed_too(running: Portal) -> None:
    """The new name of a municipality is found with its case and with the clause of that case."""
    suggested(running, "zyx")
    edit(running, CITY, r'title: ".*"', 'title: "Zyxkylä"')

    running.live_index.entries_changed([CITY])

    assert ["Zyxkylä", "Zyxkylä"] == suggested(running, "zyxkyl")
    assert "Kunta" not in suggested(running, "kunta")
    assert {str(CASE), str(CLAUSE), str(CITY)} <= found(running, "zyxkylä")
    assert in_step(running)


def test_what_was_changed_before_the_process_began_is_renewed_too(running: Portal) -> None:
    """A command that starts after the files were changed has nothing to compare with, and names them all the same."""
    edit(running, CITY, r'title: ".*"', 'title: "Zyxlahti"')
    late = build_portal(running.settings)

    late.live_index.entries_changed([CITY])

    late.close()
    assert {str(CASE), str(CLAUSE), str(CITY)} <= found(running, "zyxlahti")
    assert in_step(running)


@pytest.mark.parametrize("late", [False, True])
def test_entries_come_and_go(running: Portal, late: bool) -> None:
    """A new pair is found; when its clause goes, the case that names it has a fault and leaves shelf and index."""
    write_pair(running.settings.content, "zyxuusi")
    pair = [Ref(Collection.CASES, "zyxuusi"), Ref(Collection.CLAUSES, "zyxuusi-clause")]
    running.live_index.entries_changed(pair)
    there = [running.shelf().get(ref) is not None for ref in pair]
    shutil.rmtree(running.settings.content / str(pair[1]))
    portal = build_portal(running.settings) if late else running
    portal.live_index.entries_changed(pair[1:])
    gone = [running.shelf().get(ref) is None for ref in pair]
    right = in_step(running)
    shutil.rmtree(running.settings.content / str(pair[0]))
    portal.live_index.entries_changed(pair[:1])

    assert [True, True] == there == gone
    assert right
    assert in_step(running)


def test_a_touched_marker_or_a_build_by_hand_has_everything_looked_at(running: Portal, another: Portal) -> None:
    """Whoever edits by hand builds the index, or touches the marker as ever, and every process sees it."""
    edit(running, CASE, r'title: ".*"', 'title: "Kaarna"')
    another.rebuild_index()
    first = suggested(running, "kaarn")
    edit(running, CASE, r'title: ".*"', 'title: "Kaislikko"')
    (running.settings.search_index / MARKER).touch()

    assert ["Kaarna"] == first
    assert ["Kaislikko"] == suggested(running, "kaisl")
    another.rebuild_index()


def publish(settings: Settings, name: str, go: Callable[[], object]) -> None:
    """Change a case three times and announce each change, in a process of its own."""
    portal = build_portal(settings)
    go()
    for number in range(3):
        edit(portal, Ref(Collection.CASES, name), r"title: .*", f'title: "Zyxversio {name} {number}"')
        portal.live_index.entries_changed([Ref(Collection.CASES, name)])
    portal.close()


def test_two_processes_may_publish_at_once(running: Portal) -> None:
    """Each waits for the other, and nothing of either is lost."""
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(2)
    workers = [
        context.Process(target=publish, args=(running.settings, name, barrier.wait)) for name in ("aalto", "berg")
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert [0, 0] == [worker.exitcode for worker in workers]
    assert {"cases/aalto", "cases/berg"} == found(running, "zyxversio 2")
    assert in_step(running)


def test_readers_are_served_while_an_entry_is_published(running: Portal) -> None:
    """While the index is being written, other threads have a shelf and an answer without waiting for the end."""
    shelves = []
    with running.live_shelf.changing([CASE]):
        thread = threading.Thread(target=lambda: shelves.append(running.shelf()))
        thread.start()
        thread.join(timeout=5)

    assert [running.shelf()] == shelves


@pytest.fixture
def small(tmp_path: Path) -> LiveShelf:
    """Return a live shelf over a small library."""
    return LiveShelf(write_library(tmp_path / "content", "aalto"), tmp_path / "index" / MARKER)


@pytest.mark.parametrize(
    "text",
    ["", "journal 0123456789abcdef\n", "1 cases/aalto\n", "journal 0123456789abcdef\n9 cases/aalto\n", "\x00" * 99],
)
def test_a_journal_that_cannot_be_read_has_everything_looked_at(small: LiveShelf, tmp_path: Path, text: str) -> None:
    """A file that is empty, cut, another's or nonsense is believed in nothing but that something has changed."""
    with small.changing([CASE]):
        pass
    path = tmp_path / "content" / str(CASE) / "fi.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Kunta kertoo", "Kaupunki kertoo"), encoding="utf-8")
    (tmp_path / "index" / MARKER).write_text(text, encoding="ascii")

    entry = small.current().get(CASE)

    assert entry is not None
    assert entry.texts.best(Language.FI)[0].title.startswith("Kaupunki")


def test_whoever_missed_more_than_is_kept_looks_at_everything(tmp_path: Path) -> None:
    """The journal keeps to its size, and tells those who come late that it does not reach back so far."""
    journal = ChangeJournal(tmp_path / MARKER)
    first = journal.announce([CASE])
    second = journal.announce([CLAUSE])
    for _ in range(LINES_KEPT):
        last = journal.announce([CASE])

    assert journal.since(first) == (last, None)
    assert journal.since(second) == (last, frozenset({CASE}))
    assert (tmp_path / MARKER).stat().st_size < 20_000


def test_one_who_publishes_waits_for_another(small: LiveShelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Two changes never run side by side."""
    monkeypatch.setattr(live_shelf, "LOCK_WAIT", 5.0)
    other = LiveShelf(tmp_path / "content", tmp_path / "index" / MARKER)
    order: list[str] = []

    def change() -> None:
        with other.changing([CASE]):
            order.append("second")

    with small.changing([CASE]):
        thread = threading.Thread(target=change)
        thread.start()
        thread.join(timeout=0.3)
        order.append("first")
    thread.join()

    assert ["first", "second"] == order
