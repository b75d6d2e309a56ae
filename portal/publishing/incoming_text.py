"""What a text that somebody sends in must not hold, and whether it looks like advertising."""

import re
import unicodedata
from enum import StrEnum

from portal.library.passages import EMAIL
from portal.library.passages import PHONE

LINK = re.compile(r"https?://|www\.|\[/?url|<a\s", re.IGNORECASE)
MOST_LINKS = 2
IDENTITY = re.compile(r"(?<!\d)(?:\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]|(?:19|20)?\d{6}[-+]\d{4})(?!\d)")
"""A Finnish or a Swedish personal identity number."""


class TextFault(StrEnum):
    """Why a text is not taken in."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    PERSONAL = "personal"
    TOO_MANY_LINKS = "too-many-links"
    NO_ADDRESS = "no-address"


def cleaned(text: str) -> str:
    """Return a text as it is kept: composed letters, Unix line ends, nothing invisible that could turn text around."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign == "\n" or _is_visible(sign)).strip()


def fault_of_text(text: str, longest: int, *, needed: bool = True) -> TextFault | None:
    """Return why a cleaned text is not taken in, or None.

    E-mail addresses, telephone numbers and identity numbers are the checker's rule for every file of the library.
    """
    if not text:
        return TextFault.EMPTY if needed else None
    if len(text) > longest:
        return TextFault.TOO_LONG
    if EMAIL.search(text) or PHONE.search(text) or IDENTITY.search(text):
        return TextFault.PERSONAL
    return TextFault.TOO_MANY_LINKS if len(LINK.findall(text)) > MOST_LINKS else None


def fault_of_address(text: str, longest: int) -> TextFault | None:
    """Return why what was typed as a web address is not taken in; none at all is fine."""
    if not text:
        return None
    if len(text) > longest:
        return TextFault.TOO_LONG
    if EMAIL.search(text):
        return TextFault.PERSONAL
    return None if re.fullmatch(r"https?://[^\s<>\"']{4,}", text, re.IGNORECASE) else TextFault.NO_ADDRESS


def _is_visible(sign: str) -> bool:
    return sign == "\t" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
