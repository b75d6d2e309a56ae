"""Attempts: counted for every process together, by account and by address, and let through again in time."""

import threading
from datetime import timedelta

import pytest

from portal.workspace.allowance import SIGN_IN_ACCOUNT
from portal.workspace.allowance import SIGN_IN_ADDRESS
from portal.workspace.allowance import TooManyAttempts
from portal.workspace.workspace import Workspace
from portal.workspace.workspace import open_workspace
from tests.workspace.conftest import TurnedClock

KEY = (SIGN_IN_ACCOUNT, "aino@silta.invalid")


def tried(workspace: Workspace, *keys: tuple) -> bool:
    """Tell whether an attempt is let through."""
    try:
        workspace.attempts.count(*keys)
    except TooManyAttempts:
        return False
    return True


def test_five_attempts_are_let_through(workspace: Workspace) -> None:
    """Others are not kept out by them."""
    answers = [tried(workspace, KEY) for _ in range(7)]
    other = tried(workspace, (SIGN_IN_ACCOUNT, "bo@silta.invalid"))

    assert ([True] * 5 + [False] * 2, True) == (answers, other)


def test_the_wait_is_told_and_is_over_in_time(workspace: Workspace, clock: TurnedClock) -> None:
    """Attempts that were not let through do not make it longer."""
    for _ in range(5):
        workspace.attempts.count(KEY)
    clock.turn(minutes=10)
    with pytest.raises(TooManyAttempts) as refused:
        workspace.attempts.count(KEY)
    clock.turn(minutes=5)

    assert (timedelta(minutes=5), True) == (refused.value.wait, tried(workspace, KEY))


def test_one_address_cannot_try_many_accounts(workspace: Workspace) -> None:
    """Twenty in a quarter of an hour, whoever they are said to be."""
    answers = [
        tried(workspace, (SIGN_IN_ACCOUNT, f"{number}@silta.invalid"), (SIGN_IN_ADDRESS, "192.0.2.1"))
        for number in range(21)
    ]

    assert [True] * 20 + [False] == answers


def test_a_sign_in_that_went_well_counts_for_nobody(workspace: Workspace) -> None:
    """Forty colleagues behind one address sign in one after the other."""
    answers = []
    for _ in range(40):
        answers.append(tried(workspace, KEY, (SIGN_IN_ADDRESS, "192.0.2.1")))
        workspace.attempts.forget(*KEY)
        workspace.attempts.take_back(SIGN_IN_ADDRESS, "192.0.2.1")

    assert [True] * 40 == answers


def test_a_second_process_adds_no_tries(workspace: Workspace, address: str, clock: TurnedClock) -> None:
    """Twelve at once through two doors: five are let through."""
    other, begin, answers = open_workspace(address, clock), threading.Barrier(12), []

    def one(door: Workspace) -> None:
        begin.wait()
        answers.append(tried(door, KEY))

    racers = [threading.Thread(target=one, args=((workspace, other)[number % 2],)) for number in range(12)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    other.database.close()

    assert [False] * 7 + [True] * 5 == sorted(answers)


def test_old_attempts_are_forgotten(workspace: Workspace, clock: TurnedClock) -> None:
    """The chores clear away what no allowance looks at."""
    workspace.attempts.count(KEY)
    clock.turn(hours=25)
    workspace.attempts.count((SIGN_IN_ADDRESS, "192.0.2.1"))

    assert [1, 0] == [workspace.attempts.forget_old(), workspace.attempts.forget_old()]
