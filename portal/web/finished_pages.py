"""Pages made lately, so that one asked for again need not be made again, by whichever worker of the server.

They lie in memory that the workers share: it is born with the server, is never on a disk, and ends with it.
"""

import mmap
from hashlib import blake2b
from typing import cast

from flask import Flask
from flask import current_app

PLACE = 16 * 1024
"""Bytes for one page; a folded search page takes about ten thousand."""
PLACES = 1024
DIGEST = 32
HEAD = 2 * DIGEST + 4
NAME = "finished_pages"


class FinishedPages:
    """Folded pages by key, each in one of the two places that its key points to; a page there before gives way.

    No process waits for another and none can leave a lock behind: whoever reads checks that what lies in a place is
    whole and its own, so that a page half written, by two at once or by one that was killed, counts as none.
    It is shared by processes when it is made before they part.
    """

    def __init__(self, places: int = PLACES) -> None:
        self._places = places
        self._memory = mmap.mmap(-1, places * PLACE)

    def get(self, key: bytes) -> bytes | None:
        """Return the page kept under a key, or None."""
        digest = _digest(key)
        return next((page for start in self._starts(digest) if (page := self._page(digest, start)) is not None), None)

    def keep(self, key: bytes, page: bytes) -> None:
        """Keep a page; one that is larger than a place is left out."""
        if len(page) > PLACE - HEAD:
            return
        digest = _digest(key)
        first, second = self._starts(digest)
        start = first if self._memory[first : first + DIGEST] in {digest, bytes(DIGEST)} else second
        whole = digest + _seal(digest, page) + len(page).to_bytes(4) + page
        self._memory[start : start + len(whole)] = whole

    def _starts(self, digest: bytes) -> tuple[int, int]:
        first, second = (int.from_bytes(part) % self._places for part in (digest[:8], digest[8:16]))
        return first * PLACE, second * PLACE

    def _page(self, digest: bytes, start: int) -> bytes | None:
        """Return the page of a place, if it is whole and the one wanted."""
        head = self._memory[start : start + HEAD]
        if head[:DIGEST] != digest:
            return None
        size = int.from_bytes(head[2 * DIGEST :])
        page = self._memory[start + HEAD : start + HEAD + min(size, PLACE - HEAD)]
        return page if _seal(digest, page) == head[DIGEST : 2 * DIGEST] else None


def remember(app: Flask, pages: FinishedPages) -> None:
    """Give the application the room for its pages."""
    app.extensions[NAME] = pages


def finished_pages() -> FinishedPages:
    """Return the pages of this application."""
    return cast("FinishedPages", current_app.extensions[NAME])


def _digest(key: bytes) -> bytes:
    return blake2b(key, digest_size=DIGEST).digest()


def _seal(digest: bytes, page: bytes) -> bytes:
    return blake2b(page, key=digest, digest_size=DIGEST).digest()
