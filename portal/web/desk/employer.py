"""The employer's sign-in: who is let in by what the employer says of them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import Any

from portal.workspace.account import Account
from portal.workspace.account import TiedAlready

if TYPE_CHECKING:  # what brings the database is loaded late
    from portal.workspace.account_book import AccountBook


class EmployerFault(StrEnum):
    """Why nobody was let in."""

    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    """The employer did not let them in, or they turned back."""
    UNSOUND = "unsound"
    """The answer is not one to the question that this browser began, or does not prove what it says."""
    UNKNOWN = "unknown"
    """Nobody has an account with that address."""
    UNVERIFIED = "unverified"
    """The employer does not vouch for the address."""
    OTHER = "other"
    """The account belongs to another identity."""


class NotLetIn(Exception):
    """Raised when the employer's sign-in did not lead to an account."""

    def __init__(self, fault: EmployerFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def account_of(claims: Mapping[str, Any], accounts: "AccountBook") -> tuple[Account, bool]:
    """Return the account of whoever the employer says these things of, and whether it was tied just now.

    An account that is tied to the identity; else an open one with the verified address, which is tied from now on.
    Raises `NotLetIn`: nobody gets an account by signing in.
    """
    issuer, subject = str(claims["iss"]), str(claims["sub"])
    tied = accounts.by_employer(issuer, subject)
    if tied is not None:
        return tied, False
    account = accounts.by_email(str(claims.get("email") or ""))
    if account is None or not account.active:
        raise NotLetIn(EmployerFault.UNKNOWN)
    if claims.get("email_verified") is not True:
        raise NotLetIn(EmployerFault.UNVERIFIED)
    try:
        accounts.tie_to_employer(account.person.id, issuer, subject)
    except TiedAlready as error:
        raise NotLetIn(EmployerFault.OTHER) from error
    return account, True
