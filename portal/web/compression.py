"""Pages travel folded: gzip for whoever can unfold it."""

import gzip
from functools import lru_cache
from http import HTTPStatus

from flask import Response
from flask import request

SMALLEST = 1024
"""Bytes below which folding costs more than it saves."""
LEVEL = 5
KEPT = 256
"""How many folded texts a process keeps, since the same few are asked for again and again."""
LARGEST_KEPT = 64 * 1024
"""Bytes above which a text is folded anew each time, or the kept ones would fill the memory."""
FOLDABLE = frozenset({"text/html", "text/css", "text/plain", "text/xml", "application/xml", "application/json",
                      "application/atom+xml", "image/svg+xml"})  # fmt: skip


def fold(response: Response) -> Response:
    """Return the response compressed where its kind and the reader's browser allow; caches are told that it varies.

    Nothing secret stands in a page beside what a reader typed, so that its length tells nothing.
    The same text always makes the same bytes, for the tag that caches compare.
    """
    moved = 300 <= response.status_code < 400
    if moved or response.mimetype not in FOLDABLE or response.headers.get("Content-Encoding"):
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code == HTTPStatus.PARTIAL_CONTENT or request.accept_encodings["gzip"] <= 0:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) >= SMALLEST:
        response.set_data(_folded_once(body) if len(body) <= LARGEST_KEPT else _folded(body))
        response.headers["Content-Encoding"] = "gzip"
    return response


def folded_page(page: str) -> bytes:
    """Return a page as it travels."""
    return _folded(page.encode())


def travelling(page: bytes) -> Response:
    """Return the response with a page folded before; whoever cannot unfold it gets it unfolded."""
    if request.accept_encodings["gzip"] <= 0:
        return Response(gzip.decompress(page), mimetype="text/html")
    response = Response(page, mimetype="text/html", headers={"Content-Encoding": "gzip"})
    response.vary.add("Accept-Encoding")
    return response


def _folded(body: bytes) -> bytes:
    return gzip.compress(body, LEVEL, mtime=0)


@lru_cache(KEPT)
def _folded_once(body: bytes) -> bytes:
    return _folded(body)
