"""Who changed an entry, when and why, as the desk is told it."""

import re
from collections.abc import Iterator
from datetime import UTC
from datetime import datetime

from portal.history.author import AUTHOR_ID
from portal.history.author import HOST
from portal.history.revision import Revision
from portal.history.revision import SignedRevision

EMAIL = re.compile(r"<?[^\s<>]+@[^\s<>]+>?")
LONGEST = 200
SIGNED_FORMAT = "--format=%H%x00%ct%x00%an%x00%ae%x00%B%x00%(trailers:only,unfold)%x00"
FIELDS = 6
TRAILER = re.compile(r"([A-Za-z-]+):\s*(.*)")


def first_line(message: str) -> str:
    """Return the first line of a message, without addresses of people and not longer than a line."""
    plain = EMAIL.sub("…", " ".join(message.split()))
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


def signed_revisions(printed: str, path: str) -> Iterator[SignedRevision]:
    """Yield the revisions of the file at a path that git has printed in the signed format."""
    fields = printed.split("\0")
    for at in range(0, len(fields) - FIELDS, FIELDS):
        commit, seconds, name, address, message, trailers = fields[at : at + FIELDS]
        subject = " ".join(message.strip().partition("\n\n")[0].split())
        when = datetime.fromtimestamp(int(seconds), UTC)
        pairs = tuple(_pairs(trailers))
        yield SignedRevision(
            Revision(commit.strip(), when, first_line(subject), path),
            EMAIL.sub("…", name),
            _account(address, pairs),
            EMAIL.sub("…", message.strip().removesuffix(trailers.strip()).strip()),
            tuple((key, EMAIL.sub("…", value)) for key, value in pairs if key != AUTHOR_ID),
        )


def _account(address: str, trailers: tuple[tuple[str, str], ...]) -> str | None:
    """Return the account that signed, None where address and last trailer do not name the same."""
    named = trailers[-1] if trailers else None
    return named[1] if named is not None and named[0] == AUTHOR_ID and address == f"{named[1]}@{HOST}" else None


def _pairs(trailers: str) -> Iterator[tuple[str, str]]:
    for line in trailers.splitlines():
        match = TRAILER.fullmatch(line.strip())
        if match:
            yield match[1], match[2]
