"""The parameters of the API: one table that the requests are read by and the description is written from."""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from typing import Generic
from typing import TypeVar
from typing import cast

from flask import request

from portal.domain.language import Language
from portal.publishing.facets import VOCABULARY_OF_FACET
from portal.publishing.facets import Facet
from portal.web.api.parameter_kinds import Choice
from portal.web.api.parameter_kinds import Code
from portal.web.api.parameter_kinds import Kind
from portal.web.api.parameter_kinds import Whole
from portal.web.api.problem_types import Known
from portal.web.api.problem_types import Refusal
from portal.web.api.problem_types import WrongParameter
from portal.web.queries import PAGE

T = TypeVar("T")

LONGEST_ECHO = 120
MOST_IN_A_SENTENCE = 3
MOST_TOLD = 20
MOST_PER_PAGE = 100
LAST_PAGE = 100_000


@dataclass(frozen=True, slots=True)
class Parameter(Generic[T]):
    """One parameter; `default` is what its absence means, `example` a value to try."""

    name: str
    kind: Kind[T]
    description: str
    default: T | None = None
    repeated: bool = False
    in_path: bool = False
    example: str | None = None

    @property
    def described(self) -> dict[str, Any]:
        """The parameter as OpenAPI has it."""
        schema = self.kind.schema
        if self.repeated:
            schema = {"type": "array", "items": schema}
        elif self.default is not None:
            default = int(self.default) if isinstance(self.default, bool) else self.default
            schema = {**schema, "default": default if schema["type"] == "integer" else str(default)}
        return {
            "name": self.name,
            "in": "path" if self.in_path else "query",
            "required": self.in_path,
            "description": self.description,
            "schema": schema,
            **({"style": "form", "explode": True} if self.repeated else {}),
            **({"example": [self.example] if self.repeated else self.example} if self.example else {}),
        }


class Asked:
    """What a request asks for, parameter by parameter."""

    def __init__(self, values: Mapping[str, tuple[object, ...]]) -> None:
        self._values = values

    def one(self, parameter: Parameter[T]) -> T:
        """Return the value of a parameter, or its default."""
        found = self._values.get(parameter.name, ())
        return cast("T", found[0] if found else parameter.default)

    def many(self, parameter: Parameter[T]) -> tuple[T, ...]:
        """Return every value of a parameter that may be repeated."""
        return cast("tuple[T, ...]", self._values.get(parameter.name, ()))


def read_request(parameters: Sequence[Parameter[Any]], path: Mapping[str, str]) -> Asked:
    """Return what the request of this moment asks for.

    Raises `Refusal`: with the wrong parameters, up to twenty at once, or because a part of the path names nothing.
    """
    values: dict[str, tuple[object, ...]] = {}
    wrong: list[WrongParameter] = []
    for parameter in parameters:
        texts = [path[parameter.name]] if parameter.in_path else request.args.getlist(parameter.name)
        read = [(text, parameter.kind.read(text)) for text in texts]
        bad = [text for text, value in read if value is None]
        if bad and parameter.in_path:
            raise Refusal(Known.NOT_FOUND, f"“{echo(bad[0])}” is not {parameter.kind.form}.")
        wrong.extend(WrongParameter(parameter.name, echo(text), f"should be {parameter.kind.form}") for text in bad)
        if len(texts) > 1 and not parameter.repeated:
            wrong.append(WrongParameter(parameter.name, echo(texts[1]), "may be given only once"))
        values[parameter.name] = tuple(value for _, value in read)
    wrong.extend(_unknown(parameters))
    if wrong:
        detail = " ".join(f"{each.name}: “{each.value}” {each.detail}." for each in wrong[:MOST_IN_A_SENTENCE])
        raise Refusal(Known.WRONG_PARAMETERS, detail, tuple(wrong[:MOST_TOLD]))
    return Asked(values)


def _unknown(parameters: Sequence[Parameter[Any]]) -> Iterator[WrongParameter]:
    """Yield the parameters that are not known here: a misspelt filter that is left out would widen the answer."""
    names = [parameter.name for parameter in parameters if not parameter.in_path]
    known = f"is not known here; there are {', '.join(names)}" if names else "is not known here, where there are none"
    for name in request.args:
        if name not in names:
            yield WrongParameter(echo(name), echo(request.args[name]), known)


def echo(text: str) -> str:
    """Return what somebody sent, printable and short enough to be sent back."""
    shown = "".join(character if character.isprintable() else "�" for character in text[: LONGEST_ECHO + 1])
    return shown if len(shown) <= LONGEST_ECHO else f"{shown[:LONGEST_ECHO]}…"


LANGUAGE: Parameter[Language] = Parameter(
    "language",
    Choice(Language),
    "The reader's language. Without it the Accept-Language header decides, and without that English is meant.",
    example="fi",
)
ASKED_PAGE: Parameter[int] = Parameter(
    PAGE,
    Whole(1, LAST_PAGE),
    "The page, counted from 1. Beyond the last one the last one is given, with the note page-out-of-range.",
    default=1,
)


def limit(default: int) -> Parameter[int]:
    """Return the parameter for the size of a page."""
    return Parameter("limit", Whole(1, MOST_PER_PAGE), "How many entries stand on a page.", default=default)


def _facet_parameter(facet: Facet) -> Parameter[str]:
    vocabulary = VOCABULARY_OF_FACET.get(facet)
    codes = {Facet.MUNICIPALITY: "ids of organisations", Facet.YEAR: "years"}.get(facet)
    return Parameter(
        # The reader's language is asked for under this name already.
        "text_language" if facet is Facet.LANGUAGE else facet.value,
        Code(),
        f"Only entries with one of these {codes or f'codes of the vocabulary {vocabulary}'}; may be repeated. "
        "A code that no entry has is met by nothing, with the note unknown-filter.",
        repeated=True,
    )


FACETS: Mapping[Facet, Parameter[str]] = {facet: _facet_parameter(facet) for facet in Facet}
"""The filters: any of the codes inside one facet, all of the facets together."""


def asked_filters(asked: Asked) -> dict[Facet, frozenset[str]]:
    """Return the chosen codes of every facet that has some."""
    chosen = {facet: frozenset(asked.many(parameter)) for facet, parameter in FACETS.items()}
    return {facet: codes for facet, codes in chosen.items() if codes}
