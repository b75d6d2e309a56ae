"""One-time links: good once, for as long as they say, and the newest alone."""

import threading

import pytest

from portal.workspace.link_purpose import LinkPurpose
from portal.workspace.link_purpose import LinkSpent
from portal.workspace.workspace import Workspace
from tests.workspace.conftest import TurnedClock
from tests.workspace.people import PASSWORD
from tests.workspace.people import somebody


def works(workspace: Workspace, secret: str) -> bool:
    """Tell whether a link still leads to somebody."""
    try:
        workspace.links.holder(secret)
    except LinkSpent:
        return False
    return True


def test_a_link_sets_a_password_once(workspace: Workspace) -> None:
    """Looking at it does not use it up; setting the password does, for every link of the account."""
    account = somebody(workspace)
    secret = workspace.links.make(account.person.id, LinkPurpose.INVITATION)
    other = workspace.links.make(account.person.id, LinkPurpose.NEW_PASSWORD)
    looked = [works(workspace, secret), works(workspace, secret)]
    workspace.links.set_password(secret, PASSWORD)

    proved = workspace.accounts.proves_password(account.email, PASSWORD)

    assert ([True, True], False, False, account.person.id) == (
        looked,
        works(workspace, secret),
        works(workspace, other),
        proved and proved.person.id,
    )


@pytest.mark.parametrize(
    ("purpose", "hours", "good"),
    [
        (LinkPurpose.INVITATION, 167, True),
        (LinkPurpose.INVITATION, 169, False),
        (LinkPurpose.NEW_PASSWORD, 0.9, True),
        (LinkPurpose.NEW_PASSWORD, 1.1, False),
    ],
)
def test_a_link_lasts_as_long_as_it_says(
    workspace: Workspace, clock: TurnedClock, purpose: LinkPurpose, hours: float, good: bool
) -> None:
    """Seven days for an invitation, one hour for a lost password."""
    secret = workspace.links.make(somebody(workspace).person.id, purpose)
    clock.turn(hours=hours)

    assert good is works(workspace, secret)


def test_a_newer_link_makes_the_older_one_useless(workspace: Workspace) -> None:
    """Whoever asks again because a letter went astray closes that door too."""
    person = somebody(workspace).person
    older, newer = (workspace.links.make(person.id, LinkPurpose.INVITATION) for _ in range(2))

    assert [False, True] == [works(workspace, older), works(workspace, newer)]


def test_a_link_to_a_closed_account_works_no_more(workspace: Workspace) -> None:
    """Nor one that nobody made."""
    person = somebody(workspace).person
    secret = workspace.links.make(person.id, LinkPurpose.INVITATION)
    workspace.accounts.set_active(person.id, active=False)

    assert [False, False] == [works(workspace, secret), works(workspace, "nobody-made-this")]


def test_of_two_who_use_a_link_at_once_one_gets_the_account(workspace: Workspace) -> None:
    """The password is the one of whoever was told that it is set."""
    account = somebody(workspace)
    secret = workspace.links.make(account.person.id, LinkPurpose.INVITATION)
    passwords, begin, won = [f"{PASSWORD} {number}" for number in range(2)], threading.Barrier(2), []

    def use(password: str) -> None:
        begin.wait()
        try:
            workspace.links.set_password(secret, password)
        except LinkSpent:
            return
        won.append(password)

    racers = [threading.Thread(target=use, args=(each,)) for each in passwords]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()

    good = [each for each in passwords if workspace.accounts.proves_password(account.email, each)]

    assert (1, won) == (len(won), good)
