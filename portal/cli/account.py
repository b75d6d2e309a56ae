"""`portal account`: people who may sign in to the desk."""

from collections.abc import Callable

import click

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.people import Scope
from portal.workspace.one_time_links import LinkPurpose


@click.group()
def account() -> None:
    """Give accounts to the people of the desk."""


@account.command()
@click.argument("email")
@click.option("--name", required=True, help="as colleagues shall see it, also in the history of entries")
@click.option("--role", type=click.Choice(list(Role)), required=True)
@click.option("--language", type=click.Choice(list(Language)), default=Language.EN, show_default=True)
@click.option("--country", "countries", multiple=True, help="only entries of this country; may be given twice")
@click.option("--organisation", "organisations", multiple=True, help="only entries of this organisation (its id)")
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
    """Invite somebody: the account is made, and the link with which its holder sets a password is shown once."""
    opened = portal()
    opened.workspace.database.prepare()
    scope = Scope(frozenset(countries), frozenset(organisations))
    made = opened.workspace.accounts.add(email, name, Role(role), Language(language), scope)
    secret = opened.workspace.links.make(made.person.id, LinkPurpose.INVITATION)
    opened.workspace.audit.note(None, "account-add", f"account/{made.person.id}", role=role)
    base = opened.settings.base_url or "http://127.0.0.1:8000"
    click.echo("The account is made. This link works once, for seven days:")
    click.echo(f"{base}/{language}/desk/invitation/{secret}")
