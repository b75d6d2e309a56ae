"""What can be asked of the API: each question is written down once, and both answered and described from that.

Another question is one more `Operation` with a view under `@serve` in a module of its own, whose blueprint is named in
`gateway.py` and whose operation is named in `description.py`; a test fails when one of the two is forgotten.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from flask import Response

from portal.web.api.parameters import LANGUAGE
from portal.web.api.parameters import Asked
from portal.web.api.parameters import Parameter
from portal.web.api.parameters import read_request
from portal.web.api.problem_types import Known
from portal.web.i18n import speak_in

View = Callable[[Asked], Response]


@dataclass(frozen=True, slots=True)
class Operation:
    """One question: its name, its path as OpenAPI writes it, its parameters, what it answers with, what can go wrong.

    `bodies` are the types of the body, one of which every answer has.
    """

    name: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter[Any], ...]
    bodies: tuple[type, ...]
    problems: tuple[Known, ...] = ()

    @property
    def rule(self) -> str:
        """The path as Flask writes it."""
        return re.sub(r"\{(\w+)\}", r"<\1>", self.path)


def serve(blueprint: Blueprint, operation: Operation) -> Callable[[View], View]:
    """Let a view answer an operation: it is called with parameters that have been read and are sound."""

    def register(view: View) -> View:
        def answer(**path: str) -> Response:
            asked = read_request(operation.parameters, path)
            if LANGUAGE in operation.parameters and (language := asked.one(LANGUAGE)):
                speak_in(language)
            return view(asked)

        blueprint.add_url_rule(operation.rule, operation.name, answer)
        return view

    return register
