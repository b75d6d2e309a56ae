"""Answers of the API on their way out: JSON, links to other pages, when the content last changed, who may read."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from typing import Annotated

from flask import Response
from flask import request

from portal.search.result import Note
from portal.web.answers import note_sentence
from portal.web.api.addresses import full
from portal.web.api.addresses import is_api_address
from portal.web.api.json_data import text_from
from portal.web.context import current_portal
from portal.web.queries import PAGE
from portal.web.queries import here

JSON = "application/json"
SHARED: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link",
}
PREFLIGHT: Mapping[str, str] = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept-Language, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
SETTLING_SECONDS = 2
"""Dates in headers have whole seconds: content younger than this might change again under the same date."""
LONGEST_LINKS = 3000
"""Characters of a Link header that every proxy lets through."""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The addresses of this page of an answer and of those around it; null where there is none."""

    self: str
    first: str
    prev: str | None
    next: str | None
    last: str

    @property
    def header(self) -> str:
        """The same as a Link header (RFC 8288)."""
        others = {"first": self.first, "prev": self.prev, "next": self.next, "last": self.last}
        return ", ".join(f'<{address}>; rel="{name}"' for name, address in others.items() if address)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know about how the question was understood."""

    code: Note
    text: Annotated[str, "The same as a sentence in the reader's language."]


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which terms the texts may be reused."""

    name: str
    address: Annotated[str, "The text of the licence."]
    attribution: str


LICENCE = Licence(
    "CC BY 4.0",
    "https://creativecommons.org/licenses/by/4.0/",
    "Name Silta and the address of the page; what is quoted from a tender belongs to its source.",
)


def page_links(page: int, pages: int, **pinned: str) -> PageLinks:
    """Return the links of one page of the answer to this request; `pinned` parameters are written into each."""

    def link(number: int) -> str:
        return full(here(**{**pinned, PAGE: str(number)}))

    return PageLinks(
        link(page), link(1), link(page - 1) if page > 1 else None, link(page + 1) if page < pages else None, link(pages)
    )


def notices(notes: Iterable[Note]) -> tuple[Notice, ...]:
    """Return notes with their sentences."""
    return tuple(Notice(note, note_sentence(note)) for note in notes)


def reply(body: object, *, changed: datetime | None = None) -> Response:
    """Return a body as JSON, with its links in the header too; `changed` is when what it tells last changed.

    A Link header too long for the proxies on the way is left out; the links stay in the body.
    """
    response = Response(text_from(body), mimetype=JSON)
    if changed is not None and (datetime.now(UTC) - changed).total_seconds() > SETTLING_SECONDS:
        response.last_modified = changed
    links = getattr(body, "links", None)
    if isinstance(links, PageLinks) and len(links.header) <= LONGEST_LINKS:
        response.headers["Link"] = links.header
    return response


def content_changed() -> datetime | None:
    """Return when the content that is being served was last announced as changed, if it ever was."""
    return current_portal().live_shelf.changed


def share(response: Response) -> Response:
    """Return a response of the API readable for scripts of any origin: it is public, and no cookie is looked at."""
    if is_api_address(request.path):
        response.headers.update(SHARED)
        if request.method == "OPTIONS":
            response.headers.update(PREFLIGHT)
    return response
