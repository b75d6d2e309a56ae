"""All language policy: which language a reader gets, and the addresses of the same page in the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from typing import cast
from urllib.parse import quote
from urllib.parse import urlencode

import flask_babel  # type: ignore[import-untyped]  # the library ships no types
from flask import Flask
from flask import current_app
from flask import g
from flask import request
from flask import url_for

from portal.domain.errors import PortalError
from portal.domain.language import Language

TRANSLATIONS = Path(__file__).parents[2] / "translations"
PREFIX = f"/<any({', '.join(Language)}):language>"
LONGEST_QUERY = 4000
"""Characters of an encoded query that the language menu carries over."""
LONGEST_STATE = 8000
"""Characters of a query that holds a reader's work; browsers, mail programs and proxies carry that much."""
LONGEST_OF_PAGE: Mapping[str, int] = {"basket.index": LONGEST_STATE}
LONGEST_PATH = 500
"""Characters of a path; the longest page of the portal has fewer than 120."""
NAMES: Mapping[Language, str] = {Language.FI: "Suomi", Language.SV: "Svenska", Language.EN: "English"}


class CatalogueMissing(PortalError):
    """Raised at start when a language has no compiled catalogue: a reader would get a half-translated page."""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One line of the language menu."""

    language: Language
    name: str
    address: str
    current: bool


def speak(app: Flask) -> None:
    """Teach the application its three languages; raises CatalogueMissing when one cannot be spoken."""
    missing = [language for language in Language if not catalogue(language).is_file()]
    if missing:
        raise CatalogueMissing(
            f"No compiled catalogue for {', '.join(missing)} in {TRANSLATIONS}.\n"
            "Run: pybabel compile --directory translations"
        )
    flask_babel.Babel(
        app,
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=lambda: reader_language().value,
    )
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_put_language)


def catalogue(language: Language) -> Path:
    """Return where the compiled catalogue of a language is."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo"


def reader_language() -> Language:
    """Return the language of this request.

    Order: the prefix of the address; the best of `Accept-Language`; English.
    A negotiated answer is noted on `g.negotiated`, so that caches are told (`Vary`).
    """
    known = g.get("language")
    if known is None:
        named = language_of_path(request.path)
        g.negotiated = named is None
        g.language = known = named or negotiated_language()
    return cast("Language", known)


def speak_in(language: Language) -> None:
    """Answer this request in a language that it names in another way than by its path."""
    g.language, g.negotiated = language, False


def language_of_path(path: str) -> Language | None:
    """Return the language an address begins with, or None."""
    prefix = path.split("/", 2)[1] if path.startswith("/") else ""
    return Language(prefix) if prefix in set(Language) else None


def negotiated_language() -> Language:
    """Return the best of the reader's `Accept-Language` among the portal's languages, else English."""
    best = request.accept_languages.best_match([language.value for language in Language])
    return Language(best) if best else Language.EN


def language_menu() -> tuple[LanguageLink, ...]:
    """Return this page in every language, with its query, filters and page number."""
    here = reader_language()
    return tuple(
        LanguageLink(language, NAMES[language], same_page(language), language == here) for language in Language
    )


def same_page(language: Language) -> str:
    """Return the address of this page in another language.

    Built from the route, never from what the client calls itself; the query is carried over as it is.
    What answers to a form alone has no page of its own to open: the page above it, where the form stands, has.
    A page that is not there (an error) keeps its path, so that its explanation can be read in another language.
    A query longer than any page uses is left behind, or a page would repeat it eight times; so is such a path.
    """
    if len(request.path) > LONGEST_PATH:
        return url_for("home.index", language=language.value)
    if request.endpoint and current_app.url_map.is_endpoint_expecting(request.endpoint, "language"):
        path = url_for(request.endpoint, **{**(request.view_args or {}), "language": language.value})
        path = path if request.method == "GET" else _page_above(path)
    elif language_of_path(request.path):
        path = f"/{language}{quote(request.path[3:])}"
    else:
        return url_for("home.index", language=language.value)
    query = urlencode(list(request.args.items(multi=True)))
    # The path may carry a basket already, which is then in the query too.
    return f"{path.partition('?')[0]}?{query}" if 0 < len(query) <= longest_query() else path


def _page_above(path: str) -> str:
    """Return an address as it is where it can be opened, else the nearest one above it that can."""
    routes = current_app.url_map.bind("")
    path = path.partition("?")[0]
    while path.count("/") > 1 and not routes.test(path, "GET"):
        path = path.rpartition("/")[0]
    return path


def longest_query() -> int:
    """Return how long a query this page may hand on; that of a basket is the reader's work and never left behind."""
    return LONGEST_OF_PAGE.get(request.endpoint or "", LONGEST_QUERY)


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the language off the address, so that views never see it."""
    if values is not None:
        values.pop("language", None)


def _put_language(endpoint: str, values: dict[str, Any]) -> None:
    """Put the reader's language into every address that has a place for it."""
    if "language" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "language"):
        values["language"] = reader_language().value
