"""The way of an import: one commit that brings everything in, and one that takes exactly that out again."""

from pathlib import Path

import pytest

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.people import Role
from portal.domain.people import Scope
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.spreadsheet_import import ImportMode
from portal.domain.spreadsheet_import import ImportNotSo
from portal.domain.spreadsheet_import import ImportState
from portal.domain.spreadsheet_import import SheetRule
from portal.domain.spreadsheet_import import Staying
from portal.domain.spreadsheet_import import UndoHindered
from portal.domain.workflow import Action
from portal.history.author import Author
from portal.publishing.rights import NotPermitted
from portal.search.request import SearchRequest
from portal.uploads.refusal import Refused
from portal.workspace.kept_import import Import
from tests.history.repository import git
from tests.imports.table import COLUMNS
from tests.imports.table import good_rows
from tests.imports.table import plain
from tests.imports.table import seeded_rows
from tests.imports.table import workbook

FILE = "tapaukset.xlsx"


def kept(portal: Portal, data: bytes, by: Person, name: str = FILE) -> Import:
    """Return the import of a file, checked."""
    made = portal.imports.keep(data, name, Collection.CASES, by)
    assert isinstance(made, Import), made
    return portal.imports.work(made.id)


def imported(portal: Portal, by: Person, count: int = 3, mode: ImportMode = ImportMode.PUBLISH) -> Import:
    """Return the import of a sound table, brought in."""
    made = kept(portal, workbook(good_rows(count)), by)
    portal.imports.order(made.id, mode, by)
    return portal.imports.work(made.id)


def tree(content: Path) -> dict[str, bytes]:
    """Return every file of the content."""
    files = (path for path in content.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {str(path.relative_to(content)): path.read_bytes() for path in files}


def commits(portal: Portal) -> int:
    """Return how many commits the content has."""
    return int(git(portal.settings.content, "rev-list", "--count", "HEAD"))


def found(portal: Portal, word: str) -> set[str]:
    """Return the entries that a search for a word finds."""
    return {str(hit.ref) for hit in portal.engine.find(SearchRequest(word, Language.FI)).hits}


def test_a_table_comes_in_by_one_commit_and_goes_by_one(portal: Portal, coordinator: Person) -> None:
    """Entries are found by search between the two, and afterwards every byte is as it was."""
    before, count = tree(portal.settings.content), commits(portal)
    made = imported(portal, coordinator)
    between = (
        made.state,
        commits(portal) - count,
        found(portal, "siivouksen") >= {f"cases/tuotu-{n}" for n in range(3)},
    )
    author = git(portal.settings.content, "log", "-1", "--format=%an|%cn|%s")
    portal.imports.order_undo(made.id, coordinator)
    undone = portal.imports.work(made.id)

    assert (
        (ImportState.IMPORTED, 1, True), "Aino|Silta|import 3 files into cases: tapaukset.xlsx",
        ImportState.UNDONE, 2, before, "", False,
    ) == (
        between, author, undone.state, commits(portal) - count, tree(portal.settings.content),
        git(portal.settings.content, "status", "--porcelain"),
        any(name.startswith("cases/tuotu") for name in found(portal, "siivouksen")),
    )  # fmt: skip


def test_a_table_with_a_fault_cannot_be_ordered(portal: Portal, coordinator: Person) -> None:
    """One fault in one cell keeps all rows out."""
    before = tree(portal.settings.content)
    made = kept(portal, workbook(seeded_rows(60)[0]), coordinator)
    with pytest.raises(ImportNotSo):
        portal.imports.order(made.id, ImportMode.PUBLISH, coordinator)

    assert (ImportState.FAULTY, 50, before) == (made.state, made.report["fault_count"], tree(portal.settings.content))


def test_what_has_become_true_since_the_dry_run_is_found_when_importing(portal: Portal, coordinator: Person) -> None:
    """Somebody published one of the entries between the two: nothing is written over, and the cell is named."""
    made = kept(portal, workbook(good_rows(3)), coordinator)
    text = (portal.settings.content / "cases/jarvi-model/fi.md").read_bytes()
    portal.repository.publish({"cases/tuotu-1/fi.md": text}, {"cases/tuotu-1/fi.md": None}, Author("a", "B"), "another")
    portal.live_index.entries_changed([Ref(Collection.CASES, "tuotu-1")])
    portal.imports.order(made.id, ImportMode.PUBLISH, coordinator)
    done = portal.imports.work(made.id)

    assert (ImportState.FAULTY, [(3, 1, SheetRule.ENTRY_EXISTS)], False, text) == (
        done.state, [(each["row"], each["column"], each["rule"]) for each in done.report["faults"]],
        (portal.settings.content / "cases/tuotu-0").exists(),
        (portal.settings.content / "cases/tuotu-1/fi.md").read_bytes(),
    )  # fmt: skip


def test_an_undo_is_refused_when_somebody_has_built_on_it(portal: Portal, coordinator: Person) -> None:
    """A changed entry and one being written are named with the reason, and nothing is taken away."""
    made = imported(portal, coordinator)
    path = "cases/tuotu-0/fi.md"
    old = (portal.settings.content / path).read_bytes()
    blob = portal.repository.blob_ids([path])
    portal.repository.publish({path: old.replace(b"Aloita", b"Ryhdy")}, blob, Author("a", "B"), "correct")
    portal.live_index.entries_changed([Ref(Collection.CASES, "tuotu-0")])
    portal.desk.begin(Ref(Collection.CASES, "tuotu-2"), Language.FI, coordinator)
    before = tree(portal.settings.content)
    with pytest.raises(UndoHindered):
        portal.imports.order_undo(made.id, coordinator)

    assert (
        {"cases/tuotu-0/fi.md": Staying.CHANGED, "cases/tuotu-2/fi.md": Staying.BEING_WRITTEN}, before,
        ImportState.IMPORTED,
    ) == (
        dict(portal.imports.undo_plan(made).hindrances), tree(portal.settings.content),
        portal.imports.book.get(made.id).state,
    )  # fmt: skip


def test_a_change_after_the_order_to_undo_hinders_it_too(portal: Portal, coordinator: Person) -> None:
    """Whoever works on it looks again."""
    made = imported(portal, coordinator)
    portal.imports.order_undo(made.id, coordinator)
    portal.desk.begin(Ref(Collection.CASES, "tuotu-2"), Language.FI, coordinator)
    before = tree(portal.settings.content)
    done = portal.imports.work(made.id)

    assert (ImportState.IMPORTED, "hindered", before) == (
        done.state, done.report["failure"], tree(portal.settings.content),
    )  # fmt: skip


def test_a_worker_that_died_after_the_commit_is_followed_by_one_that_goes_on(
    portal: Portal, coordinator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commit alone decides: there is no second one, and the entries are found."""
    count = commits(portal)
    made = kept(portal, workbook(good_rows(3)), coordinator)
    portal.imports.order(made.id, ImportMode.PUBLISH, coordinator)
    book = type(portal.workspace.imports)
    step = book.step

    def dies(*_arguments: object, **_words: object) -> None:
        raise SystemExit

    monkeypatch.setattr(book, "step", dies)
    with pytest.raises(SystemExit):
        portal.imports.work(made.id)
    monkeypatch.setattr(book, "step", step)
    held = portal.imports.work(made.id).state
    portal.workspace.imports.release(made.id, portal.workspace.imports.get(made.id).report["worker"])
    (done,) = portal.imports.work_on_waiting()

    assert (ImportState.IMPORTING, ImportState.IMPORTED, 1, True) == (
        held, done.state, commits(portal) - count, "cases/tuotu-1" in found(portal, "siivouksen"),
    )  # fmt: skip


def test_rows_can_become_drafts(portal: Portal, coordinator: Person) -> None:
    """Nothing is published; the undo discards them, and is refused when somebody has gone on writing."""
    count = commits(portal)
    made = imported(portal, coordinator, mode=ImportMode.DRAFTS)
    keys = portal.workspace.drafts.open_keys()
    (first, *_) = (portal.workspace.drafts.draft(each) for each in made.report["drafts"])
    portal.desk.save(first.id, first.version, {**first.typed, "title": "Toinen"}, coordinator)
    with pytest.raises(UndoHindered):
        portal.imports.order_undo(made.id, coordinator)
    portal.workspace.drafts.step(first.id, first.version + 1, Action.DISCARD, coordinator)
    portal.imports.order_undo(made.id, coordinator)
    undone = portal.imports.work(made.id)

    assert (0, {f"cases/tuotu-{n}/fi" for n in range(3)}, ImportState.UNDONE, frozenset()) == (
        commits(portal) - count, keys, undone.state, portal.workspace.drafts.open_keys(),
    )  # fmt: skip


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REVIEWER])
def test_only_coordinators_import(portal: Portal, role: Role) -> None:
    """The desk decides, not the page."""
    somebody = portal.workspace.accounts.add("eero@silta.invalid", "Eero", role, Language.FI).person
    with pytest.raises(NotPermitted):
        portal.imports.keep(workbook(good_rows(1)), FILE, Collection.CASES, somebody)


def test_nobody_imports_outside_their_part_of_the_library(portal: Portal, coordinator: Person) -> None:
    """Each row outside is a fault of its own; and they take back what others brought in as little."""
    scope = Scope(frozenset({"se"}))
    swede = portal.workspace.accounts.add("bo@silta.invalid", "Bo", Role.COORDINATOR, Language.SV, scope).person
    made = imported(portal, coordinator, 1)
    refused = kept(portal, workbook(good_rows(2, "ny")), swede)
    with pytest.raises(NotPermitted):
        portal.imports.order_undo(made.id, swede)

    assert [SheetRule.OUTSIDE_SCOPE] * 2 == [each["rule"] for each in refused.report["faults"]]


@pytest.mark.parametrize(
    ("separator", "encoding"),
    [(";", "utf-8-sig"), (";", "cp1252"), (",", "utf-8"), ("\t", "utf-16")],
)
def test_csv_comes_as_office_programs_write_it(
    portal: Portal, coordinator: Person, separator: str, encoding: str
) -> None:
    """Semicolons, commas and tabs; UTF-8 with and without a mark, Windows-1252 and the Unicode text of Excel."""
    made = kept(portal, plain(good_rows(2), separator, encoding), coordinator, "tapaukset.csv")

    assert (ImportState.READY, [], 2) == (made.state, made.report["faults"], made.report["rows"])


def test_a_translation_may_come_with_its_original(portal: Portal, coordinator: Person) -> None:
    """Two rows of one id: the second is stamped with what it was made from."""
    rows = good_rows(1)
    rows[0] |= {"untranslated.sv": ""}
    told = {name: text for name, text in rows[0].items() if name.startswith(("sections", "title", "summary", "id"))}
    rows.append({**told, "language": "sv", "translation_of": "fi"})
    columns = (*COLUMNS, "translation_of")
    made = kept(portal, workbook(rows, columns), coordinator)
    portal.imports.order(made.id, ImportMode.PUBLISH, coordinator)
    done = portal.imports.work(made.id)
    text = (portal.settings.content / "cases/tuotu-0/sv.md").read_text(encoding="utf-8")

    assert ([], ImportState.IMPORTED, True) == (made.report["faults"], done.state, "made_from:" in text)


def test_a_file_that_is_no_table_is_refused_with_a_reason(portal: Portal, coordinator: Person) -> None:
    """It is not kept at all."""
    refused = portal.imports.keep(b"%PDF-1.4 x %%EOF", "taulukko.xlsx", Collection.CASES, coordinator)

    assert (True, []) == (isinstance(refused, Refused), list(portal.imports.book.recent()))
