"""`portal account`: people who may sign in to the desk."""

from collections.abc import Callable

import click

from portal.bootstrap import Portal
from portal.domain.errors import PortalError
from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.people import Scope
from portal.publishing.account_office import Invitation
from portal.workspace.account import Account

ROLE = click.Choice([each.value for each in Role])


class NoSuchAccount(PortalError):
    """Raised when nobody has an account with the address."""


@click.group()
def account() -> None:
    """Give accounts to the people of the desk."""


@account.command()
@click.argument("email")
@click.option("--name", required=True, help="The name that colleagues see; it also stays in the history of entries.")
@click.option("--role", type=ROLE, required=True)
@click.option("--language", type=click.Choice([each.value for each in Language]), default="en", show_default=True)
@click.option("--country", "countries", multiple=True, help="Only entries of this country; may be given twice.")
@click.option(
    "--organisation",
    "organisations",
    multiple=True,
    help="Only entries of this organisation (its id).",
)
@click.pass_obj
def add(
    portal: Callable[[], Portal],
    email: str,
    name: str,
    role: str,
    language: str,
    countries: tuple[str, ...],
    organisations: tuple[str, ...],
) -> None:
    """Make an account and show, once, the link with which its holder chooses a password."""
    opened = portal()
    opened.workspace.database.prepare()
    scope = Scope(frozenset(countries), frozenset(organisations))
    made = opened.office.invite(email, name, Role(role), Language(language), scope, by=None)
    click.echo("The account is made.")
    _show(opened, made)


@account.command("list")
@click.pass_obj
def list_all(portal: Callable[[], Portal]) -> None:
    """List every account: address, role, name, and what is special about it."""
    for each in portal().workspace.accounts.all():
        notes = [] if each.active else ["closed"]
        notes += [] if each.has_password or each.signs_in_elsewhere else ["invited"]
        notes += ["second factor"] if each.has_second_factor else []
        scope = sorted(each.person.scope.countries | each.person.scope.organisations)
        notes += [f"only {', '.join(scope)}"] if scope else []
        click.echo("\t".join((each.email, each.person.role, each.person.name, "; ".join(notes))).rstrip())


@account.command()
@click.argument("email")
@click.pass_obj
def link(portal: Callable[[], Portal], email: str) -> None:
    """Show a new link for somebody who lost theirs or their password; older links stop working."""
    opened = portal()
    _show(opened, opened.office.new_link(_found(opened, email).person.id, by=None))


@account.command("close")
@click.argument("email")
@click.pass_obj
def close_account(portal: Callable[[], Portal], email: str) -> None:
    """Close an account and end its sessions; what its holder wrote stays."""
    opened = portal()
    opened.office.set_active(_found(opened, email).person.id, active=False, by=None)
    click.echo("The account is closed.")


@account.command("open")
@click.argument("email")
@click.pass_obj
def open_account(portal: Callable[[], Portal], email: str) -> None:
    """Open a closed account again."""
    opened = portal()
    opened.office.set_active(_found(opened, email).person.id, active=True, by=None)
    click.echo("The account is open.")


@account.command("role")
@click.argument("email")
@click.argument("role", type=ROLE)
@click.pass_obj
def change_role(portal: Callable[[], Portal], email: str, role: str) -> None:
    """Give somebody another role; it counts from their next click."""
    opened = portal()
    who = _found(opened, email).person
    opened.office.change(who.id, name=who.name, role=Role(role), language=who.language, scope=who.scope, by=None)
    click.echo(f"{who.name} is {role} now.")


def _found(opened: Portal, email: str) -> Account:
    found = opened.workspace.accounts.by_email(email)
    if found is None:
        raise NoSuchAccount(f"Nobody has an account with “{email}”; `portal account list` names all.")
    return found


def _show(opened: Portal, made: Invitation) -> None:
    base = opened.settings.base_url or "http://127.0.0.1:8000"
    click.echo("This link works once, for seven days:")
    click.echo(f"{base}/{made.account.person.language}/desk/{made.purpose}/{made.secret}")
