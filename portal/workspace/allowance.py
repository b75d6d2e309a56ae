"""How many tries are let through."""

from dataclasses import dataclass
from datetime import timedelta

from portal.domain.errors import PortalError


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many attempts are let through in a stretch of time."""

    name: str
    attempts: int
    within: timedelta


SIGN_IN_ACCOUNT = Allowance("sign-in-account", 5, timedelta(minutes=15))
SIGN_IN_ADDRESS = Allowance("sign-in-address", 20, timedelta(minutes=15))
SECOND_FACTOR = Allowance("second-factor", 5, timedelta(minutes=15))
LINK_ADDRESS = Allowance("link-address", 20, timedelta(minutes=15))
LINK_ACCOUNT = Allowance("link-account", 3, timedelta(hours=1))
SENT_CASES = Allowance("sent-cases", 5, timedelta(hours=1))
READER_COMMENTS = Allowance("reader-comments", 10, timedelta(hours=1))


class TooManyAttempts(PortalError):
    """Raised when an allowance is used up; `wait` is how long until the next attempt is let through."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"too many attempts; the next is let through in {wait}")
        self.wait = wait
