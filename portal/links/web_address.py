"""An address taken apart so strictly that nothing else can read another host into it."""

import re
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address
from ipaddress import IPv6Address
from urllib.parse import quote
from urllib.parse import urljoin
from urllib.parse import urlsplit

from portal.domain.link_check import LinkReason

PORTS = {"http": 80, "https": 443}
MOST_CHARACTERS = 2000
KEPT = "%-._~:/?[]@!$&'()*+,;="
"""What may stand in a path or a query (RFC 3986); everything else is percent-encoded."""
UNPRINTABLE = re.compile(r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\u2060-\u206f\ufeff\\]")
LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
LOCAL_ENDINGS = frozenset(
    {"alt", "corp", "example", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain", "localhost",
     "onion", "private", "test"}
)  # fmt: skip
"""Last labels that name nothing on the public web (RFC 6761, RFC 6762, RFC 7686, RFC 9476, ICANN), or only at home."""
HOME_NETWORK = (".home.arpa", ".in-addr.arpa", ".ip6.arpa")


class AddressForbidden(Exception):
    """Raised when an address must not be asked; `reason` tells why."""

    def __init__(self, reason: LinkReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class WebAddress:
    """What to ask of whom: `host` is in ASCII, lower case and without a last dot; `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def text(self) -> str:
        """The whole address."""
        return f"{self.origin}{self.target}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """What the `Host` header says."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == PORTS[self.scheme] else f"{name}:{self.port}"


def web_address(text: str, loopback_ports: frozenset[int] = frozenset()) -> WebAddress:
    """Return the address that a text is; the fragment is left out, as no server hears of it.

    Raises `AddressForbidden` for what is no address of the public web by its looks alone.
    `loopback_ports` are for tests: ports that are permitted beside 80 and 443.
    """
    if len(text) > MOST_CHARACTERS or UNPRINTABLE.search(text):
        raise AddressForbidden(LinkReason.NOT_AN_ADDRESS)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise AddressForbidden(LinkReason.NOT_AN_ADDRESS) from None
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise AddressForbidden(LinkReason.SCHEME)
    if "@" in parts.netloc:
        raise AddressForbidden(LinkReason.CREDENTIALS)
    host = _host(parts.hostname or "")
    port = PORTS[scheme] if port is None else port
    if port not in {*PORTS.values(), *loopback_ports}:
        raise AddressForbidden(LinkReason.PORT)
    query = f"?{quote(parts.query, safe=KEPT)}" if parts.query else ""
    return WebAddress(scheme, host, port, (quote(parts.path, safe=KEPT) or "/") + query)


def redirected(address: WebAddress, location: str, loopback_ports: frozenset[int] = frozenset()) -> WebAddress:
    """Return where a `Location` header leads from an address; raises `AddressForbidden` like `web_address`."""
    # Header bytes come as Latin-1; servers that do not percent-encode write UTF-8.
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        joined = urljoin(address.text, location.strip(" \t").replace(" ", "%20"))
    except ValueError:
        raise AddressForbidden(LinkReason.NOT_AN_ADDRESS) from None
    return web_address(joined, loopback_ports)


def _host(name: str) -> str:
    """Return a host in ASCII; raises `AddressForbidden` for odd spellings of numbers and for names that are not public.

    127.1, 2130706433, 0x7f.1 and 0177.0.0.1 are refused, not read: readers of addresses do not agree on them.
    """
    if ":" in name:
        return _checked(IPv6Address, name)
    if not 1 <= len(name) <= 253:
        raise AddressForbidden(LinkReason.NOT_AN_ADDRESS)
    try:
        ascii_name = name.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        raise AddressForbidden(LinkReason.NOT_AN_ADDRESS) from None
    labels = ascii_name.split(".")
    if len(ascii_name) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        raise AddressForbidden(LinkReason.NOT_AN_ADDRESS)
    if NUMBER.fullmatch(labels[-1]):
        return _checked(IPv4Address, ascii_name)
    if len(labels) == 1 or labels[-1] in LOCAL_ENDINGS or f".{ascii_name}".endswith(HOME_NETWORK):
        raise AddressForbidden(LinkReason.PRIVATE_NAME)
    return ascii_name


def _checked(kind: type[IPv4Address | IPv6Address], text: str) -> str:
    try:
        return str(kind(text))
    except ValueError:
        raise AddressForbidden(LinkReason.PRIVATE_ADDRESS) from None
