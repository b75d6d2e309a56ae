"""What can go wrong with a request to the API, each under a name that never changes (RFC 9457, section 3.1.1)."""

from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus

from werkzeug.exceptions import HTTPException

from portal.web.api.addresses import VERSION


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One kind of problem; `meaning` is told where nothing more precise is known."""

    name: str
    status: HTTPStatus
    title: str
    meaning: str

    @property
    def address(self) -> str:
        """The URI that names the problem, the same on every server; it leads to what is said here."""
        return f"{VERSION}/problems/{self.name}"


class Known(Enum):
    """Every problem the API tells of."""

    WRONG_PARAMETERS = ProblemType(
        "wrong-parameters",
        HTTPStatus.BAD_REQUEST,
        "A parameter is wrong",
        "The request names a parameter that is not known here, gives one twice, or gives it a value it cannot have.",
    )
    UNREADABLE_REQUEST = ProblemType(
        "unreadable-request",
        HTTPStatus.BAD_REQUEST,
        "The request cannot be understood",
        "The address holds bytes that are no UTF-8 text or control characters, or names a host that is not served.",
    )
    NOT_FOUND = ProblemType(
        "not-found",
        HTTPStatus.NOT_FOUND,
        "There is nothing at this address",
        f"Every address of the API is described at {VERSION}/openapi.json.",
    )
    WITHDRAWN = ProblemType(
        "withdrawn",
        HTTPStatus.GONE,
        "The entry has been withdrawn",
        "It was published once and is not any more; its page says when and why, and where to go on.",
    )
    METHOD_NOT_ALLOWED = ProblemType(
        "method-not-allowed",
        HTTPStatus.METHOD_NOT_ALLOWED,
        "The API can only be read",
        "The methods that are answered stand in the Allow header.",
    )
    REQUEST_TOO_LARGE = ProblemType(
        "request-too-large",
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "The request is too large",
        "More was sent than is accepted in one request; reading needs no body at all.",
    )
    ADDRESS_TOO_LONG = ProblemType(
        "address-too-long",
        HTTPStatus.REQUEST_URI_TOO_LONG,
        "The address is too long",
        "Addresses of at most 16,384 characters are read; a search uses the first 200 characters of its query.",
    )
    SEARCH_UNAVAILABLE = ProblemType(
        "search-unavailable",
        HTTPStatus.SERVICE_UNAVAILABLE,
        "The search is not available just now",
        "The search index is being built or repaired; entries and vocabularies can be read meanwhile.",
    )
    FAILURE = ProblemType(
        "failure",
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "Something went wrong in the portal",
        "The fault is not in the request; it has been written into the log under the number given here.",
    )

    @property
    def type(self) -> ProblemType:
        """The problem."""
        return self.value


ANYWHERE = (
    Known.UNREADABLE_REQUEST,
    Known.METHOD_NOT_ALLOWED,
    Known.REQUEST_TOO_LARGE,
    Known.ADDRESS_TOO_LONG,
    Known.FAILURE,
)
"""The problems that any address can answer with."""


@dataclass(frozen=True, slots=True)
class WrongParameter:
    """A parameter that cannot be understood: its name, the value that was given, and what it should have been."""

    name: str
    value: str
    detail: str


class Refusal(HTTPException):
    """Raised where a request to the API cannot be answered, with the problem and what exactly is wrong."""

    def __init__(self, known: Known, detail: str = "", parameters: tuple[WrongParameter, ...] = ()) -> None:
        super().__init__(detail or known.type.meaning)
        self.code = known.type.status
        self.known = known
        self.parameters = parameters


def problem_of_status(status: int) -> ProblemType:
    """Return the problem that a status stands for where nobody named one."""
    unnamed = (each.type for each in Known if each is not Known.WRONG_PARAMETERS)
    fallback = Known.FAILURE if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Known.UNREADABLE_REQUEST
    return next((each for each in unnamed if each.status == status), fallback.type)
