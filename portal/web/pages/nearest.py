"""Nearest clauses: a pasted draft, and the published clauses closest to it."""

from dataclasses import dataclass

from flask import Blueprint
from flask import Response
from flask import make_response
from flask import render_template
from flask import request

from portal.domain.clause import Clause
from portal.domain.reference import Collection
from portal.domain.reference import ref_from_text
from portal.publishing.drafts import shared_slots
from portal.search.errors import SearchUnavailable
from portal.search.nearest import Nearest
from portal.search.significance import MAX_TEXT
from portal.web.cards import Card
from portal.web.cards import card
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.facts.clause import SlotLine
from portal.web.facts.clause import slot_lines
from portal.web.facts.fact import Teller
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.labels import closeness_name

DRAFT = "draft"
MOST = 10

blueprint = Blueprint("nearest", __name__, url_prefix=f"{PREFIX}/clauses/nearest")


@dataclass(frozen=True, slots=True)
class NearClause:
    """A published clause near the draft: its line, how near in words, and the parts both state."""

    card: Card
    closeness: str
    shared: tuple[SlotLine, ...]


@blueprint.get("")
def form() -> str:
    """Show the form."""
    return render_template("nearest/index.html", draft="", answered=False, nearest=None, clauses=[], longest=MAX_TEXT)


# No token against forged requests: the answer changes nothing, is kept nowhere and belongs to nobody, as no reader is
# signed in and no cookie is set. Whoever forged a request would only make a browser read a public page.
@blueprint.post("")
def answer() -> Response:
    """Show the clauses nearest to the draft that was sent; it is sent in the body, so that no log keeps it."""
    draft = _sent()
    if not draft.strip() or len(draft) > MAX_TEXT:
        return _unkept(_page(draft, None, []), 200 if len(draft) <= MAX_TEXT else 413)
    portal, language = current_portal(), reader_language()
    try:
        found = portal.engine.nearest(draft, language, Collection.CLAUSES, MOST)
    except SearchUnavailable:
        return _unkept(render_template("nearest/unavailable.html", draft=draft), 503)
    return _unkept(_page(draft, found, _near_clauses(found)), 200)


def _sent() -> str:
    """Return the draft with the line ends of a text file; a browser sends two characters for each."""
    return request.form.get(DRAFT, "").replace("\r\n", "\n")


def _page(draft: str, found: Nearest | None, clauses: list[NearClause]) -> str:
    return render_template(
        "nearest/index.html", draft=draft, answered=True, nearest=found, clauses=clauses, longest=MAX_TEXT
    )


def _near_clauses(found: Nearest) -> list[NearClause]:
    """Return the clauses that are on the shelf, each with the parts it shares with the draft."""
    shelf = current_shelf()
    tell = Teller(shelf, reader_language())
    facts = current_portal().drafts.read(found.text, found.language)
    near = []
    for neighbour in found.neighbours:
        ref = ref_from_text(neighbour.ref)
        clause = shelf.get(ref) if ref else None
        if isinstance(clause, Clause):
            shared = shared_slots(facts, clause)
            lines = tuple(line for line in slot_lines(clause, tell) if line.slot in shared)
            near.append(NearClause(card(clause, tell), closeness_name(neighbour.closeness), lines))
    return near


def _unkept(page: str, status: int) -> Response:
    """Return the page so that no cache keeps it: the draft is the reader's own."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
