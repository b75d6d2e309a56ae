"""What is done on time: when it is due, by whom, and that each chore of the portal does what it says."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import Path

import pytest

from portal.bootstrap import Portal
from portal.publishing.chores import FAULT
from portal.publishing.chores import Chore
from portal.publishing.chores import run_due
from portal.workspace.chore_book import ChoreBook
from portal.workspace.moments import now
from tests.shared.small_library import opened_copy

HOUR = timedelta(hours=1)
NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)

Report = Mapping[str, str | int]


@pytest.fixture(scope="module")
def portal(small_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal on the small library."""
    with opened_copy(small_desk, tmp_path_factory.mktemp("chores") / "copy") as opened:
        yield opened


class Day:
    """A clock that goes on when it is told to, and the chores done by it."""

    def __init__(self, portal: Portal) -> None:
        self.moment = NOON
        self.book = ChoreBook(portal.workspace.database, lambda: self.moment)

    def done(self, *chores: Chore, forced: bool = False) -> dict[str, Report]:
        """Return what the chores that were due have said."""
        return dict(run_due(chores, self.book, lambda: self.moment, forced=forced))


@pytest.fixture
def day(portal: Portal) -> Day:
    """A day that begins at noon."""
    return Day(portal)


def chore(name: str, run: Callable[[], Report] = dict, *, at_night: bool = False) -> Chore:
    """Return a chore for every hour that may take ten minutes."""
    return Chore(name, HOUR, HOUR / 6, run, at_night=at_night)


def test_a_chore_is_done_when_it_is_due(day: Day) -> None:
    """At once, then not before its time, unless it is asked for."""
    due = chore("due", lambda: {"done": 1})
    first, again, asked = day.done(due), day.done(due), day.done(due, forced=True)
    day.moment += HOUR

    assert ({"due": {"done": 1}}, {}, {"due": {"done": 1}}, {"due": {"done": 1}}) == (
        first,
        again,
        asked,
        day.done(due),
    )


def test_what_is_for_the_night_waits_for_it(day: Day) -> None:
    """Night is told in UTC; whoever asks for it need not wait."""
    nightly = chore("nightly", at_night=True)
    at_noon, asked = day.done(nightly), day.done(nightly, forced=True)
    day.moment = day.moment.replace(day=4, hour=2)

    assert ({}, {"nightly": {}}, {"nightly": {}}) == (at_noon, asked, day.done(nightly))


def test_one_that_fails_says_so_and_keeps_no_other_from_being_done(day: Day) -> None:
    """What it says is short, and it is done again in its time."""

    def fail() -> Report:
        raise OSError("x" * 1000)

    found = day.done(chore("fails", fail), chore("next"))

    assert ({"fails": {FAULT: "x" * 500}, "next": {}}, {}) == (found, day.done(chore("fails", fail)))


def test_what_somebody_is_at_is_left_to_them_until_they_are_given_up_for_dead(day: Day) -> None:
    """Also by whoever asks for it; and whoever was given up ends nothing that another has begun."""
    long = chore("long")
    mark = day.book.take(long.name, long.every, long.lease)
    meanwhile = day.done(long, forced=True)
    day.moment += long.lease
    taken_over = day.done(long)

    assert mark is not None
    assert ({}, {"long": {}}, False) == (meanwhile, taken_over, day.book.end(long.name, mark, {"late": 1}))


def test_every_chore_of_the_portal_does_its_work(portal: Portal) -> None:
    """On a sound portal none has a fault to tell; the checking of links asks other sites, and is tried elsewhere."""
    chores = [each for each in portal.chores() if each.name != "check-links"]
    found = dict(run_due(chores, portal.workspace.chores, now, forced=True))
    faulty = {name: report for name, report in found.items() if FAULT in report}

    assert {"publish-due", "imports", "join", "forget", "tidy", "index"} == set(found)
    assert {} == faulty
