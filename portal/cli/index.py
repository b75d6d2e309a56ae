"""`portal index`: building the search index and asking how it is."""

import json
from collections.abc import Callable
from dataclasses import asdict

import click
from rich.console import Console
from rich.progress import BarColumn
from rich.progress import MofNCompleteColumn
from rich.progress import Progress
from rich.progress import TextColumn
from rich.progress import TimeElapsedColumn

from portal.bootstrap import Portal
from portal.search.status import BuildProgress


@click.group()
def index() -> None:
    """Build the search index and ask how it is."""


@index.command()
@click.option("--full", is_flag=True, help="Build anew, beside the index in use, and swap it in.")
@click.pass_obj
def build(portal: Callable[[], Portal], full: bool) -> None:
    """Bring the index up to date with the content; only what has changed is read again."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("analysing", total=None)

        def show(step: BuildProgress) -> None:
            bar.update(task, description=f"{step.stage:<10}", completed=step.done, total=step.total)

        report = portal().rebuild_index(full=full, progress=show)
    kind = "Built anew" if report.full else "Brought in step"
    click.echo(
        f"{kind} in {report.seconds:.1f} s: {report.documents} entries "
        f"({report.added} added, {report.changed} changed, {report.removed} removed, {report.unchanged} unchanged)."
    )


@index.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def status(portal: Callable[[], Portal], as_json: bool) -> None:
    """Name the number of documents, the age and the analysers of the index; exit with 1 when it is not ready."""
    found = portal().engine.status()
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, default=dict))
    else:
        click.echo(f"state       {found.state}{f' ({found.fault}) {found.detail}' if found.fault else ''}")
        click.echo(f"documents   {found.documents if found.documents is not None else '-'}")
        click.echo(f"built       {found.built_at or '-'}")
        for language, signature in (found.signatures or {}).items():
            click.echo(f"analyser    {language}  {signature}")
    if found.fault:
        raise SystemExit(1)
