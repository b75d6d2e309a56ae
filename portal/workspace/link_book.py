"""What became of outgoing links, try by try."""

from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select

from portal.domain.link_check import LinkCheck
from portal.domain.link_check import LinkReason
from portal.domain.link_check import LinkStanding
from portal.workspace.database import Database
from portal.workspace.inbox_tables import LinkCheckRow
from portal.workspace.moments import Clock
from portal.workspace.moments import now

LONGEST_ADDRESS = 2_000
KEPT = timedelta(days=400)
"""Long enough to tell since when a link has been dead."""


class LinkBook:
    """Keeps every try of an address for a good year."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database = database
        self._clock = clock

    def note(self, check: LinkCheck) -> None:
        """Keep one try; an address too long to be kept is left out."""
        if len(check.address) > LONGEST_ADDRESS:
            return
        detail = {"reason": check.reason, "status": check.status, "moved_to": check.moved_to}
        row = LinkCheckRow(address=check.address, at=check.at, outcome=check.standing)
        row.detail = {name: value for name, value in detail.items() if value is not None}
        with self._database.writing() as session:
            session.add(row)

    def newest(self) -> Mapping[str, tuple[datetime, LinkStanding]]:
        """Return when each address was last tried, and how that ended."""
        newest = select(func.max(LinkCheckRow.id)).group_by(LinkCheckRow.address)
        with self._database.reading() as session:
            rows = session.scalars(select(LinkCheckRow).where(LinkCheckRow.id.in_(newest)))
            return {row.address: (row.at, LinkStanding(row.outcome)) for row in rows}

    def tries(self) -> Mapping[str, Sequence[LinkCheck]]:
        """Return the tries of every address whose last one did not end well, the oldest first."""
        newest = select(func.max(LinkCheckRow.id)).group_by(LinkCheckRow.address)
        troubled = select(LinkCheckRow.address).where(
            LinkCheckRow.id.in_(newest), LinkCheckRow.outcome != LinkStanding.ALIVE
        )
        query = select(LinkCheckRow).where(LinkCheckRow.address.in_(troubled)).order_by(LinkCheckRow.at)
        found: dict[str, list[LinkCheck]] = {}
        with self._database.reading() as session:
            for row in session.scalars(query):
                found.setdefault(row.address, []).append(_check(row))
        return found

    def forget(self, named: Collection[str]) -> int:
        """Delete tries of addresses that nothing names any more, and those older than kept; returns how many."""
        with self._database.writing() as session:
            known = set(session.scalars(select(LinkCheckRow.address).distinct()))
            connection = session.connection()
            gone = connection.execute(delete(LinkCheckRow).where(LinkCheckRow.at < self._clock() - KEPT)).rowcount
            for address in known - set(named):
                gone += connection.execute(delete(LinkCheckRow).where(LinkCheckRow.address == address)).rowcount
            return gone


def _check(row: LinkCheckRow) -> LinkCheck:
    reason = row.detail.get("reason")
    return LinkCheck(
        row.address,
        row.at,
        LinkStanding(row.outcome),
        LinkReason(reason) if reason else None,
        row.detail.get("status"),
        row.detail.get("moved_to"),
    )
