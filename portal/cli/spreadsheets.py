"""`portal import`: many entries from a table, by the law of the desk."""

from collections.abc import Callable
from collections.abc import Iterable
from pathlib import Path

import click

from portal.bootstrap import Portal
from portal.domain.people import Person
from portal.domain.reference import Collection
from portal.domain.spreadsheet_import import CellFault
from portal.domain.spreadsheet_import import ImportMode
from portal.domain.spreadsheet_import import ImportState
from portal.uploads.refusal import Refused
from portal.uploads.table import column_letter
from portal.workspace.kept_import import Import

file_argument = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
collection_option = click.option("--collection", type=click.Choice([each.value for each in Collection]), required=True)
by_option = click.option("--as", "email", required=True, help="The e-mail address of the account that does it.")


@click.group("import")
def spreadsheets() -> None:
    """Import many entries from a spreadsheet (XLSX, CSV), and undo an import."""


@spreadsheets.command()
@file_argument
@collection_option
@by_option
@click.pass_obj
def check(portal: Callable[[], Portal], file: Path, collection: str, email: str) -> None:
    """Name every fault of a table by its cell; nothing is imported."""
    opened = portal()
    run = opened.imports.check_now(file.read_bytes(), file.name, Collection(collection), _person(opened, email))
    if isinstance(run, Refused):
        raise click.ClickException(_said(run))
    _tell(run.faults)
    click.echo(f"{run.rows} rows, {len(run.faults)} faults; nothing was imported.")
    if run.faults:
        raise SystemExit(1)


@spreadsheets.command()
@file_argument
@collection_option
@by_option
@click.option("--publish", is_flag=True, help="Publish at once; without it the rows become drafts.")
@click.pass_obj
def run(portal: Callable[[], Portal], file: Path, collection: str, email: str, publish: bool) -> None:
    """Import a table that has no fault, all of it or nothing; what is published is one commit."""
    opened = portal()
    by = _person(opened, email)
    kept = opened.imports.keep(file.read_bytes(), file.name, Collection(collection), by)
    if isinstance(kept, Refused):
        raise click.ClickException(_said(kept))
    _check_done(opened.imports.work(kept.id), ImportState.READY)
    opened.imports.order(kept.id, ImportMode.PUBLISH if publish else ImportMode.DRAFTS, by)
    done = opened.imports.work(kept.id)
    _check_done(done, ImportState.IMPORTED)
    brought = f"by commit {done.commit[:12]}" if done.commit else "as drafts"
    click.echo(f"Import {done.id}: {done.report['rows']} rows came in {brought}.")


@spreadsheets.command()
@click.argument("number", type=int)
@by_option
@click.pass_obj
def undo(portal: Callable[[], Portal], number: int, email: str) -> None:
    """Undo exactly one import; refused with reasons when somebody has built on it since."""
    opened = portal()
    by = _person(opened, email)
    kept = opened.imports.book.get(number)
    hindrances = opened.imports.undo_plan(kept).hindrances if kept.state is ImportState.IMPORTED else {}
    for name, why in hindrances.items():
        click.echo(f"{name}: {why}", err=True)
    opened.imports.order_undo(number, by)
    _check_done(opened.imports.work(number), ImportState.UNDONE)
    click.echo(f"Import {number} is undone.")


@spreadsheets.command("list")
@click.pass_obj
def list_imports(portal: Callable[[], Portal]) -> None:
    """Show the imports, the newest first."""
    for each in portal().imports.book.recent():
        click.echo(f"{each.id:5}  {each.at:%Y-%m-%d %H:%M}  {each.state:9}  {each.collection}  {each.file_name}")


def _person(opened: Portal, email: str) -> Person:
    """Return who does it; the desk decides by the rights of their account."""
    opened.workspace.database.prepare()
    account = opened.workspace.accounts.by_email(email)
    if account is None or not account.active:
        raise click.ClickException(f"There is no open account with the address {email}.")
    return account.person


def _check_done(kept: Import, wanted: ImportState) -> None:
    """End the command where an import does not stand where it should, with what its dry run found."""
    if kept.state is wanted:
        return
    refused = kept.report.get("refused")
    if refused:
        raise click.ClickException(_said(Refused(**refused)))
    _tell(CellFault(**each) for each in kept.report.get("faults", ()))
    told = (
        kept.report.get("failure_told") or kept.report.get("failure") or f"{kept.report.get('fault_count', 0)} faults"
    )
    raise click.ClickException(f"Import {kept.id} is {kept.state}: {told}.")


def _tell(faults: Iterable[CellFault]) -> None:
    for each in faults:
        place = f"{column_letter(each.column)}{each.row}" if each.column else f"row {each.row}"
        click.echo(f"{place}: {each.name}: {each.message} [{each.rule}]")


def _said(refused: Refused) -> str:
    bound = f", at most {refused.most}" if refused.most else ""
    place = f" at {refused.place}" if refused.place else ""
    return f"The file cannot be read as a table: {refused.reason}{place}{bound}."
