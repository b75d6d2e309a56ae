"""What became of a link when it was last tried, and what several tries together say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from enum import StrEnum

DAYS_UNTIL_DEAD = 3
"""On how many different days a link has to fail before it is called dead: a server may be down for a day."""


class LinkStanding(StrEnum):
    """How one try ended."""

    ALIVE = "alive"
    MOVED = "moved"
    """It answers, and says that it has another address for good."""
    DEAD = "dead"
    """Somebody answered that there is nothing there."""
    UNREACHABLE = "unreachable"
    """Nobody could be asked, or the answer made no sense: it may be different tomorrow."""
    REFUSED = "refused"
    """The server does not want to be asked by a program; a person has to look."""
    FORBIDDEN = "forbidden"
    """The portal did not ask, because the address is not one of the public web."""


class LinkReason(StrEnum):
    """Why a try ended as it did."""

    STATUS = "status"
    """The number of the answer says it."""
    NAME_UNKNOWN = "name-unknown"
    NAME_NOT_ANSWERED = "name-not-answered"
    NO_CONNECTION = "no-connection"
    TIMED_OUT = "timed-out"
    NOT_SECURE = "not-secure"
    """Its certificate is wrong for its name, has run out or comes from nobody known, or TLS failed."""
    ANSWER_BROKEN = "answer-broken"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    ROBOTS = "robots"
    """The site's robots.txt asks programs to stay away."""
    NOT_AN_ADDRESS = "not-an-address"
    SCHEME = "scheme"
    CREDENTIALS = "credentials"
    PORT = "port"
    PRIVATE_NAME = "private-name"
    PRIVATE_ADDRESS = "private-address"


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """One try of one address at a moment in UTC; `moved_to` is set when it has another address for good."""

    address: str
    at: datetime
    standing: LinkStanding
    reason: LinkReason | None = None
    status: int | None = None
    moved_to: str | None = None


class LinkVerdict(StrEnum):
    """What all tries of an address together say, for the person who has to do something about it."""

    UNKNOWN = "unknown"
    SOUND = "sound"
    MOVED = "moved"
    FAILING = "failing"
    """It fails, but not for long enough to be called dead."""
    DEAD = "dead"
    LOOK_BY_HAND = "look-by-hand"
    FORBIDDEN = "forbidden"


FAILED = frozenset({LinkStanding.DEAD, LinkStanding.UNREACHABLE})
SETTLED = {
    LinkStanding.ALIVE: LinkVerdict.SOUND,
    LinkStanding.MOVED: LinkVerdict.MOVED,
    LinkStanding.REFUSED: LinkVerdict.LOOK_BY_HAND,
    LinkStanding.FORBIDDEN: LinkVerdict.FORBIDDEN,
}


def link_verdict(checks: Iterable[LinkCheck]) -> LinkVerdict:
    """Return what the tries of one address say; their order does not matter.

    The newest try decides, unless it failed: then the link is dead once it has failed on three different days (UTC)
    since it last answered, and failing until then.
    A refusal in between neither mends a link nor counts against it.
    """
    newest_first = sorted(checks, key=lambda check: check.at, reverse=True)
    if not newest_first:
        return LinkVerdict.UNKNOWN
    if newest_first[0].standing not in FAILED:
        return SETTLED[newest_first[0].standing]
    days = set()
    for check in newest_first:
        if check.standing in {LinkStanding.ALIVE, LinkStanding.MOVED}:
            break
        if check.standing in FAILED:
            days.add(check.at.astimezone(UTC).date())
    return LinkVerdict.DEAD if len(days) >= DAYS_UNTIL_DEAD else LinkVerdict.FAILING
