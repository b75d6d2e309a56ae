"""Suggestions while a reader types, for the script of the search boxes; without a script nobody asks for them."""

from dataclasses import asdict

from flask import Blueprint
from flask import Response
from flask import jsonify
from flask import request

from portal.web.answers import QUERY
from portal.web.i18n import PREFIX
from portal.web.suggesting import suggestions_for

blueprint = Blueprint("suggest", __name__, url_prefix=f"{PREFIX}/suggest")


@blueprint.get("")
def index() -> Response:
    """Answer with at most eight suggestions, those in the reader's language first."""
    return jsonify(asdict(suggestions_for(request.args.get(QUERY, ""))))
