"""Errors of the API as data (RFC 9457), and a page about each kind of problem."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from flask import Blueprint
from flask import Response
from flask import request
from werkzeug.exceptions import HTTPException
from werkzeug.exceptions import MethodNotAllowed

from portal.web.api.addresses import VERSION
from portal.web.api.json_data import text_from
from portal.web.api.operations import Operation
from portal.web.api.operations import serve
from portal.web.api.parameter_kinds import Code
from portal.web.api.parameters import Asked
from portal.web.api.parameters import Parameter
from portal.web.api.parameters import echo
from portal.web.api.problem_types import Known
from portal.web.api.problem_types import Refusal
from portal.web.api.problem_types import WrongParameter
from portal.web.api.problem_types import problem_of_status
from portal.web.api.replies import reply

PROBLEM_JSON = "application/problem+json"
LONGEST_INSTANCE = 500
RETRY_SECONDS = "30"

blueprint = Blueprint("api_problems", __name__, url_prefix=VERSION)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request was not answered (RFC 9457); sentences are in English."""

    type: Annotated[str, "Names the kind of problem, never changes, and leads to what it means."]
    title: str
    status: int
    detail: Annotated[str, "What exactly is wrong with this request."]
    instance: Annotated[str, "The path that was asked for."]
    parameters: Annotated[tuple[WrongParameter, ...], "Every parameter that is wrong."]
    number: Annotated[str | None, "Under which number a failure of the portal stands in its log."]


@dataclass(frozen=True, slots=True)
class ProblemMeaning:
    """What one kind of problem means."""

    type: str
    title: str
    status: int
    meaning: str


NAME: Parameter[str] = Parameter(
    "name", Code(), "The last part of the type of a problem.", in_path=True, example="not-found"
)
MEANING = Operation(
    "problem",
    "/problems/{name}",
    "What a kind of problem means",
    "The address is the type of every problem of this kind.",
    (NAME,),
    (ProblemMeaning,),
    (Known.NOT_FOUND,),
)


@serve(blueprint, MEANING)
def problem(asked: Asked) -> Response:
    """Tell what a kind of problem means."""
    name = asked.one(NAME)
    found = next((known.type for known in Known if known.type.name == name), None)
    if found is None:
        raise Refusal(Known.NOT_FOUND, f"There is no problem called “{echo(name)}”.")
    return reply(ProblemMeaning(found.address, found.title, found.status, found.meaning))


def problem_from_error(error: HTTPException, number: str | None) -> Response:
    """Return any error as a problem, whether a view raised it or no view was found; `number` is that of the log."""
    named = error.known.type if isinstance(error, Refusal) else problem_of_status(error.code or 500)
    status = error.code or named.status
    body = Problem(
        named.address,
        named.title,
        status,
        str(error.description) if isinstance(error, Refusal) else named.meaning,
        quote(request.path[:LONGEST_INSTANCE]),
        error.parameters if isinstance(error, Refusal) else (),
        number,
    )
    response = Response(text_from(body), status=status, mimetype=PROBLEM_JSON)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    if named is Known.SEARCH_UNAVAILABLE.type:
        response.headers["Retry-After"] = RETRY_SECONDS
    return response
