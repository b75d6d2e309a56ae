"""`portal content pull`: what others have committed elsewhere, checked and shown."""

from collections.abc import Callable

import click

from portal.bootstrap import Portal
from portal.history.errors import PullRefused


@click.command()
@click.pass_obj
def pull(portal: Callable[[], Portal]) -> None:
    """Fetch from the repository named by PORTAL_CONTENT_REMOTE, check all of it, and publish it or refuse it.

    What is faulty is refused as a whole with a report; nothing has changed then, and the exit code is 1.
    """
    opened = portal()
    puller = opened.content_pull
    if puller is None:
        raise click.ClickException("PORTAL_CONTENT_REMOTE names no repository.")
    opened.workspace.database.prepare()
    try:
        report = puller.pull()
    except PullRefused as refused:
        for line in refused.report:
            click.echo(line)
        raise click.ClickException(f"refused: {len(refused.report)} faults; nothing was changed") from refused
    if not report.entries and not report.others:
        click.echo("Nothing new.")
    for ref in report.entries:
        click.echo(f"changed: {ref}")
    for path in report.others:
        click.echo(f"changed: {path}")
    for draft in report.overtaken:
        click.echo(f"draft {draft.id} of {draft.ref}/{draft.language} has to be brought together with it, at the desk")
