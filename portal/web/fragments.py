"""Pieces of pages that stay the same as long as the content does, so that a page is put together from few new ones.

A piece is the same for everybody who reads in a language; who carries a basket gets pieces made anew, since the
basket stands in every address.
"""

from collections.abc import Callable
from collections.abc import Hashable
from typing import TypeVar
from typing import cast

from flask import Flask
from flask import current_app
from flask import request
from markupsafe import Markup

from portal.library.shelf import Shelf
from portal.search.bounded_cache import BoundedCache
from portal.web.context import current_shelf
from portal.web.i18n import reader_language
from portal.web.selection import carried

Piece = TypeVar("Piece")

PIECES_HELD = 12 * 1024 * 1024
"""Bytes of pieces that a process keeps: those of some thousand lines of lists."""

FRAMES_HELD = 1024 * 1024
"""Bytes of the pieces around every page."""

_OBJECT_COST = 3000
_TEXT_COST = 300
"""Roughly what a piece takes in bytes: one that is no text, and a text beside its letters."""

NAME = "fragments"


class Fragments:
    """The pieces of lines, made from one shelf and left behind with it, and those of the frame, which needs none."""

    def __init__(self) -> None:
        self._frames: BoundedCache[object] = BoundedCache(FRAMES_HELD)
        self._lines: tuple[Shelf | None, BoundedCache[object]] = None, BoundedCache(PIECES_HELD)

    def frame(self, key: Hashable, make: Callable[[], Piece]) -> Piece:
        """Return the piece of a key, made if it is not at hand; the kind of a piece must follow from its key."""
        return _found(self._frames, key, make)

    def line(self, shelf: Shelf, key: Hashable, make: Callable[[], Piece]) -> Piece:
        """Return the same of a piece that depends on what is on the shelf."""
        lines = self._lines
        if lines[0] is not shelf:
            lines = self._lines = shelf, BoundedCache(PIECES_HELD)
        return _found(lines[1], key, make)


def keep(app: Flask) -> None:
    """Give the templates `{% call kept(key) %}` and `{% call framed(key) %}`, which make what is inside once.

    What is inside must depend on nothing but the key, the reader's language and, where it is kept, the content.
    """
    app.extensions[NAME] = Fragments()
    app.jinja_env.globals.update(kept=_kept_block, framed=_framed_block)


def kept(make: Callable[[], Piece], *key: Hashable) -> Piece:
    """Return the piece of a key in the reader's language; `make` is asked only where it is not at hand."""
    return make() if carried().ids else _fragments().line(current_shelf(), _whole(key), make)


def _kept_block(*key: Hashable, caller: Callable[[], Markup]) -> Markup:
    return kept(caller, *key)


def _framed_block(*key: Hashable, caller: Callable[[], Markup]) -> Markup:
    return caller() if carried().ids else _fragments().frame(_whole(key), caller)


def _whole(key: Hashable) -> Hashable:
    return reader_language(), request.script_root, key


def _fragments() -> Fragments:
    return cast("Fragments", current_app.extensions[NAME])


def _found(cache: BoundedCache[object], key: Hashable, make: Callable[[], Piece]) -> Piece:
    found = cache.get(key)
    if found is None:
        found = make()
        cache.put(key, found, _TEXT_COST + 2 * len(found) if isinstance(found, str) else _OBJECT_COST)
    return cast("Piece", found)
