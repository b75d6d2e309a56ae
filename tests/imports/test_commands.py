"""`portal import`: the dry run, the import and the undo from the command line, by the law of the desk."""

from pathlib import Path

from click.testing import CliRunner
from click.testing import Result

from portal.bootstrap import Portal
from portal.cli.spreadsheets import spreadsheets
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.people import Role
from tests.history.repository import git
from tests.imports.table import good_rows
from tests.imports.table import seeded_rows
from tests.imports.table import workbook

AINO = ("--as", "aino@silta.invalid")


def command(portal: Portal, *words: str) -> Result:
    """Return what a command said."""
    return CliRunner().invoke(spreadsheets, words, obj=lambda: portal)


def test_the_dry_run_names_every_cell(portal: Portal, coordinator: Person, tmp_path: Path) -> None:
    """Exit code 1 while there are faults, and nothing is kept."""
    rows, cells = seeded_rows(60)
    file = tmp_path / "tapaukset.xlsx"
    file.write_bytes(workbook(rows))
    done = command(portal, "check", str(file), "--collection", "cases", *AINO)
    named = {line.partition(":")[0] for line in done.output.splitlines()[:-1]}

    assert (1, set(cells), "60 rows, 50 faults; nothing was imported.", []) == (
        done.exit_code, named, done.output.splitlines()[-1], list(portal.imports.book.recent()),
    )  # fmt: skip


def test_it_imports_and_takes_back(portal: Portal, coordinator: Person, tmp_path: Path) -> None:
    """One commit there, one back, in the name of whose account does it."""
    file = tmp_path / "tapaukset.xlsx"
    file.write_bytes(workbook(good_rows(2)))
    done = command(portal, "run", str(file), "--collection", "cases", "--publish", *AINO)
    author = git(portal.settings.content, "log", "-1", "--format=%an")
    undone = command(portal, "undo", "1", *AINO)

    assert (0, "Aino", "Import 1 is undone.\n", False) == (
        done.exit_code, author, undone.output, (portal.settings.content / "cases/tuotu-0").exists(),
    )  # fmt: skip


def test_the_law_is_that_of_the_desk(portal: Portal, tmp_path: Path) -> None:
    """Whoever may not import at the desk may not here, and nobody does it without an account."""
    portal.workspace.accounts.add("eero@silta.invalid", "Eero", Role.REVIEWER, Language.FI)
    file = tmp_path / "tapaukset.xlsx"
    file.write_bytes(workbook(good_rows(1)))
    answers = [
        command(portal, verb, str(file), "--collection", "cases", "--as", f"{name}@silta.invalid")
        for verb in ("check", "run")
        for name in ("eero", "nobody")
    ]

    assert ([1] * 4, []) == ([each.exit_code for each in answers], list(portal.imports.book.recent()))
