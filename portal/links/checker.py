"""Asks whether addresses are still there: politely, within bounds, and never anybody but the public web."""

import ssl
import time
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import UTC
from datetime import datetime
from urllib.parse import urlsplit

from portal.domain.link_check import LinkCheck
from portal.links.asking import Asker
from portal.links.bounds import Bounds
from portal.links.pace import Pace
from portal.links.resolving import Hosts
from portal.links.resolving import Resolver
from portal.links.resolving import resolve
from portal.links.visit import Visit

PRODUCT = "SiltaLinkChecker"
"""The name by which robots.txt can speak to the checker."""


def user_agent(base_url: str | None) -> str:
    """Return how the checker names itself, with the address of the portal where somebody can ask about it."""
    return f"{PRODUCT}/1.0 (+{base_url})" if base_url else f"{PRODUCT}/1.0 (Silta)"


class LinkChecker:
    """Checks addresses one after the other.

    `base_url` goes into the name by which servers know the checker.
    `resolver`, `trust`, `loopback_ports`, `pace` and `now` are for tests, and nothing else in the portal hands them in:
    a loopback port is one of 127.0.0.1 that may be asked as if it were public.
    """

    def __init__(
        self,
        base_url: str | None,
        *,
        bounds: Bounds | None = None,
        resolver: Resolver = resolve,
        trust: ssl.SSLContext | None = None,
        loopback_ports: frozenset[int] = frozenset(),
        pace: Callable[[], Pace] = Pace,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._asker = Asker(user_agent(base_url), trust or ssl.create_default_context())
        self._bounds = bounds or Bounds()
        self._resolver = resolver
        self._loopback_ports = loopback_ports
        self._pace = pace
        self._now = now

    def check(self, addresses: Iterable[str]) -> Iterator[LinkCheck]:
        """Yield one result for each different address, as soon as it is known.

        Addresses that the bounds of the run leave no time for, and those of a server that asked to be left alone (429)
        after it did so, are not asked and not in the answer; hand in first what was checked longest ago.
        Hosts take turns, so that no waiting for one of them is idle.
        """
        until = time.monotonic() + self._bounds.seconds
        hosts = Hosts(self._resolver, self._loopback_ports)
        visit = Visit(self._asker, hosts, self._pace(), PRODUCT, self._loopback_ports)
        for address in _in_turns(dict.fromkeys(addresses), self._bounds.addresses):
            if time.monotonic() >= until:
                return
            if not visit.left_alone(address):
                found = visit.try_address(address, self._bounds.seconds_per_address)
                yield LinkCheck(address, self._now(), found.standing, found.reason, found.status, found.moved_to)


def _in_turns(addresses: Iterable[str], most: int) -> list[str]:
    """Return the first addresses in such an order that those of one host stand far from each other."""
    seen: dict[str, int] = {}
    rounds: list[tuple[int, str]] = []
    for address in list(addresses)[:most]:
        host = _host_of(address)
        seen[host] = seen.get(host, 0) + 1
        rounds.append((seen[host], address))
    return [address for _, address in sorted(rounds, key=lambda each: each[0])]


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
