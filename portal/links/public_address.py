"""Which numeric addresses belong to the public internet, so that the portal may connect to them."""

from ipaddress import IPv4Address
from ipaddress import IPv6Address
from ipaddress import ip_address
from ipaddress import ip_network

CLOSED = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",  # this network (RFC 791)
        "10.0.0.0/8",  # private (RFC 1918)
        "100.64.0.0/10",  # between a provider and its customers (RFC 6598); Alibaba's metadata are at 100.100.100.200
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # Azure's host, which is no private address though only its guests can reach it
        "169.254.0.0/16",  # link-local; the metadata of most clouds are at 169.254.169.254
        "172.16.0.0/12",  # private (RFC 1918)
        "192.0.0.0/24",  # protocol assignments; Oracle's metadata are at 192.0.0.192
        "192.0.2.0/24",  # documentation (RFC 5737)
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays (RFC 7526)
        "192.168.0.0/16",  # private (RFC 1918)
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks (RFC 2544)
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and the broadcast address
        "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID and others
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which holds an IPv4 address
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation (RFC 9637)
        "5f00::/16",  # segment routing (RFC 9602)
    )
)
"""From the special-purpose registries of IANA; written out, as Python's own list differs between its versions."""
GLOBAL_UNICAST = ip_network("2000::/3")
"""All that IANA has given out of IPv6: mapped, compatible, local, link-local and multicast addresses are outside it."""
NAT64 = ip_network("64:ff9b::/96")
ISATAP = (0x00005EFE, 0x02005EFE)
"""The third quarter of an IPv6 address whose last one is an IPv4 address (RFC 5214)."""


def is_public(text: str) -> bool:
    """Tell whether a numeric address, as a resolver gives it, is one of the public internet.

    False for whatever is no address, has a zone, or holds an IPv4 address in itself, unless that is the well-known
    prefix of NAT64 (RFC 6052) and the address in it is public.
    """
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return _is_open(address)
    if address.scope_id is not None:
        return False
    if address in NAT64:
        return _is_open(IPv4Address(int(address) & 0xFFFFFFFF))
    return address in GLOBAL_UNICAST and (int(address) >> 32 & 0xFFFFFFFF) not in ISATAP and _is_open(address)


def _is_open(address: IPv4Address | IPv6Address) -> bool:
    known = not any(address in network for network in CLOSED if network.version == address.version)
    # What Python knows better than the list above closes an address too.
    own = address.is_global and not (address.is_multicast or address.is_reserved or address.is_private)
    return known and own
