"""`portal links`: whether what the library links to is still there."""

import json
from collections.abc import Callable
from collections.abc import Iterator

import click

from portal.bootstrap import Portal
from portal.domain.link_check import LinkVerdict
from portal.publishing.chores import run_due
from portal.publishing.link_round import LinkFinding
from portal.publishing.outgoing_addresses import Naming
from portal.workspace.moments import now

CHORE = "check-links"


@click.group()
def links() -> None:
    """Look after the links to other sites."""


@links.command()
@click.pass_obj
def check(portal: Callable[[], Portal]) -> None:
    """Try the links that are due, politely and within bounds; what is left over is for the next time."""
    opened = portal()
    if not opened.settings.check_links:
        raise click.ClickException("links are not checked: PORTAL_CHECK_LINKS says no")
    opened.workspace.database.prepare()
    chosen = [chore for chore in opened.chores() if chore.name == CHORE]
    done = dict(run_due(chosen, opened.workspace.chores, now, forced=True))
    if not done:
        click.echo("Another process is checking the links.")
    for report in done.values():
        click.echo(", ".join(f"{name} {value}" for name, value in report.items()))


@links.command()
@click.option("--all", "everything", is_flag=True, help="Also links that have moved or have failed for a day or two.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")
@click.pass_obj
def report(portal: Callable[[], Portal], everything: bool, as_json: bool) -> None:
    """List dead links and those that a person has to look at, with the entries and fields that name them."""
    opened = portal()
    opened.workspace.database.prepare()
    urgent = {LinkVerdict.DEAD, LinkVerdict.LOOK_BY_HAND, LinkVerdict.FORBIDDEN}
    found = [each for each in opened.outgoing_links.findings() if everything or each.verdict in urgent]
    if as_json:
        click.echo(json.dumps([_row(each) for each in found], ensure_ascii=False))
        return
    for each in found:
        click.echo(f"{each.verdict:12}  since {each.since:%Y-%m-%d}  {answered(each)}  {each.address}")
        for place in _places(each):
            click.echo(f"              {place}")
    if not found:
        click.echo("No link needs attention.")


def answered(finding: LinkFinding) -> str:
    """Return what was answered last: a status, or why there was none."""
    last = finding.last
    return str(last.status) if last.status is not None else str(last.reason or last.standing)


def _places(finding: LinkFinding) -> Iterator[str]:
    for naming in finding.named_by:
        yield _place(naming)


def _place(naming: Naming) -> str:
    entry = str(naming.ref) if naming.ref else "sources.yaml"
    language = f" ({naming.language})" if naming.language else ""
    return f"{entry}{language}: {naming.field}{f' {naming.source}' if naming.source else ''}"


def _row(finding: LinkFinding) -> dict[str, object]:
    return {
        "address": finding.address,
        "verdict": finding.verdict,
        "since": f"{finding.since:%Y-%m-%d}",
        "answered": answered(finding),
        "moved_to": finding.last.moved_to,
        "named_by": list(_places(finding)),
    }
