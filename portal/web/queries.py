"""The part of an address behind the question mark: read with care, written from what is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl
from urllib.parse import urlencode

from flask import request
from flask import url_for

PAGE = "page"
NEAR = 2


@dataclass(frozen=True, slots=True)
class Pager:
    """Where the reader is in a list that fills several pages; pages count from 1."""

    page: int
    pages: int

    def address(self, page: int) -> str:
        """Return the address of another page of the same list."""
        return here(**{PAGE: "" if page == 1 else f"{page}"})

    @property
    def shown(self) -> tuple[int | None, ...]:
        """The page numbers to link to: the ends and the neighbours; None stands for a gap."""
        near = range(self.page - NEAR, self.page + NEAR + 1)
        kept = sorted({1, self.pages, *(page for page in near if 1 <= page <= self.pages)})
        numbers: list[int | None] = []
        for previous, number in zip([0, *kept], kept, strict=False):
            if number - previous > 1:
                numbers.append(None)
            numbers.append(number)
        return tuple(numbers)


def asked_page() -> int:
    """Return the page the reader asks for; what is no page number means the first."""
    text = request.args.get(PAGE, "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) <= 6 else 1


def asks_for_impossible_page() -> bool:
    """Return whether the address names a page that is no page number."""
    text = request.args.get(PAGE, "")
    return bool(text) and f"{asked_page()}" != text


def here(**changes: str) -> str:
    """Return the address of this page with some parameters replaced; an empty value takes the parameter out."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in changes]
    return address_of(request.endpoint or "home.index", [*kept, *changes.items()])


def here_without(name: str, value: str) -> str:
    """Return the address of this page without one value of one parameter, back on the first page."""
    pairs = request.args.items(multi=True)
    return address_of(request.endpoint or "home.index", [pair for pair in pairs if pair != (name, value)], PAGE)


def address_of(endpoint: str, pairs: Iterable[tuple[str, str]], *left_out: str) -> str:
    """Return an address of an endpoint with these parameters.

    The path comes from the route and the parameters are appended as text, so that none of them can be mistaken for
    an option of the address builder.
    """
    path = url_for(endpoint, **(request.view_args or {}))
    return with_query(path, pairs, *left_out)


def with_query(path: str, pairs: Iterable[tuple[str, str]], *left_out: str) -> str:
    """Return a path with these parameters behind it, without empty ones and those left out.

    What the path carries already stays in front, unless the parameters name it too.
    """
    named = list(pairs)
    bare, _, query = path.partition("?")
    carried = [pair for pair in parse_qsl(query) if pair[0] not in {name for name, _ in named}]
    kept = urlencode([(name, value) for name, value in [*carried, *named] if value and name not in left_out])
    return f"{bare}?{kept}" if kept else bare
