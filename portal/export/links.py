"""Addresses that may become links."""

from urllib.parse import quote
from urllib.parse import urlsplit

from portal.export.characters import permitted

_SCHEMES = ("https", "http")
_KEPT = "%-._~:/?#[]@!$&'()*+,;="
"""What RFC 3986 lets stand in an address; a word processor calls a file broken that holds anything else."""


def sound_address(address: str | None) -> str | None:
    """Return the address percent-encoded, or None where it is no web address that can be followed.

    A script, a local file or a malformed address is no link: its words stay, as text.
    """
    if not address:
        return None
    encoded = quote(permitted(address).strip(), safe=_KEPT)
    try:
        parts = urlsplit(encoded)
        sound = parts.scheme in _SCHEMES and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return None
    return encoded if sound else None
