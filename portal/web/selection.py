"""The clauses a reader has gathered so far, carried from page to page in the address.

No cookie and no memory on the server: an address with `basket=` in it hands the parameter on to every link and form
of its page, so that a reader collects over many pages, and a page without it is exactly what everybody gets.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from typing import cast

from flask import Flask
from flask import Response
from flask import current_app
from flask import g
from flask import request
from markupsafe import Markup

from portal.domain.clause import Clause
from portal.domain.reference import ID_PATTERN
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.web.addresses import BASKET
from portal.web.addresses import present_ref
from portal.web.context import current_shelf
from portal.web.queries import here

SEPARATOR = "."
"""A full stop stands in no id and needs no escape in an address."""
MOST_CLAUSES = 60
UNCARRIED = {"feed.search", "attachments.file"}
"""Addresses that outlive the visit, and files; what has no language in front (data, maps) is left alone anyway."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The sound ids in their order; what an address named besides is told by the other fields.

    `unknown` are words that name no clause, `doubles` and `too_many` count what was left out for that reason.
    """

    ids: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    doubles: int = 0
    too_many: int = 0

    @property
    def full(self) -> bool:
        """Whether no further clause fits."""
        return len(self.ids) >= MOST_CLAUSES


def selection_of(words: Iterable[str], shelf: Shelf) -> Selection:
    """Return the selection that texts such as `a.b.c` name; a clause that has moved is taken under its present name."""
    kept: dict[str, None] = {}
    unknown, doubles, too_many = [], 0, 0
    for asked in (each for word in words for each in word.split(SEPARATOR) if each):
        present = present_clause(asked, shelf)
        if present is None:
            unknown.append(asked)
        elif present in kept:
            doubles += 1
        elif len(kept) >= MOST_CLAUSES:
            too_many += 1
        else:
            kept[present] = None
    return Selection(tuple(kept), tuple(unknown), doubles, too_many)


def present_clause(asked: str, shelf: Shelf) -> str | None:
    """Return the id under which a clause is found today, or None where the public may see none of that name."""
    if not ID_PATTERN.fullmatch(asked):
        return None
    ref = present_ref(Ref(Collection.CLAUSES, asked), shelf)
    return ref.id if isinstance(shelf.get(ref), Clause) else None


def carried() -> Selection:
    """Return the selection of this request."""
    if "selection" not in g:
        words = request.args.getlist(BASKET)
        g.selection = selection_of(words, current_shelf()) if any(words) else Selection()
    return cast("Selection", g.selection)


def carry_on(ids: tuple[str, ...]) -> None:
    """Let the links of this answer carry these clauses, where a form named them and not the address."""
    g.selection = Selection(ids)


def joined(ids: Iterable[str]) -> str:
    """Return ids as an address carries them."""
    return SEPARATOR.join(ids)


def turned_over(clause: str) -> str:
    """Return the address of this page with a clause added, or taken out where it is already in the basket."""
    ids = carried().ids
    changed = tuple(each for each in ids if each != clause) if clause in ids else (*ids, clause)
    if not changed:
        return _emptied()
    # Neither an id nor what stands between two needs an escape in an address.
    return f"{_emptied()}{'&' if '?' in _emptied() else '?'}{BASKET}={joined(changed)}"


def _emptied() -> str:
    """Return the address of this page without a basket; a list asks for it with every line."""
    if "emptied" not in g:
        g.emptied = here(**{BASKET: ""})
    return cast("str", g.emptied)


def with_all(clauses: Iterable[str]) -> str:
    """Return the address of this page with these clauses added in their order."""
    return here(**{BASKET: joined(dict.fromkeys((*carried().ids, *clauses)))})


def carry(app: Flask) -> None:
    """Hand the selection on in every address of a page, and keep crawlers off the endless combinations."""
    app.url_defaults(_put_basket)
    app.jinja_env.globals.update(
        basket=carried, basket_field=_field, basket_turned=turned_over, basket_with=with_all, most_clauses=MOST_CLAUSES
    )

    @app.after_request
    def leave_unlisted(response: Response) -> Response:
        if BASKET in request.args:
            response.headers["X-Robots-Tag"] = "noindex"
        return response


def _put_basket(endpoint: str, values: dict[str, Any]) -> None:
    if BASKET in values or endpoint in UNCARRIED:
        return
    if current_app.url_map.is_endpoint_expecting(endpoint, "language") and carried().ids:
        values[BASKET] = joined(carried().ids)


def _field() -> Markup:
    """Return what a form that asks by its address sends along, as such a form drops the query of its own address."""
    ids = carried().ids
    return Markup('<input type="hidden" name="{}" value="{}">').format(BASKET, joined(ids)) if ids else Markup("")
