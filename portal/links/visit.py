"""From an address along its redirects to what became of it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from portal.domain.link_check import LinkReason
from portal.domain.link_check import LinkStanding
from portal.links.asking import Answer
from portal.links.asking import Asker
from portal.links.asking import Budget
from portal.links.asking import NoAnswer
from portal.links.pace import Pace
from portal.links.resolving import Hosts
from portal.links.resolving import NameNotAnswered
from portal.links.resolving import NameUnknown
from portal.links.robots import MOST_BYTES as MOST_ROBOTS
from portal.links.robots import Robots
from portal.links.robots import robots_from_text
from portal.links.web_address import AddressForbidden
from portal.links.web_address import WebAddress
from portal.links.web_address import redirected
from portal.links.web_address import web_address

MOST_HOPS = 5
MOST_BYTES = 64 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
REFUSALS = frozenset({401, 402, 403, 405, 406, 407, 429, 451, 999})
"""A page may well be there; 999 is what some big sites answer to programs."""
TOO_OFTEN = 429
ROBOTS_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Found:
    """What became of one address."""

    standing: LinkStanding
    reason: LinkReason | None = None
    status: int | None = None
    moved_to: str | None = None


class _Ended(Exception):
    """Raised where robots.txt itself tells how the try ends."""

    def __init__(self, found: Found) -> None:
        super().__init__(found.standing.value)
        self.found = found


class Visit:
    """One run over many addresses: what it learns about a host it keeps until its end."""

    def __init__(
        self, asker: Asker, hosts: Hosts, pace: Pace, product: str, loopback_ports: frozenset[int] = frozenset()
    ) -> None:
        self._asker = asker
        self._hosts = hosts
        self._pace = pace
        self._product = product
        self._loopback_ports = loopback_ports
        self._robots: dict[str, Robots] = {}
        self._tired: set[str] = set()

    def left_alone(self, text: str) -> bool:
        """Tell whether the host of an address has asked in this run not to be asked so often."""
        try:
            return urlsplit(text).hostname in self._tired
        except ValueError:
            return False

    def try_address(self, text: str, seconds: float) -> Found:
        """Return what became of an address, spending this many seconds on the network at most."""
        try:
            return self._follow(web_address(text, self._loopback_ports), Budget(seconds))
        except AddressForbidden as error:
            return Found(LinkStanding.FORBIDDEN, error.reason)
        except NameUnknown:
            return Found(LinkStanding.DEAD, LinkReason.NAME_UNKNOWN)
        except NameNotAnswered:
            return Found(LinkStanding.UNREACHABLE, LinkReason.NAME_NOT_ANSWERED)
        except NoAnswer as error:
            return Found(LinkStanding.UNREACHABLE, error.reason)
        except _Ended as end:
            return end.found

    def _follow(self, address: WebAddress, budget: Budget) -> Found:
        """Go from hop to hop; each is parsed, resolved and checked like the first."""
        moved_to: str | None = None
        for_good = True
        for _ in range(MOST_HOPS + 1):
            if not self._permits(address):
                return Found(LinkStanding.REFUSED, LinkReason.ROBOTS, moved_to=moved_to)
            answer = self._answer(address, budget)
            if answer.status not in REDIRECTS or answer.location is None:
                return self._judged(answer, address, moved_to)
            address = redirected(address, answer.location, self._loopback_ports)
            for_good = for_good and answer.status in FOR_GOOD
            moved_to = address.text if for_good else moved_to
        return Found(LinkStanding.DEAD, LinkReason.TOO_MANY_REDIRECTS)

    def _judged(self, answer: Answer, address: WebAddress, moved_to: str | None) -> Found:
        status = answer.status
        if status == TOO_OFTEN:
            self._tired.add(address.host)
        if 200 <= status < 300:
            return Found(LinkStanding.MOVED if moved_to else LinkStanding.ALIVE, None, status, moved_to)
        if status in REFUSALS:
            return Found(LinkStanding.REFUSED, LinkReason.STATUS, status, moved_to)
        standing = LinkStanding.DEAD if 400 <= status < 500 else LinkStanding.UNREACHABLE
        return Found(standing, LinkReason.STATUS, status)

    def _answer(self, address: WebAddress, budget: Budget) -> Answer:
        """Ask for the head; where that is no good news, ask for the page, as many servers know no HEAD."""
        try:
            answer = self._ask(address, "HEAD", 0, budget)
        except NoAnswer as error:
            if error.reason is not LinkReason.ANSWER_BROKEN:
                raise
        else:
            if answer.status < 400 or answer.status == TOO_OFTEN:
                return answer
        return self._ask(address, "GET", MOST_BYTES, budget)

    def _ask(self, address: WebAddress, method: str, most: int, budget: Budget) -> Answer:
        numerics = self._hosts.addresses(address)
        self._pace.wait(address.host)
        return self._asker.ask(address, numerics, method, most, budget)

    def _permits(self, address: WebAddress) -> bool:
        if address.origin not in self._robots:
            self._robots[address.origin] = self._read_robots(address)
        return self._robots[address.origin].permits(address.target)

    def _read_robots(self, address: WebAddress) -> Robots:
        """Return the rules of a site: none where it has none (4xx).

        Where they should be there but cannot be read, nothing of the site may be asked (RFC 9309).
        Raises like asking for the page does, where nobody answers at all.
        """
        budget = Budget(ROBOTS_SECONDS)
        place = web_address(f"{address.origin}/robots.txt", self._loopback_ports)
        for _ in range(MOST_HOPS + 1):
            answer = self._ask(place, "GET", MOST_ROBOTS, budget)
            if answer.status not in REDIRECTS or answer.location is None:
                break
            place = redirected(place, answer.location, self._loopback_ports)
        if 200 <= answer.status < 300:
            return robots_from_text(answer.body.decode("utf-8", errors="replace"), self._product)
        if answer.status >= 500 or answer.status == TOO_OFTEN:
            raise _Ended(self._judged(answer, place, None))
        return Robots()
