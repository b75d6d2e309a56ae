"""An account as others see it, and what can stand in its way."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from portal.domain.errors import PortalError
from portal.domain.people import Person

EMAIL = re.compile(r"[^@\s<>()\[\],;:\\\"]{1,64}@[^@\s<>()\[\],;:\\\"]{1,185}\.[^@\s.<>()]{2,}")


class AccountExists(PortalError):
    """Raised when somebody has an account with the address already."""


class AccountMissing(PortalError):
    """Raised when there is no such account."""


class AddressInvalid(PortalError):
    """Raised when what should be an e-mail address is none."""


class TiedAlready(PortalError):
    """Raised when an account is tied to another identity at an employer."""


class LastAdministrator(PortalError):
    """Raised when a change would leave nobody who can give anybody an account."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the desk shows it; secrets are not part of it."""

    person: Person
    email: str
    active: bool
    has_password: bool
    has_second_factor: bool
    signs_in_elsewhere: bool
    """Whether the account is tied to the sign-in of an employer."""
    created_at: datetime
    signed_in_at: datetime | None


def email_of(text: str) -> str:
    """Return an e-mail address in the one form it is kept in; raises `AddressInvalid`."""
    address = folded_address(text)
    if len(address) > 254 or not EMAIL.fullmatch(address):
        raise AddressInvalid(f"“{text[:100]}” is no e-mail address")
    return address


def folded_address(email: str) -> str:
    """Return an address as it is compared and counted, whether it is one or not: in one form, however typed."""
    return unicodedata.normalize("NFKC", email).strip().casefold()
