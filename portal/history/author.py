"""Who signs a change: the person as its author, the portal as its committer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pygit2 import Signature

HOST = "silta.invalid"
"""Git demands an address; `.invalid` is reserved (RFC 2606), so that none of these can ever be anybody's."""
PORTAL = ("Silta", f"portal@{HOST}")
AUTHOR_ID = "Author-Id"
ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029<>]+")
NOT_IN_MESSAGES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]+")
TRAILER = re.compile(r"[A-Z][A-Za-z-]{0,40}")


@dataclass(frozen=True, slots=True)
class Author:
    """The person a change is by: the id of the account and the name that stays in the history."""

    id: str
    name: str

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.id):
            raise ValueError(f"not the id of an account: {self.id!r}")

    def signature(self) -> Signature:
        """Return the signature of a commit; in place of an e-mail address it bears the id of the account."""
        return Signature(_line(NOT_IN_NAMES, self.name) or self.id, f"{self.id}@{HOST}")


def portal_signature() -> Signature:
    """Return the signature of the portal."""
    return Signature(*PORTAL)


def message_with(message: str, trailers: Sequence[tuple[str, str]], author: Author) -> str:
    """Return the message of a commit, which ends with its trailers.

    The id of the author always closes it, so that what somebody typed can never be read as a trailer.
    Raises ValueError for a trailer whose name is none.
    """
    lines = [_line(NOT_IN_MESSAGES, line) for line in message.strip().split("\n")]
    closing = [(name, _line(NOT_IN_MESSAGES, value.replace("\n", " "))) for name, value in trailers]
    for name, _ in closing:
        if not TRAILER.fullmatch(name) or name == AUTHOR_ID:
            raise ValueError(f"not the name of a trailer: {name!r}")
    closing.append((AUTHOR_ID, author.id))
    return "\n".join([*lines, "", *(f"{name}: {value}" for name, value in closing), ""])


def _line(forbidden: re.Pattern[str], text: str) -> str:
    return " ".join(forbidden.sub(" ", text).split())
