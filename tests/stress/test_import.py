"""An import as large as a coordinator would make one: five hundred rows in `make stress`, fifty of them faulty."""

import os
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.spreadsheet_import import ImportMode
from portal.domain.spreadsheet_import import ImportState
from portal.uploads.table import column_letter
from portal.workspace.kept_import import Import
from tests.history.repository import git
from tests.imports.table import good_rows
from tests.imports.table import seeded_rows
from tests.imports.table import workbook
from tests.imports.test_import import tree
from tests.shared.small_library import opened_copy

ROWS = int(os.environ.get("STRESS_ROWS", "60"))
MOST_SECONDS = 60


@pytest.fixture
def portal(small_desk: Path, tmp_path: Path) -> Iterator[Portal]:
    """A portal on the small library as a repository."""
    with opened_copy(small_desk, tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def coordinator(portal: Portal) -> Person:
    """Somebody who may import."""
    return portal.workspace.accounts.add("aino@silta.invalid", "Aino", Role.COORDINATOR, Language.FI).person


def timed(portal: Portal, import_id: int) -> tuple[Import, float]:
    """Return an import when its work is done, and the seconds that took."""
    begun = perf_counter()
    done = portal.imports.work(import_id)
    return done, perf_counter() - begun


def begun(portal: Portal, data: bytes, by: Person) -> Import:
    """Return the import of a file, not yet checked."""
    made = portal.imports.keep(data, "viisisataa.xlsx", Collection.CASES, by)
    assert isinstance(made, Import), made
    return made


@pytest.mark.timeout(600)
def test_a_large_table(portal: Portal, coordinator: Person) -> None:
    """Fifty faults by cell and nothing imported; corrected, one commit within a minute; the undo leaves every byte."""
    rows, cells = seeded_rows(ROWS)
    before, head = tree(portal.settings.content), git(portal.settings.content, "rev-parse", "HEAD")
    faulty, checking = timed(portal, begun(portal, workbook(rows), coordinator).id)
    named = {f"{column_letter(each['column'])}{each['row']}" for each in faulty.report["faults"]}
    untouched = (tree(portal.settings.content), git(portal.settings.content, "rev-parse", "HEAD"))
    made = begun(portal, workbook(good_rows(ROWS)), coordinator)
    portal.imports.work(made.id)
    portal.imports.order(made.id, ImportMode.PUBLISH, coordinator)
    imported, importing = timed(portal, made.id)
    commits = git(portal.settings.content, "rev-list", "--count", f"{head}..HEAD")
    portal.imports.order_undo(made.id, coordinator)
    undone, undoing = timed(portal, made.id)
    print(f"dry run {checking:.1f} s, import {importing:.1f} s, undo {undoing:.1f} s", end=" ")  # noqa: T201

    assert (set(cells), 50, (before, head), ImportState.IMPORTED, "1", ImportState.UNDONE, before, True) == (
        named, len(faulty.report["faults"]), untouched, imported.state, commits, undone.state,
        tree(portal.settings.content), importing < MOST_SECONDS,
    )  # fmt: skip
