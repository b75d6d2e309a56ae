"""Suggestions for other programs: the same answer as the script of the search boxes gets."""

from flask import Blueprint
from flask import Response

from portal.web.answers import QUERY
from portal.web.api.addresses import VERSION
from portal.web.api.operations import Operation
from portal.web.api.operations import serve
from portal.web.api.parameter_kinds import FreeText
from portal.web.api.parameters import LANGUAGE
from portal.web.api.parameters import Asked
from portal.web.api.parameters import Parameter
from portal.web.api.problem_types import Known
from portal.web.api.replies import content_changed
from portal.web.api.replies import reply
from portal.web.suggesting import SuggestionAnswer
from portal.web.suggesting import suggestions_for

blueprint = Blueprint("api_suggest", __name__, url_prefix=VERSION)

BEGINNING: Parameter[str] = Parameter(
    QUERY, FreeText(), "The first letters of a title, a place or a term.", default="", example="siiv"
)
SUGGEST = Operation(
    "suggest",
    "/suggest",
    "What may be meant by the first letters of a question",
    "Titles, places and terms of the glossary in the three languages, the reader's own first; at most eight.",
    (BEGINNING, LANGUAGE),
    (SuggestionAnswer,),
    (Known.WRONG_PARAMETERS,),
)


@serve(blueprint, SUGGEST)
def suggest(asked: Asked) -> Response:
    """Answer with what may be meant."""
    return reply(suggestions_for(asked.one(BEGINNING)), changed=content_changed())
