"""Errors as pages: what was asked, what went wrong, what to do, in the reader's language.

The page needs no content and no index, so it works when those do not.
"""

import logging
import secrets
from dataclasses import dataclass
from dataclasses import replace

from flask import Flask
from flask import Response
from flask import make_response
from flask import render_template
from flask import request
from werkzeug.exceptions import HTTPException
from werkzeug.exceptions import InternalServerError
from werkzeug.exceptions import MethodNotAllowed

from portal.web.api.addresses import is_api_address
from portal.web.api.problems import problem_from_error
from portal.web.words import gettext

LOG = logging.getLogger(__name__)
LONGEST_ECHO = 120


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """The three things an error page says."""

    title: str
    found: str
    advice: str


def explain(app: Flask) -> None:
    """Answer every error of the application with a page, and those of the API with data."""
    app.register_error_handler(HTTPException, answer)


def answer(error: HTTPException) -> Response:
    """Return the page, or the data, for an error."""
    status = error.code or 500
    number = _logged(error) if isinstance(error, InternalServerError) else None
    if is_api_address(request.path):
        return problem_from_error(error, number)
    response = _page(status, error_words(status), number)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def answer_with(status: int, sentence: str) -> Response:
    """Return the page for an error whose cause a sentence tells."""
    return _page(status, replace(error_words(status), found=sentence))


def _page(status: int, words: ErrorWords, number: str | None = None) -> Response:
    page = render_template("errors/error.html", words=words, status=status, asked=_asked(), number=number)
    return make_response(page, status)


def _logged(error: InternalServerError) -> str:
    """Write the number of an error beside its trace in the log and return it, so that a reader can name it."""
    number = secrets.token_hex(4)
    LOG.error("Error %s at %r: %r", number, request.path, error.original_exception or error)
    return number


def _asked() -> str:
    """Return the path that was asked for, printable and no longer than a line or two."""
    shown = "".join(character if character.isprintable() else "�" for character in request.path)
    return shown if len(shown) <= LONGEST_ECHO else f"{shown[:LONGEST_ECHO]}…"


def error_words(status: int) -> ErrorWords:
    """Return the words for a status; one without words of its own gets those of its class."""
    known = {
        400: _bad_request,
        401: _sign_in_again,
        403: _forbidden,
        404: _not_found,
        405: _method_not_allowed,
        413: _too_large,
        414: _too_long,
        503: _unavailable,
    }
    return known.get(status, _failed if status >= 500 else _bad_request)()


def _bad_request() -> ErrorWords:
    return ErrorWords(
        gettext("The address cannot be understood"),
        gettext("It holds characters that no page has in its address, or names a host that is not this portal."),
        gettext("Check the address, or start from the front page or the search."),
    )


def _sign_in_again() -> ErrorWords:
    return ErrorWords(
        gettext("You are no longer signed in"),
        gettext("The time of your sign-in has run out, or you signed out in another window."),
        gettext("Sign in again. Drafts are kept as they were last saved."),
    )


def _forbidden() -> ErrorWords:
    return ErrorWords(
        gettext("This is not open to you"),
        gettext("Your role does not include this, or the form was made for another sign-in."),
        gettext("Go back and open the page again, or ask an administrator of the portal for the right."),
    )


def _not_found() -> ErrorWords:
    return ErrorWords(
        gettext("There is no such page"),
        gettext(
            "No page of the portal has this address. It may have been mistyped, or the page may have been withdrawn."
        ),
        gettext("Search for it in other words, or start from the lists."),
    )


def _method_not_allowed() -> ErrorWords:
    return ErrorWords(
        gettext("This page can only be read"),
        gettext("The request tried to send or change something at an address that only shows a page."),
        gettext("Open the address in a browser in the usual way."),
    )


def _too_large() -> ErrorWords:
    return ErrorWords(
        gettext("The request is too large"),
        gettext("More was sent than the portal accepts in one request."),
        gettext("Send less, or open the address in a browser in the usual way."),
    )


def _too_long() -> ErrorWords:
    return ErrorWords(
        gettext("The address is too long"),
        gettext("The portal reads addresses of at most 16,000 characters. A search uses the first 200 characters."),
        gettext("Search with fewer words."),
    )


def _unavailable() -> ErrorWords:
    return ErrorWords(
        gettext("This is not available just now"),
        gettext("A part of the portal is being rebuilt or repaired."),
        gettext("Try again in a few minutes. The lists and pages can be read meanwhile."),
    )


def _failed() -> ErrorWords:
    return ErrorWords(
        gettext("Something went wrong in the portal"),
        gettext("The fault is ours. It has been written into the log with the number below."),
        gettext("Try again in a moment. If it happens again, tell the editors the number."),
    )
