"""What is wrong with how the portal is run, as the desk is told."""

from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import Path

import pytest

from portal.publishing.health import Finding
from portal.publishing.health import Level
from portal.publishing.health import Subject
from portal.publishing.operation import Operation
from portal.workspace.chore_record import ChoreRecord

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def record(name: str, minutes_ago: int, fault: str = "") -> ChoreRecord:
    """Return what a chore said some minutes ago."""
    at = NOW - timedelta(minutes=minutes_ago)
    return ChoreRecord(name, at, at, {"fault": fault} if fault else {"done": 1})


def found(folder: Path, *records: ChoreRecord, least_bytes: int = 1, exchanges: bool = True) -> dict[Subject, Finding]:
    """Return the findings by their subject."""
    work = Operation((folder, folder / "not-there-yet"), least_bytes, records, exchanges)
    return {each.subject: each for each in work.findings(NOW)}


def test_all_is_well(tmp_path: Path) -> None:
    """Chores were done a moment ago and none failed; without another repository there is no word of one."""
    findings = found(tmp_path, record("publish-due", 1), record("push", 1), exchanges=False)

    assert (Level.OK, False) == (findings[Subject.CHORES].level, Subject.REMOTE in findings)


@pytest.mark.parametrize("records", [(), (record("publish-due", 16),)])
def test_chores_that_nobody_does_are_told(tmp_path: Path, records: tuple[ChoreRecord, ...]) -> None:
    """Never done, or not for a quarter of an hour though one is due every minute."""
    finding = found(tmp_path, *records)[Subject.CHORES]

    assert (Level.DEGRADED, "yes") == (finding.level, finding.details["idle"])


def test_a_chore_that_failed_is_named(tmp_path: Path) -> None:
    """Until it is done well again."""
    finding = found(tmp_path, record("publish-due", 1), record("tidy", 300, "no room"))[Subject.CHORES]

    assert (Level.DEGRADED, "tidy") == (finding.level, finding.details["chores"])


@pytest.mark.parametrize("name", ["pull", "push"])
def test_another_repository_that_cannot_be_reached_is_told(tmp_path: Path, name: str) -> None:
    """With the reason, and not as a chore that failed besides."""
    findings = found(tmp_path, record("publish-due", 1), record(name, 3, "no route to host"))

    assert (Level.DEGRADED, "no route to host", Level.OK) == (
        findings[Subject.REMOTE].level,
        findings[Subject.REMOTE].details["reason"],
        findings[Subject.CHORES].level,
    )


def test_too_little_room_is_told_before_nothing_can_be_published(tmp_path: Path) -> None:
    """Broken below what a publication needs."""
    assert Level.BROKEN == found(tmp_path, least_bytes=10**18)[Subject.SPACE].level
