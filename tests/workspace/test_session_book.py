"""Sessions: they end when nothing is done, at the latest after a working day, and whenever their holder says so."""

import pytest
from sqlalchemy import select

from portal.workspace.account_tables import SessionRow
from portal.workspace.web_session import session_name
from portal.workspace.workspace import Workspace
from tests.workspace.conftest import TurnedClock
from tests.workspace.people import somebody


def test_a_session_is_found_by_its_secret_alone(workspace: Workspace) -> None:
    """What the database keeps of the secret opens nothing."""
    account = somebody(workspace)
    secret = workspace.sessions.begin({"x": "å"}, account_id=account.person.id, agent="Firefox")
    with workspace.database.reading() as session:
        kept = session.scalars(select(SessionRow.secret_hash)).one()

    found = workspace.sessions.find(secret)

    assert (account.person, {"x": "å"}, None, None) == (
        found and found.person,
        found and found.data,
        workspace.sessions.find(kept),
        workspace.sessions.find(""),
    )


@pytest.mark.parametrize(("minutes", "lasts"), [(59, True), (61, False), (-10, False)])
def test_a_session_ends_when_nothing_is_done_for_an_hour(
    workspace: Workspace, clock: TurnedClock, minutes: int, lasts: bool
) -> None:
    """One that comes from the future ends too: a clock was turned back."""
    secret = workspace.sessions.begin({}, account_id=somebody(workspace).person.id)
    clock.turn(minutes=minutes)

    assert lasts is (workspace.sessions.find(secret) is not None)


def test_a_session_that_is_in_use_ends_after_ten_hours(workspace: Workspace, clock: TurnedClock) -> None:
    """However busy somebody is."""
    secret = workspace.sessions.begin({}, account_id=somebody(workspace).person.id)
    found = []
    for _ in range(21):
        clock.turn(minutes=30)
        found.append(workspace.sessions.find(secret) is not None)

    assert [True] * 19 + [False] * 2 == found


def test_a_session_of_a_closed_account_opens_nothing(workspace: Workspace) -> None:
    """Also one that was begun in the moment of the closing."""
    account = somebody(workspace)
    workspace.accounts.set_active(account.person.id, active=False)
    secret = workspace.sessions.begin({}, account_id=account.person.id)

    assert workspace.sessions.find(secret) is None


def test_somebody_ends_one_session_or_all_but_this_one(workspace: Workspace) -> None:
    """By a name that is of no use to a thief; the sessions of others stay."""
    mine, other = somebody(workspace), somebody(workspace, "bo")
    here, there, home = (workspace.sessions.begin({}, account_id=mine.person.id) for _ in range(3))
    theirs = workspace.sessions.begin({}, account_id=other.person.id)
    workspace.sessions.end_of(other.person.id, session_name(there))
    workspace.sessions.end_of(mine.person.id, session_name(home), but=here)
    one_less = [workspace.sessions.find(each) is not None for each in (here, there, home, theirs)]
    workspace.sessions.end_of(mine.person.id, but=here)

    left = [workspace.sessions.find(each) is not None for each in (here, there, home, theirs)]

    assert ([True, True, False, True], [True, False, False, True]) == (one_less, left)


def test_a_session_that_has_ended_is_not_kept_alive_by_a_late_answer(workspace: Workspace) -> None:
    """A request that began before the end writes nothing back."""
    secret = workspace.sessions.begin({}, account_id=somebody(workspace).person.id)
    workspace.sessions.end(secret)
    workspace.sessions.keep(secret, {"x": 1})

    assert workspace.sessions.find(secret) is None


def test_ended_sessions_are_forgotten(workspace: Workspace, clock: TurnedClock) -> None:
    """The chores clear them away, and those that last stay."""
    person = somebody(workspace).person
    workspace.sessions.begin({}, account_id=person.id)
    workspace.sessions.begin({})
    clock.turn(hours=2)

    assert (2, 0) == (workspace.sessions.forget_ended(), len(workspace.sessions.of(person.id)))
