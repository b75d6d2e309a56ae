"""The API does what its description says: requests made from the description by machine, right and wrong ones."""

import schemathesis
from flask import Flask
from schemathesis.config import SchemathesisConfig
from schemathesis.openapi import from_dict

from portal.web.api.description import description

BOUNDED = {
    "seed": 20261121,
    "generation": {"deterministic": True, "max-examples": 40, "no-shrink": True},
}
"""The same few requests each time, so that a failure is a change of the portal, never of the dice."""

schema = from_dict(description(), config=SchemathesisConfig.from_dict(BOUNDED))


@schema.parametrize()
def test_every_answer_is_as_described(case: schemathesis.Case, app: Flask) -> None:
    """Status, media type, headers and body fit the description; what it forbids is refused, and nothing fails."""
    # In-process nobody unfolds what is compressed.
    case.call_and_validate(app=app, headers={"Accept-Encoding": "identity"})
