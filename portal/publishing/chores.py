"""What the portal does on time without anybody asking: each chore once at a time, bounded, and never in a request."""

import logging
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING

from portal.workspace.chore_record import Report

if TYPE_CHECKING:  # what brings the database is loaded late
    from portal.workspace.chore_book import ChoreBook

LOG = logging.getLogger(__name__)
FAULT = "fault"
INTERRUPTED = "interrupted"
QUIET_HOURS = range(5)
"""In UTC: night in Finland and Sweden."""
LONGEST_FAULT = 500


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to be done every so often; who began it and has not ended within the lease is given up for dead."""

    name: str
    every: timedelta
    lease: timedelta
    run: Callable[[], Mapping[str, str | int]]
    at_night: bool = False


def run_due(
    chores: Sequence[Chore], book: "ChoreBook", now: Callable[[], datetime], *, forced: bool = False
) -> Iterator[tuple[str, Report]]:
    """Do every chore that is due and nobody else is at, and yield what each said.

    One that fails says so in its report and keeps no other from being done.
    `forced` asks neither whether one is due nor what hour it is; what another process is at is left to it.
    """
    for chore in chores:
        if chore.at_night and not forced and now().astimezone(UTC).hour not in QUIET_HOURS:
            continue
        mark = book.take(chore.name, timedelta() if forced else chore.every, chore.lease)
        if mark is None:
            continue
        report: Report = {FAULT: INTERRUPTED}
        try:
            report = dict(chore.run())
        except Exception as error:  # noqa: BLE001  # one chore that fails must not keep the next
            LOG.warning("%s: %s", chore.name, error)
            report = {FAULT: (str(error) or type(error).__name__)[:LONGEST_FAULT]}
        finally:
            # Also when the process is told to stop: the next one need not wait for the lease to run out.
            book.end(chore.name, mark, report)
        yield chore.name, report
