"""Types as JSON Schema (2020-12, as OpenAPI 3.1 has it), so that the description cannot drift from the answers."""

import types
from collections.abc import Mapping
from dataclasses import fields
from dataclasses import is_dataclass
from decimal import Decimal
from enum import EnumMeta
from enum import StrEnum
from typing import Annotated
from typing import Any
from typing import Literal
from typing import Union
from typing import cast
from typing import get_args
from typing import get_origin
from typing import get_type_hints

from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.domain.partial_date import PartialDate
from portal.domain.reference import Ref

Schema = dict[str, Any]

PLAIN: Mapping[object, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
    object: {},
    PartialDate: {
        "type": "string",
        "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
        "description": "A year, a month or a day, as precise as its source is.",
    },
    Ref: {"type": "string", "pattern": "^[a-z]+/[a-z0-9-]+$", "description": "An entry, written collection/id."},
}


class Schemas:
    """The schemas of the types that were asked for, each under its name; others refer to them."""

    def __init__(self) -> None:
        self.named: dict[str, Schema] = {}
        self._types: dict[str, Any] = {}

    def of(self, hint: Any) -> Schema:
        """Return the schema of a type; a text in `Annotated` is its description."""
        if hint in PLAIN:
            return dict(PLAIN[hint])
        if get_origin(hint) is Annotated:
            return {**self.of(hint.__origin__), "description": hint.__metadata__[0]}
        return self._named(hint) if get_origin(hint) is None else self._composed(get_origin(hint), get_args(hint))

    def _composed(self, origin: Any, arguments: tuple[Any, ...]) -> Schema:
        if origin is Literal:
            return {"const": arguments[0]}
        if origin in {Union, types.UnionType}:
            return self._optional(next(each for each in arguments if each is not type(None)))
        if origin is tuple:
            return {"type": "array", "items": self.of(arguments[0])}
        keys, values = (Language, *arguments) if origin is Localized else arguments
        return self._table(keys, values)

    def structure(self, made: Any, names: tuple[str, ...], notes: Mapping[str, str] | None = None) -> Schema:
        """Return the schema of some fields of a dataclass, all of which are always there."""
        hints = get_type_hints(made, include_extras=True)
        properties = {name: self.of(hints[name]) for name in names}
        for name, note in (notes or {}).items():
            if name in properties and note:
                properties[name]["description"] = note
        return {"type": "object", "properties": properties, "required": list(names)}

    def _optional(self, hint: Any) -> Schema:
        schema = self.of(hint)
        if isinstance(schema.get("type"), str):
            return {**schema, "type": [schema["type"], "null"]}
        return {"anyOf": [schema, {"type": "null"}]}

    def _table(self, keys: Any, values: Any) -> Schema:
        names = {"propertyNames": self.of(keys)} if isinstance(keys, EnumMeta) else {}
        return {"type": "object", **names, "additionalProperties": self.of(values)}

    def _named(self, hint: Any) -> Schema:
        name = hint.__name__.removesuffix("Data")
        if self._types.setdefault(name, hint) is not hint:
            raise TypeError(f"{hint!r} and {self._types[name]!r} would both be described as {name}")
        if name not in self.named:
            self.named[name] = {}  # a type may hold itself
            self.named[name] = self._made(hint)
        return {"$ref": f"#/components/schemas/{name}"}

    def _made(self, hint: Any) -> Schema:
        said = " ".join((hint.__doc__ or "").split())
        if isinstance(hint, EnumMeta):
            return {"type": "string", "description": said, "enum": [each.value for each in cast("type[StrEnum]", hint)]}
        if not is_dataclass(hint):
            raise TypeError(f"{hint!r} has no form in JSON Schema")
        schema = self.structure(hint, tuple(field.name for field in fields(hint)))
        return {"description": said, **schema}
