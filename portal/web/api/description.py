"""The description of the API (OpenAPI 3.1), written from the operations it is answered by."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from flask import Blueprint
from flask import Response

from portal.domain.reference import Collection
from portal.library.fields import Field
from portal.library.kinds import Code as ContentCode
from portal.library.kinds import Id
from portal.library.kinds import Listing
from portal.library.schemas import SCHEMAS
from portal.web.api import entries
from portal.web.api import problems
from portal.web.api import search
from portal.web.api import suggest
from portal.web.api import vocabulary
from portal.web.api.addresses import VERSION
from portal.web.api.entry_data import EntryData
from portal.web.api.entry_data import fact_names
from portal.web.api.json_data import text_from
from portal.web.api.json_schema import Schema
from portal.web.api.json_schema import Schemas
from portal.web.api.operations import Operation
from portal.web.api.problem_types import ANYWHERE
from portal.web.api.problems import PROBLEM_JSON
from portal.web.api.problems import Problem
from portal.web.api.replies import JSON
from portal.web.api.replies import LICENCE

KEPT = "public, max-age=3600"
ABOUT = (
    "Employment clauses of Finnish and Swedish public buyers: cases, clauses, laws and guides in Finnish, Swedish and "
    "English, with the search that knows all three. Everything is read-only and needs no key. "
    "Codes are explained by the vocabularies. Answers carry ETag, and Last-Modified where it is known. "
    "New fields may be added to answers at any time; what is here stays as it is for as long as the path says v1."
)
OPERATIONS: tuple[Operation, ...] = (
    search.SEARCH,
    suggest.SUGGEST,
    entries.LIST,
    entries.ENTRY,
    vocabulary.LIST,
    vocabulary.ONE,
    problems.MEANING,
)
HEADERS = {
    name: {"description": said, "schema": {"type": "string"}}
    for name, said in {
        "ETag": "Changes with the answer; send it back in If-None-Match.",
        "Last-Modified": "When the content or the index last changed.",
        "Link": "The other pages of an answer that has several; left out where it would be too long for proxies.",
    }.items()
}

blueprint = Blueprint("api_description", __name__, url_prefix=VERSION)


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """Describe the API."""
    response = Response(_text(), mimetype=JSON)
    response.headers["Cache-Control"] = KEPT
    return response


@cache
def _text() -> str:
    return text_from(description())


def description() -> dict[str, Any]:
    """Return the description as OpenAPI 3.1."""
    schemas = Schemas()
    paths: dict[str, Any] = {
        f"{VERSION}{operation.path}": {"get": _operation(operation, schemas)} for operation in OPERATIONS
    }
    paths[f"{VERSION}/openapi.json"] = {"get": _itself(schemas)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Silta",
            "version": "1.0.0",
            "summary": "Employment clauses, found in three languages",
            "description": ABOUT,
            "license": {"name": LICENCE.name, "url": LICENCE.address},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.named.items()))},
    }


def _operation(operation: Operation, schemas: Schemas) -> dict[str, Any]:
    bodies = [_body(body, schemas) for body in operation.bodies]
    schema = bodies[0] if len(bodies) == 1 else {"oneOf": bodies}
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": operation.description,
        "parameters": [parameter.described for parameter in operation.parameters],
        "responses": {
            "200": {**_response("The answer.", JSON, schema), "headers": HEADERS},
            "304": {"description": "Nothing has changed since the state that the request names."},
            **_problems(operation, schemas),
        },
    }
    if operation is entries.ENTRY:
        moved = {"Location": {"description": "Where the entry is now.", "schema": {"type": "string"}}}
        described["responses"]["301"] = {"description": "The entry has another id now.", "headers": moved}
    return described


def _itself(schemas: Schemas) -> dict[str, Any]:
    return {
        "operationId": "openapi",
        "summary": "This description",
        "responses": {
            "200": _response("The description.", JSON, {"type": "object"}),
            **_problems(None, schemas),
        },
    }


def _problems(operation: Operation | None, schemas: Schemas) -> dict[str, Any]:
    """Return what can go wrong, by status: one status can stand for several problems."""
    by_status: dict[int, list[str]] = {}
    for known in (*ANYWHERE, *(operation.problems if operation else ())):
        by_status.setdefault(int(known.type.status), []).append(f"{known.type.title} (`{known.type.address}`).")
    return {
        str(status): _response(" ".join(said), PROBLEM_JSON, schemas.of(Problem))
        for status, said in sorted(by_status.items())
    }


def _response(said: str, media_type: str, schema: Schema) -> dict[str, Any]:
    return {"description": said, "content": {media_type: {"schema": schema}}}


def _body(body: type, schemas: Schemas) -> Schema:
    """Return the schema of a body; that of an entry is one of nine, told apart by the collection."""
    if body is not EntryData:
        return schemas.of(body)
    names = {collection: SCHEMAS[collection].make.__name__ for collection in Collection}
    for collection, name in names.items():
        schemas.named[name] = _entry(collection, schemas)
    references = {collection.value: f"#/components/schemas/{name}" for collection, name in names.items()}
    return {
        "oneOf": [{"$ref": reference} for reference in references.values()],
        "discriminator": {"propertyName": "collection", "mapping": references},
    }


def _entry(collection: Collection, schemas: Schemas) -> Schema:
    schema = SCHEMAS[collection]
    facts = schemas.structure(schema.make, fact_names(schema.make), _notes(schema.fields))
    said = " ".join((schema.make.__doc__ or "").split())
    own = {"properties": {"collection": {"const": collection.value}, "facts": facts}}
    return {"description": said, "allOf": [schemas.of(EntryData), own]}


def _notes(fields: tuple[Field, ...]) -> Mapping[str, str]:
    """Return what is said of each fact: the help writers get, and where its codes or ids belong."""
    return {field.target: "; ".join(filter(None, (field.help, _belongs(field)))) for field in fields}


def _belongs(field: Field) -> str:
    kind = field.kind.kind if isinstance(field.kind, Listing) else field.kind
    return kind.form if isinstance(kind, ContentCode | Id) else ""
