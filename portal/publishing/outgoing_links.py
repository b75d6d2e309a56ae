"""The links of the library to other sites: what they are, how they stand, and trying them."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from portal.domain.link_check import LinkCheck
from portal.library.shelf import Shelf
from portal.links.bounds import Bounds
from portal.publishing.link_round import MOST_A_ROUND
from portal.publishing.link_round import LinkFinding
from portal.publishing.link_round import check_links
from portal.publishing.link_round import link_findings
from portal.publishing.outgoing_addresses import OutgoingAddress
from portal.publishing.outgoing_addresses import outgoing_addresses
from portal.workspace.moments import now

if TYPE_CHECKING:  # what brings the database is loaded late
    from portal.workspace.link_book import LinkBook

A_ROUND = Bounds(addresses=MOST_A_ROUND, seconds=20 * 60.0)
ONE_LINK = Bounds(addresses=1, seconds=20.0)
"""For somebody at the desk who waits for the answer."""


@dataclass(frozen=True, slots=True)
class OutgoingLinks:
    """Tries nothing that the library does not name; `base_url` goes into the name by which servers know who asks."""

    shelf: Callable[[], Shelf]
    addresses_in: Callable[[str], Iterable[str]]
    book: "LinkBook"
    base_url: str | None
    may_check: bool

    def addresses(self) -> tuple[OutgoingAddress, ...]:
        """Return the addresses of other sites that the library names."""
        return outgoing_addresses(self.shelf(), self.addresses_in)

    def findings(self) -> tuple[LinkFinding, ...]:
        """Return the links that somebody has to look at."""
        return link_findings(self.addresses(), self.book)

    def check_due(self) -> Mapping[str, int]:
        """Try the links that are due, politely and within bounds; for the operator's chores alone."""
        return check_links(self.addresses(), self.book, partial(self._checked, A_ROUND), now())

    def check_now(self, address: str) -> bool:
        """Try one link now, if the library names it and links are checked at all; tells whether it was tried."""
        if not self.may_check or all(each.address != address for each in self.addresses()):
            return False
        for found in self._checked(ONE_LINK, [address]):
            self.book.note(found)
        return True

    def _checked(self, bounds: Bounds, addresses: Iterable[str]) -> Iterator[LinkCheck]:
        from portal.links.checker import LinkChecker  # noqa: PLC0415 - loaded late, see docs/architecture.md

        return LinkChecker(self.base_url, bounds=bounds).check(addresses)
