"""The `portal` command: everything that can be done without a browser."""

import os

import click

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.cli.account import account
from portal.cli.analyse import analyse
from portal.cli.audit import audit
from portal.cli.chores import chores
from portal.cli.content import content
from portal.cli.doctor import doctor
from portal.cli.index import index
from portal.cli.links import links
from portal.cli.search import search
from portal.cli.spreadsheets import spreadsheets
from portal.cli.workspace import workspace
from portal.domain.errors import PortalError
from portal.settings import settings_from_environment


class PortalGroup(click.Group):
    """A group whose known errors end in one sentence, not in a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an error raised on purpose, or one of the disk, becomes a message and exit code 1."""
        try:
            return super().invoke(ctx)
        except PortalError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            raise click.ClickException(f"{error.filename or 'a file'}: {error.strerror or error}") from error


@click.group(cls=PortalGroup)
@click.version_option(package_name="silta-portal")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Silta: employment clauses of Finnish and Swedish public buyers."""

    def opened() -> Portal:
        portal = build_portal(settings_from_environment(os.environ))
        ctx.call_on_close(portal.close)
        return portal

    ctx.obj = opened


COMMANDS = (
    account, analyse, audit, chores, content, doctor, index, links, search, spreadsheets, workspace,
)  # fmt: skip
for command in COMMANDS:
    main.add_command(command)
