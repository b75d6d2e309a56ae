"""`portal chores`: what is done on time, beside the web server."""

import signal
import threading
from collections.abc import Callable
from types import FrameType

import click

from portal.bootstrap import Portal
from portal.publishing.chores import FAULT
from portal.publishing.chores import run_due
from portal.workspace.chore_record import Report
from portal.workspace.moments import now
from portal.workspace.unavailable import WorkspaceUnavailable


class Stopped(SystemExit):
    """Raised in the middle of a chore when the process is told to stop; its end is noted first."""


@click.group()
def chores() -> None:
    """Do what has to be done on time: scheduled publishing, checking links, exchange, tidying."""


@chores.command()
@click.option("--once", is_flag=True, help="Do what is due now and end; for a timer.")
@click.option("--every", type=click.IntRange(5, 86_400), default=60, show_default=True, help="Seconds between looks.")
@click.option("--only", "names", multiple=True, help="Only the chore of this name, due or not; may be given twice.")
@click.pass_obj
def run(portal: Callable[[], Portal], once: bool, every: int, names: tuple[str, ...]) -> None:
    """Do the chores that are due; several of these processes do each chore once.

    Without --once or --only the command stays and looks again at set times; SIGTERM ends it at once.
    """
    opened = portal()
    opened.workspace.database.prepare()
    stop = threading.Event()
    _stop_on_signal(stop)
    while not stop.is_set():
        try:
            _round(opened, names)
        except WorkspaceUnavailable as error:
            # The database may be away for a while; whoever stays tries again.
            if once or names:
                raise
            click.echo(f"{error}", err=True)
        if once or names:
            return
        stop.wait(every)


@chores.command("list")
@click.pass_obj
def list_chores(portal: Callable[[], Portal]) -> None:
    """Show every chore, when it was last done and what it said."""
    opened = portal()
    opened.workspace.database.prepare()
    records = {record.name: record for record in opened.workspace.chores.records()}
    for chore in opened.chores():
        record = records.get(chore.name)
        when = "never done" if record is None or record.done_at is None else f"done {record.done_at:%Y-%m-%d %H:%M}"
        state = f"{when}, underway" if record and record.is_underway else when
        click.echo(f"{chore.name:12}  {state}  {said(record.report) if record else ''}".rstrip())


def said(report: Report) -> str:
    """Return what a chore said in one line."""
    return ", ".join(f"{name} {value}" for name, value in report.items())


def _round(opened: Portal, names: tuple[str, ...]) -> None:
    wanted = opened.chores()
    unknown = set(names) - {chore.name for chore in wanted}
    if unknown:
        known = ", ".join(chore.name for chore in wanted)
        raise click.BadParameter(f"no such chore: {', '.join(sorted(unknown))}; there are {known}")
    chosen = [chore for chore in wanted if not names or chore.name in names]
    faults = 0
    for name, report in run_due(chosen, opened.workspace.chores, now, forced=bool(names)):
        click.echo(f"{name}: {said(report)}")
        faults += FAULT in report
    if faults and names:
        raise SystemExit(1)


def _stop_on_signal(stop: threading.Event) -> None:
    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        raise Stopped(0)

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
