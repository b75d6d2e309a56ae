"""Pages made lately, so that one asked for again need not be written again."""

from collections import OrderedDict
from threading import Lock
from typing import cast

from flask import Flask
from flask import current_app
from flask import request

ROOM = 8 * 1024 * 1024
"""Bytes of pages kept in a process: some hundreds."""

NAME = "finished_pages"

Address = tuple[str, str, bytes]


class FinishedPages:
    """Pages by address, each with the things it was made of; shared by threads, bounded by bytes.

    A page is given only for the very same things: once the answer or the shelf is another object, it is made anew.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._held = 0
        self._pages: OrderedDict[Address, tuple[tuple[object, ...], bytes]] = OrderedDict()
        self._lock = Lock()

    def get(self, *made_of: object) -> bytes | None:
        """Return the page of this request, made of these very things, or None."""
        with self._lock:
            things, page = self._pages.get(_address(), ((), b""))
            if len(things) != len(made_of) or any(one is not other for one, other in zip(things, made_of, strict=True)):
                return None
            self._pages.move_to_end(_address())
            return page

    def keep(self, page: bytes, *made_of: object) -> None:
        """Keep the page of this request; the ones asked for longest ago make room for it."""
        address = _address()
        if len(page) > self._room:
            return
        with self._lock:
            _, old = self._pages.pop(address, ((), b""))
            self._pages[address] = made_of, page
            self._held += len(page) - len(old)
            while self._held > self._room:
                self._held -= len(self._pages.popitem(last=False)[1][1])


def remember(app: Flask) -> None:
    """Give the application its room for pages."""
    app.extensions[NAME] = FinishedPages(ROOM)


def finished_pages() -> FinishedPages:
    """Return the pages of this application."""
    return cast("FinishedPages", current_app.extensions[NAME])


def _address() -> Address:
    """All of a request that a page is made of; its language is part of the path."""
    return request.host_url, request.path, request.query_string
