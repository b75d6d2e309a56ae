"""What a request may be before any page looks at it."""

import re
from collections.abc import Callable
from typing import Any
from typing import TypeVar
from urllib.parse import unquote_to_bytes

from flask import Flask
from flask import abort
from flask import current_app
from flask import request
from werkzeug.sansio.utils import host_is_trusted

from portal.settings import Settings

LONGEST_ADDRESS = 16_384
"""Characters; ten thousand letters in a query still reach the search page, which says that it uses the first 200."""

View = TypeVar("View", bound=Callable[..., Any])
TAKES = "takes_bytes"

BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
CONTROL_IN_PATH = re.compile(r"[\x00-\x1f\x7f-\x9f]")
CONTROL_IN_QUERY = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Tabs and line ends come with pasted text and are white space."""


def takes_files(most: int) -> Callable[[View], View]:
    """Mark a view as one to which so many bytes may be sent, more than to others."""

    def mark(view: View) -> View:
        setattr(view, TAKES, most)
        return view

    return mark


def guard(app: Flask, settings: Settings) -> None:
    """Turn away what no page could answer, with 400, 413 or 414."""
    app.config["MAX_CONTENT_LENGTH"] = settings.max_request_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.max_request_bytes

    @app.before_request
    def check() -> None:
        _check_host(settings.trusted_hosts)
        _check_address()
        most = max(settings.max_request_bytes, _taken())
        if (request.content_length or 0) > most:
            abort(413)
        request.max_content_length = most


def _taken() -> int:
    """Return how much the view that answers takes, 0 where it says nothing."""
    view = current_app.view_functions.get(request.endpoint or "")
    return int(getattr(view, TAKES, 0))


def _check_host(trusted: tuple[str, ...] | None) -> None:
    """Abort with 400 when the request names a host that is not one, or not ours."""
    host = request.headers.get("Host")
    if host is not None and not host_is_trusted(host, trusted):
        abort(400)


def _check_address() -> None:
    """Abort with 414 for an endless address, with 400 for one that is not clean UTF-8 text."""
    raw = request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI") or request.full_path
    if len(raw) > LONGEST_ADDRESS:
        abort(414)
    if BROKEN_ESCAPE.search(raw):
        abort(400)
    path, _, query = raw.partition("?")
    if CONTROL_IN_PATH.search(_decoded(path)) or CONTROL_IN_QUERY.search(_decoded(query)):
        abort(400)


def _decoded(part: str) -> str:
    """Return the part of an address as text; aborts with 400 when it is not UTF-8."""
    try:
        return unquote_to_bytes(part.encode("latin-1", "replace")).decode("utf-8")
    except UnicodeDecodeError:
        abort(400)
