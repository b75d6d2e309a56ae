"""The front page: search first, then the ways in."""

from dataclasses import dataclass
from itertools import islice

from flask import Blueprint
from flask import redirect
from flask import render_template
from flask import url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.entry import Entry
from portal.domain.reference import Collection
from portal.library.shelf import Shelf
from portal.publishing.facets import Facet
from portal.web.cards import Card
from portal.web.cards import card
from portal.web.cards import cards
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.doors import doors
from portal.web.doors import places
from portal.web.facts.fact import Teller
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.reading import opening
from portal.web.reading import read_entry

DOORS = (Facet.SECTOR, Facet.PHASE, Facet.TARGET_GROUP, Facet.ROLE)
NEWEST = 5
SHORES = ("fi", "se")
HAPPENING = {
    Collection.CASES,
    Collection.INITIATIVES,
    Collection.MATERIALS,
    Collection.EVENTS,
    Collection.NEWS,
}

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def negotiate() -> Response:
    """Lead to the front page in the best of the reader's languages."""
    return redirect(url_for("home.index", language=reader_language().value))


@blueprint.get(f"{PREFIX}/")
def index() -> str:
    """Show the front page."""
    shelf = current_shelf()
    tell = Teller(shelf, reader_language())
    return render_template(
        "home/index.html",
        doors=doors(DOORS, shelf, tell.language),
        places=places(shelf, tell.language),
        newest=cards(_newest(shelf), tell),
        glimpse=_glimpse(shelf, tell),
        shores=cards(_two_shores(shelf), tell),
        cases=len(shelf.entries(Collection.CASES)),
        clauses=len(shelf.entries(Collection.CLAUSES)),
    )


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The opening words of a clause, to show at once what the portal holds."""

    card: Card
    opening: Markup


def _glimpse(shelf: Shelf, tell: Teller) -> Glimpse | None:
    """Return the clause of which most is stated, with the first provision of its wording."""
    clauses = [clause for clause in shelf.entries(Collection.CLAUSES) if isinstance(clause, Clause)]
    if not clauses:
        return None
    fullest = max(clauses, key=lambda clause: (len(clause.slots), clause.id))
    words = opening(read_entry(fullest, tell.language), current_portal().renderer, shelf)
    return Glimpse(card(fullest, tell), words) if words else None


def _newest(shelf: Shelf) -> list[Entry]:
    """Return the newest of what happens: organisations, laws and guides only say how fresh their sources are."""
    found = (entry for entry in shelf.newest(len(shelf)) if entry.COLLECTION in HAPPENING)
    return list(islice(found, NEWEST))


def _stated(case: Case) -> tuple[int, int, str]:
    """Return how much of a case can be compared: the sizes its sources state, then its clauses."""
    sizes = (case.threshold, case.contract_length, case.period, case.results, case.obligation)
    return sum(1 for size in sizes if size), len(case.clauses), case.id


def _two_shores(shelf: Shelf) -> list[Case]:
    """Return one case from each country: the one of which most is stated, as that is where most can be compared."""
    cases = [case for case in shelf.entries(Collection.CASES) if isinstance(case, Case)]
    found = []
    for country in SHORES:
        own = [case for case in cases if case.country == country]
        if own:
            found.append(max(own, key=_stated))
    return found if len(found) == len(SHORES) else []
