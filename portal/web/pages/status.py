"""The health of the portal in words, for coordinators."""

from flask import Blueprint
from flask import Response
from flask import make_response
from flask import render_template

from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.findings import sentence
from portal.web.i18n import PREFIX

blueprint = Blueprint("status", __name__, url_prefix=f"{PREFIX}/status")


@blueprint.get("")
def index() -> Response:
    """Show what works, what is degraded, and every fault in the files."""
    health = current_portal().health()
    page = render_template(
        "status/index.html",
        ready=health.ready,
        findings=[(finding, sentence(finding)) for finding in health.findings],
        problems=current_shelf().problems,
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
