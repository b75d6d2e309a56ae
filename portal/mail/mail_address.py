"""Addresses of people, as strict as a mail server needs them."""

import re

LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
MOST_LOCAL = 64
MOST_DOMAIN = 253


def mail_address(text: str) -> str | None:
    """Return an address in ASCII that can stand in a letter's head, or None where the text is none.

    What RFC 5321 permits without quotation marks; a domain in other letters is written as servers know it (IDNA).
    A name in front, two addresses, comments, white space and line ends are no part of one.
    """
    local, at, domain = text.rpartition("@")
    if not at or len(local) > MOST_LOCAL or not LOCAL.fullmatch(local) or not 1 <= len(domain) <= MOST_DOMAIN:
        return None
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    sound = len(ascii_domain) <= MOST_DOMAIN and all(LABEL.fullmatch(label) for label in ascii_domain.split("."))
    return f"{local}@{ascii_domain}" if sound else None
