"""The second factor: turned on by a code, proved by each code once, with ten codes to fall back on."""

import pyotp
import pytest

from portal.workspace.workspace import Workspace
from tests.workspace.conftest import TurnedClock
from tests.workspace.people import somebody


def turned_on(workspace: Workspace, clock: TurnedClock) -> tuple[int, str, list[str]]:
    """Return an account with a second factor, its secret and its recovery codes; the first code is used up."""
    person, secret = somebody(workspace).person, workspace.second_factor.new_secret()
    codes = workspace.second_factor.turn_on(person.id, secret, code_at(secret, clock))
    assert codes is not None
    return person.id, secret, list(codes)


def code_at(secret: str, clock: TurnedClock, seconds: int = 0) -> str:
    """Return the code that an authenticator shows."""
    return pyotp.TOTP(secret).at(int(clock().timestamp()) + seconds)


def test_it_is_turned_on_by_a_code_of_the_secret_alone(workspace: Workspace, clock: TurnedClock) -> None:
    """Whoever has typed the secret wrongly is not locked out."""
    person, secret = somebody(workspace).person, workspace.second_factor.new_secret()
    wrong = f"{(int(code_at(secret, clock)) + 1) % 1_000_000:06}"
    refused = [
        workspace.second_factor.turn_on(person.id, secret, code) for code in (wrong, "", "abcdef", "１２３４５６")
    ]

    assert ([None] * 4, False) == (refused, workspace.accounts.account(person.id).has_second_factor)


@pytest.mark.parametrize(("seconds", "good"), [(30, True), (60, True), (-30, False), (120, False)])
def test_a_code_is_good_for_its_half_minute_and_the_next_ones(
    workspace: Workspace, clock: TurnedClock, seconds: int, good: bool
) -> None:
    """A telephone may be half a minute off; a code from before the last one used never counts."""
    account_id, secret, _ = turned_on(workspace, clock)
    clock.turn(seconds=30)

    assert good is workspace.second_factor.proves(account_id, code_at(secret, clock, seconds - 30))


def test_no_code_is_good_twice(workspace: Workspace, clock: TurnedClock) -> None:
    """Not the one that turned it on, nor one read over a shoulder; spaces do not matter."""
    account_id, secret, _ = turned_on(workspace, clock)
    first = workspace.second_factor.proves(account_id, code_at(secret, clock))
    clock.turn(seconds=30)
    code = code_at(secret, clock)

    answers = [workspace.second_factor.proves(account_id, each) for each in (f"{code[:3]} {code[3:]}", code)]

    assert (False, [True, False]) == (first, answers)


def test_each_recovery_code_is_good_once_however_it_is_typed(workspace: Workspace, clock: TurnedClock) -> None:
    """Capitals, spaces and missing lines do not matter."""
    account_id, _, codes = turned_on(workspace, clock)
    typed = (codes[0].upper(), codes[0], codes[1].replace("-", " "), codes[2].replace("-", ""), "aaaa-bbbb-cccc")

    answers = [workspace.second_factor.proves(account_id, each) for each in typed]

    assert ([True, False, True, True, False], 7) == (answers, workspace.second_factor.codes_left(account_id))


def test_turning_it_off_forgets_secret_and_codes(workspace: Workspace, clock: TurnedClock) -> None:
    """Afterwards no code proves anything."""
    account_id, secret, codes = turned_on(workspace, clock)
    workspace.second_factor.turn_off(account_id)
    clock.turn(seconds=30)

    assert [False, False] == [
        workspace.second_factor.proves(account_id, each) for each in (code_at(secret, clock), codes[0])
    ]


def test_the_address_names_the_portal_and_the_account(workspace: Workspace) -> None:
    """So that somebody with many codes finds the right one."""
    address = workspace.second_factor.address("JBSWY3DPEHPK3PXP" * 2, "aino@silta.invalid")

    assert "otpauth://totp/Silta:aino%40silta.invalid?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Silta" == address
