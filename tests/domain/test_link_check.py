"""A link is dead only when it has failed for days."""

from datetime import UTC
from datetime import datetime
from datetime import timedelta
from datetime import timezone

import pytest

from portal.domain.link_check import LinkCheck
from portal.domain.link_check import LinkStanding
from portal.domain.link_check import LinkVerdict
from portal.domain.link_check import link_verdict

MONDAY = datetime(2026, 11, 16, 23, 30, tzinfo=UTC)
LETTERS = {
    "a": LinkStanding.ALIVE,
    "m": LinkStanding.MOVED,
    "d": LinkStanding.DEAD,
    "u": LinkStanding.UNREACHABLE,
    "r": LinkStanding.REFUSED,
    "f": LinkStanding.FORBIDDEN,
}


def checks(standings: str, step: timedelta = timedelta(days=1)) -> list[LinkCheck]:
    """Return one try for each letter, the oldest first."""
    return [
        LinkCheck("https://www.silta-tests.org/", MONDAY + number * step, LETTERS[letter])
        for number, letter in enumerate(standings)
    ]


@pytest.mark.parametrize(
    ("standings", "verdict"),
    [
        ("", LinkVerdict.UNKNOWN),
        ("a", LinkVerdict.SOUND),
        ("dddda", LinkVerdict.SOUND),
        ("am", LinkVerdict.MOVED),
        ("d", LinkVerdict.FAILING),
        ("add", LinkVerdict.FAILING),
        ("addd", LinkVerdict.DEAD),
        ("dud", LinkVerdict.DEAD),
        ("uuu", LinkVerdict.DEAD),
        ("ddad", LinkVerdict.FAILING),
        ("ddmd", LinkVerdict.FAILING),
        ("ddrd", LinkVerdict.DEAD),
        ("dddr", LinkVerdict.LOOK_BY_HAND),
        ("dddf", LinkVerdict.FORBIDDEN),
    ],
)
def test_three_days_of_failing_make_a_link_dead(standings: str, verdict: LinkVerdict) -> None:
    """One good answer begins the count anew; a refusal does not count; the order of the tries does not matter."""
    forth, back = checks(standings), checks(standings)[::-1]

    assert (verdict, verdict) == (link_verdict(forth), link_verdict(back))


def test_many_tries_on_one_day_are_one_failure() -> None:
    """Days are counted, not tries, and they begin at midnight UTC whatever clock a try was noted with."""
    hourly = checks("ddddd", timedelta(minutes=5))
    helsinki = [
        LinkCheck(each.address, each.at.astimezone(timezone(timedelta(hours=2))), each.standing) for each in hourly
    ]

    assert [LinkVerdict.FAILING] * 2 == [link_verdict(hourly), link_verdict(helsinki)]
