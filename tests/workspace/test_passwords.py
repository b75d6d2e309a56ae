"""Passwords: length and a list of common ones, no rules of composition, and Argon2id."""

import pytest

from portal.workspace.passwords import NOBODYS
from portal.workspace.passwords import PasswordFault
from portal.workspace.passwords import PasswordKeeper
from portal.workspace.passwords import password_fault


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("fourteen chars", PasswordFault.TOO_SHORT),
        ("fifteen letters", None),
        ("å" * 3 + "mikä sana tässä", None),
        ("四つの言葉は関係がありませんよね", None),
        ("aaaaaaaaaaaaaaaaaaaa", PasswordFault.COMMON),
        ("salasanasalasana", PasswordFault.COMMON),
        ("abcabcabcabcabcabc", PasswordFault.COMMON),
        ("aino@silta.invalid", PasswordFault.OWN_NAME),
        ("AINO@SILTA.INVALIDaino@silta.invalid", PasswordFault.COMMON),
        ("x" * 100 + "yzåäö" * 32, PasswordFault.TOO_LONG),
        ("no digits and no signs", None),
    ],
)
def test_a_password_is_judged_by_length_and_by_how_common_it_is(password: str, fault: PasswordFault | None) -> None:
    """As NIST SP 800-63B asks for; nobody has to put in a digit or a sign."""
    assert fault is password_fault(password, "Aino Virtanen", "aino@silta.invalid")


def test_what_is_kept_is_argon2id_and_different_each_time() -> None:
    """With the costs of the OWASP Password Storage Cheat Sheet."""
    keeper = PasswordKeeper()
    first, second = (keeper.hash("three herrings in a harbour") for _ in range(2))

    assert (True, True, [True, True, False]) == (
        first.startswith("$argon2id$v=19$m=47104,t=1,p=1$"),
        first != second,
        [
            keeper.matches(first, "three herrings in a harbour"),
            keeper.matches(second, "three herrings in a harbour"),
            keeper.matches(None, "nobody has this password"),
        ],
    )


def test_an_account_without_a_password_costs_as_much_as_one_with() -> None:
    """So that nobody learns from the time who has an account: what is compared instead has the same costs."""
    assert not PasswordKeeper().is_outdated(NOBODYS)


def test_a_password_is_the_same_from_every_keyboard() -> None:
    """One writes å as one sign, another as two."""
    keeper = PasswordKeeper()

    assert keeper.matches(keeper.hash("blåbär på en gård"), "bla\u030aba\u0308r pa\u030a en ga\u030ard")
