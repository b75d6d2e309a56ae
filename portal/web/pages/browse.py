"""Browsing: all the ways in, and everything that carries one code."""

from flask import Blueprint
from flask import abort
from flask import render_template

from portal.domain.reference import Collection
from portal.publishing.facets import Facet
from portal.web.cards import cards
from portal.web.context import current_shelf
from portal.web.directory import directory_of
from portal.web.doors import doors
from portal.web.doors import places
from portal.web.facts.fact import Teller
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.labels import collection_lead
from portal.web.labels import collection_name
from portal.web.labels import facet_name
from portal.web.labels import facet_value
from portal.web.listing import ordered

DOORS = (Facet.SECTOR, Facet.PHASE, Facet.TARGET_GROUP, Facet.ROLE, Facet.INSTRUMENT, Facet.REGION)
BROWSED = {facet.value.replace("_", "-"): facet for facet in (*DOORS, Facet.COUNTRY, Facet.MUNICIPALITY)}
ADVISED = {Facet.PHASE, Facet.ROLE}
ANY = f"<any({', '.join(map(repr, BROWSED))}):facet>"

blueprint = Blueprint("browse", __name__, url_prefix=f"{PREFIX}/browse")


@blueprint.get("")
def index() -> str:
    """Show every way into the library."""
    shelf, language = current_shelf(), reader_language()
    collections = [
        (collection, collection_name(collection), collection_lead(collection), len(shelf.entries(collection)))
        for collection in Collection
    ]
    return render_template(
        "browse/index.html",
        collections=collections,
        doors=doors(DOORS, shelf, language),
        places=places(shelf, language),
    )


def _order(facet: Facet) -> list[Collection]:
    """Return the collections in the order of the page: whoever asks for a phase or a role wants advice first."""
    return sorted(Collection, key=lambda each: each is not Collection.GUIDES) if facet in ADVISED else list(Collection)


@blueprint.get(f"/{ANY}/<code>")
def gathered(facet: str, code: str) -> str:
    """Show everything that carries one code, collection by collection."""
    shelf, language = current_shelf(), reader_language()
    by = BROWSED[facet]
    found = directory_of(shelf).entries[by].get(code)
    if not found:
        abort(404)
    groups = [
        (collection, collection_name(collection), cards(own, Teller(shelf, language)))
        for collection in _order(by)
        if (own := ordered((entry for entry in found if entry.COLLECTION is collection), language))
    ]
    return render_template(
        "browse/gathered.html",
        facet=by,
        facet_name=facet_name(by),
        code=code,
        name=facet_value(by, code, shelf, language),
        groups=groups,
        total=len(found),
    )
