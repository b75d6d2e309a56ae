"""Accounts: one for each address, closed to whoever has no password, and never without an administrator."""

import pytest

from portal.domain.language import Language
from portal.domain.people import EVERYWHERE
from portal.domain.people import Role
from portal.domain.people import Scope
from portal.workspace.account import AccountExists
from portal.workspace.account import AccountMissing
from portal.workspace.account import AddressInvalid
from portal.workspace.account import LastAdministrator
from portal.workspace.account import TiedAlready
from portal.workspace.workspace import Workspace
from tests.workspace.people import PASSWORD
from tests.workspace.people import somebody


def test_an_account_keeps_who_somebody_is(workspace: Workspace) -> None:
    """Role, language and the part of the library come back as they were given."""
    scope = Scope(frozenset({"fi"}), frozenset({"helsinki", "espoo"}))
    made = workspace.accounts.add(" Aino@Silta.Invalid ", "Aino  Virtanen", Role.REVIEWER, Language.SV, scope)

    found = workspace.accounts.by_email("AINO@silta.invalid")

    assert (made, "Aino Virtanen", Role.REVIEWER, Language.SV, scope) == (
        found,
        made.person.name,
        made.person.role,
        made.person.language,
        made.person.scope,
    )


def test_an_address_has_one_account_however_it_is_written(workspace: Workspace) -> None:
    """Capitals, spaces and wide letters make no second one."""
    somebody(workspace)

    for typed in ("AINO@SILTA.INVALID", " aino@silta.invalid", "ａｉｎｏ@silta.invalid"):
        with pytest.raises(AccountExists):
            workspace.accounts.add(typed, "Aino", Role.CONTRIBUTOR, Language.FI)

    assert 1 == len(workspace.accounts.all())


@pytest.mark.parametrize(
    "typed", ["", "aino", "aino@silta", "a b@silta.invalid", "a@b@silta.invalid", "a@x." + "y" * 300]
)
def test_what_is_no_address_gets_no_account(workspace: Workspace, typed: str) -> None:
    """Also what is far too long."""
    with pytest.raises(AddressInvalid):
        workspace.accounts.add(typed, "Aino", Role.CONTRIBUTOR, Language.FI)


def test_an_account_opens_with_its_password_alone(workspace: Workspace) -> None:
    """Not before one is set, not with another, and not once the account is closed."""
    account = somebody(workspace)
    before = workspace.accounts.proves_password(account.email, "")
    workspace.accounts.set_password(account.person.id, PASSWORD)
    right = workspace.accounts.proves_password("Aino@silta.invalid", PASSWORD)
    wrong = workspace.accounts.proves_password(account.email, PASSWORD.upper())
    workspace.accounts.set_active(account.person.id, active=False)

    closed = workspace.accounts.proves_password(account.email, PASSWORD)

    assert (None, account.person, None, None) == (before, right and right.person, wrong, closed)


def test_a_new_password_ends_every_session(workspace: Workspace) -> None:
    """Whoever knew the old one is out at once."""
    account = somebody(workspace)
    secret = workspace.sessions.begin({}, account_id=account.person.id)
    workspace.accounts.set_password(account.person.id, PASSWORD)

    assert workspace.sessions.find(secret) is None


def test_the_last_administrator_stays_one(workspace: Workspace) -> None:
    """Neither closed nor given another role, until there is a second one who can sign in."""
    first = somebody(workspace, "aino", Role.ADMINISTRATOR, PASSWORD).person
    second = somebody(workspace, "bo", Role.ADMINISTRATOR).person
    for act in (
        lambda: workspace.accounts.set_active(first.id, active=False),
        lambda: workspace.accounts.change(
            first.id, name="Aino", role=Role.REVIEWER, language=Language.FI, scope=EVERYWHERE
        ),
    ):
        with pytest.raises(LastAdministrator):
            act()
    workspace.accounts.set_password(second.id, PASSWORD)
    workspace.accounts.set_active(first.id, active=False)

    assert [False, True] == [each.active for each in workspace.accounts.all()]


def test_an_identity_at_an_employer_belongs_to_one_account_and_stays(workspace: Workspace) -> None:
    """An address that is given to somebody else at the employer does not take the account along."""
    account = somebody(workspace)
    workspace.accounts.tie_to_employer(account.person.id, "https://login.kuopio.example", "17")

    with pytest.raises(TiedAlready):
        workspace.accounts.tie_to_employer(account.person.id, "https://login.kuopio.example", "18")

    tied = workspace.accounts.by_employer("https://login.kuopio.example", "17")
    assert (account.person, None) == (
        tied and tied.person,
        workspace.accounts.by_employer("https://elsewhere.example", "17"),
    )


def test_an_account_that_is_not_there_cannot_be_changed(workspace: Workspace) -> None:
    """It is said, not passed over."""
    with pytest.raises(AccountMissing):
        workspace.accounts.set_active(99, active=True)
