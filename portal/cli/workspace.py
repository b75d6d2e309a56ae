"""`portal workspace`: the database of what is being worked on."""

from collections.abc import Callable

import click

from portal.bootstrap import Portal


@click.group()
def workspace() -> None:
    """Look after the database of accounts and drafts."""


@workspace.command()
@click.pass_obj
def prepare(portal: Callable[[], Portal]) -> None:
    """Make the database where there is none, and bring its tables up to date."""
    portal().workspace.database.prepare()
    click.echo("The workspace is ready.")
