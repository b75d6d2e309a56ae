"""Pages for machines: health, robots, the map of the site, the icon, and the fixed addresses the law asks for."""

from collections.abc import Iterable

from flask import Blueprint
from flask import Response
from flask import current_app
from flask import jsonify
from flask import make_response
from flask import redirect
from flask import render_template
from flask import url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.web.addresses import BASKET
from portal.web.addresses import absolute
from portal.web.addresses import entry_address
from portal.web.context import current_portal
from portal.web.context import current_shelf

TOOLS = ("assessment.index", "calculator.index", "compare.index", "outcomes.index")
"""The basket is no page for a list: it is its reader's own, and asks to be left out."""
PAGES = ("home.index", "browse.index", "glossary.index", *TOOLS)
STATEMENTS = {
    "saavutettavuus": (Language.FI, "accessibility-finland"),
    "tillganglighet": (Language.SV, "accessibility-sweden"),
    "accessibility": (Language.EN, "accessibility-finland"),
}

blueprint = Blueprint("machine", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    """Say that the process answers."""
    return _unkept(jsonify(status="ok"))


@blueprint.get("/readyz")
def ready() -> Response:
    """Say whether readers should be sent here, and what is not fine."""
    health = current_portal().health()
    troubles = [{"subject": finding.subject, "level": finding.level, **finding.details} for finding in health.troubles]
    response = jsonify(status="ready" if health.ready else "not ready", findings=troubles)
    response.status_code = 200 if health.ready else 503
    return _unkept(response)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Tell crawlers where the map is, and to leave the endless combinations of filters, answers and baskets alone."""
    sitemap = absolute(url_for("machine.sitemap"), current_portal().settings)
    endless = [f"Disallow: /{language}/{page}" for page in ("search", "assessment/") for language in Language]
    lines = ["User-agent: *", *endless, f"Disallow: /*{BASKET}=", f"Sitemap: {sitemap}", ""]
    response = make_response("\n".join(lines))
    response.mimetype = "text/plain"
    return response


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """List every page in every language it really exists in."""
    response = make_response(render_template("machine/sitemap.xml", pages=list(_pages())))
    response.mimetype = "application/xml"
    return response


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """Give the icon at the address where browsers look for it unasked."""
    return current_app.send_static_file("silta.svg")


@blueprint.get("/<any(saavutettavuus, tillganglighet, accessibility):name>")
def statement(name: str) -> AnyResponse:
    """Lead from a fixed address to the accessibility statement in its language."""
    language, guide = STATEMENTS[name]
    return redirect(entry_address(Ref(Collection.GUIDES, guide), language))


def _pages() -> Iterable[dict[Language, str]]:
    """Yield the addresses of each page by language."""
    settings, shelf = current_portal().settings, current_shelf()
    for endpoint in PAGES:
        yield {each: absolute(url_for(endpoint, language=each.value), settings) for each in Language}
    for collection in Collection:
        yield {
            each: absolute(
                url_for("entries.collection_list", collection=collection.value, language=each.value), settings
            )
            for each in Language
        }
        for entry in shelf.entries(collection):
            yield {each: absolute(entry_address(entry.ref, each), settings) for each in entry.texts}
    for concept in shelf.concepts:
        yield {
            each: absolute(url_for("glossary.concept", concept_id=concept, language=each.value), settings)
            for each in Language
        }


def _unkept(response: Response) -> Response:
    """Return the response so that no cache keeps it: health is about now."""
    response.headers["Cache-Control"] = "no-store"
    return response
