"""Which outgoing links are tried next, and what all tries together say."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING

from portal.domain.link_check import FAILED
from portal.domain.link_check import LinkCheck
from portal.domain.link_check import LinkStanding
from portal.domain.link_check import LinkVerdict
from portal.domain.link_check import link_verdict
from portal.publishing.outgoing_addresses import Naming
from portal.publishing.outgoing_addresses import OutgoingAddress

if TYPE_CHECKING:  # what brings the database is loaded late
    from portal.workspace.link_book import LinkBook

SOUND_AGAIN = timedelta(days=7)
FAILED_AGAIN = timedelta(hours=20)
"""A day later at about the same time: three failures on different days make a dead link."""
MOST_A_ROUND = 300

Checker = Callable[[Iterable[str]], Iterator[LinkCheck]]


@dataclass(frozen=True, slots=True)
class LinkFinding:
    """A link that somebody has to look at; `since` is the first failure after it last answered."""

    address: str
    verdict: LinkVerdict
    since: datetime
    last: LinkCheck
    named_by: tuple[Naming, ...]


def addresses_due(
    addresses: Iterable[str], newest: Mapping[str, tuple[datetime, LinkStanding]], now: datetime
) -> list[str]:
    """Return the addresses to be tried in one round: never tried ones first, then those tried longest ago."""
    never = datetime.min.replace(tzinfo=UTC)
    waiting: list[tuple[datetime, str]] = []
    for address in addresses:
        at, standing = newest.get(address, (never, LinkStanding.ALIVE))
        if at == never or now - at >= (FAILED_AGAIN if standing in FAILED else SOUND_AGAIN):
            waiting.append((at, address))
    return [address for _, address in sorted(waiting)][:MOST_A_ROUND]


def check_links(
    outgoing: Sequence[OutgoingAddress], book: "LinkBook", checker: Checker, now: datetime
) -> Mapping[str, int]:
    """Try the addresses that are due and keep each result as soon as it is there; returns how many ended how.

    A round that is killed has lost nothing but the try it was at; the next one goes on where it ended.
    """
    addresses = [each.address for each in outgoing]
    book.forget(addresses)
    counts: dict[str, int] = {}
    for found in checker(addresses_due(addresses, book.newest(), now)):
        book.note(found)
        counts[found.standing] = counts.get(found.standing, 0) + 1
    return {"checked": sum(counts.values()), **counts}


def link_findings(outgoing: Sequence[OutgoingAddress], book: "LinkBook") -> tuple[LinkFinding, ...]:
    """Return every link that did not answer well when it was last tried, the longest in trouble first."""
    named = {each.address: each.named_by for each in outgoing}
    found = [
        LinkFinding(address, link_verdict(tries), _since(tries), tries[-1], named[address])
        for address, tries in book.tries().items()
        if address in named
    ]
    return tuple(sorted(found, key=lambda each: (each.since, each.address)))


def _since(tries: Sequence[LinkCheck]) -> datetime:
    """Return when the trouble began: the first try after the last one that went well."""
    since = tries[-1].at
    for each in reversed(tries):
        if each.standing is LinkStanding.ALIVE:
            break
        since = each.at
    return since
