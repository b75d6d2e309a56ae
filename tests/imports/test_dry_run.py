"""The dry run: every fault by its cell, and nothing imported."""

from portal.bootstrap import Portal
from portal.domain.people import Person
from portal.domain.reference import Collection
from portal.domain.spreadsheet_import import CellFault
from portal.publishing.import_check import DryRun
from portal.uploads.table import column_letter
from tests.history.repository import git
from tests.imports.table import SEEDS
from tests.imports.table import seeded_rows
from tests.imports.table import workbook


def run_of(portal: Portal, data: bytes, by: Person, name: str = "tapaukset.xlsx") -> DryRun:
    """Return the dry run of a file that can be read."""
    run = portal.imports.check_now(data, name, Collection.CASES, by)
    assert isinstance(run, DryRun), run
    return run


def cell_of(fault: CellFault) -> str:
    """Return the name of the cell, as C12."""
    return f"{column_letter(fault.column)}{fault.row}" if fault.column else f"-{fault.row}"


def test_every_seeded_fault_is_named_by_its_cell(portal: Portal, coordinator: Person) -> None:
    """Fifty faults of fifty kinds in sixty rows: each at its cell by its rule, none besides, and nothing is changed."""
    rows, cells = seeded_rows(60)
    before = git(portal.settings.content, "rev-parse", "HEAD")

    run = run_of(portal, workbook(rows), coordinator)
    found = {(cell_of(fault), str(fault.rule)) for fault in run.faults}

    assert ({(cell, str(seed.rule)) for cell, seed in cells.items()}, 50, before, "") == (
        found, len(SEEDS), git(portal.settings.content, "rev-parse", "HEAD"),
        git(portal.settings.content, "status", "--porcelain"),
    )  # fmt: skip
