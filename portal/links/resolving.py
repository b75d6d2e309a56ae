"""From the name of a host to numeric addresses that may be asked, within bounded time."""

import socket
import threading
from collections.abc import Callable
from collections.abc import Sequence

from portal.domain.link_check import LinkReason
from portal.links.public_address import is_public
from portal.links.web_address import AddressForbidden
from portal.links.web_address import WebAddress

MOST_ADDRESSES = 16
SECONDS = 5.0

Resolver = Callable[[str], Sequence[str]]
"""From a host name to its numeric addresses; raises `NameUnknown` or `NameNotAnswered`."""


class NameUnknown(Exception):
    """Raised when there is no such host."""


class NameNotAnswered(Exception):
    """Raised when nobody could say whether there is such a host."""


def resolve(host: str) -> Sequence[str]:
    """Return the addresses that the system knows for a host, waiting five seconds at most.

    The system's own resolver takes no time limit, so it is asked in a thread that may outlive the question.
    """
    answers: list[list[str]] = []
    faults: list[Exception] = []
    thread = threading.Thread(target=_ask, args=(host, answers, faults), daemon=True)
    thread.start()
    thread.join(SECONDS)
    if answers:
        return answers[0]
    raise faults[0] if faults else NameNotAnswered(host)


def _ask(host: str, answers: list[list[str]], faults: list[Exception]) -> None:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        known = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
        faults.append(NameUnknown(host) if error.errno in known else NameNotAnswered(host))
    except (OSError, UnicodeError):
        faults.append(NameNotAnswered(host))
    else:
        answers.append(list(dict.fromkeys(str(address[0]) for *_, address in found)))


class Hosts:
    """Remembers what each host was resolved to, so that within one run a name never means two things."""

    def __init__(self, resolver: Resolver, loopback_ports: frozenset[int] = frozenset()) -> None:
        self._resolver = resolver
        self._loopback_ports = loopback_ports
        self._known: dict[str, tuple[str, ...] | Exception] = {}

    def addresses(self, address: WebAddress) -> tuple[str, ...]:
        """Return the numeric addresses to connect to, every one of them checked.

        One address that is not public closes the whole host, for it is either a mistake or an attack.
        Raises `AddressForbidden`, `NameUnknown` or `NameNotAnswered`, and again without asking anew.
        """
        if address.host not in self._known:
            self._known[address.host] = self._asked(address.host)
        found = self._known[address.host]
        if isinstance(found, Exception):
            raise found
        if not all(self._permitted(each, address.port) for each in found):
            raise AddressForbidden(LinkReason.PRIVATE_ADDRESS)
        return found

    def _asked(self, host: str) -> tuple[str, ...] | Exception:
        try:
            found = tuple(self._resolver(host))[:MOST_ADDRESSES]
        except (NameUnknown, NameNotAnswered) as error:
            return error
        return found or NameUnknown(host)

    def _permitted(self, numeric: str, port: int) -> bool:
        return is_public(numeric) or (port in self._loopback_ports and numeric == "127.0.0.1")
