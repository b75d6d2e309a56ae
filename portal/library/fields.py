"""Fields with names, and values that are made of several of them."""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.domain.problem import Rule
from portal.library.kinds import Kind
from portal.library.kinds import note_wrong
from portal.library.record import Record
from portal.library.record import shown
from portal.library.strict_yaml import Path


@dataclass(frozen=True, slots=True)
class Field:
    """A named field; `attribute` is its name in the domain, `evidence` whether its sources must be named."""

    name: str
    kind: Kind
    required: bool = False
    evidence: bool = False
    help: str = ""
    attribute: str = ""

    @property
    def target(self) -> str:
        """The name of the attribute the value goes to."""
        return self.attribute or self.name


@dataclass(frozen=True, slots=True)
class Structure:
    """A value made of named fields."""

    make: Callable[..., Any]
    fields: tuple[Field, ...]

    @property
    def form(self) -> str:
        """The fields with their forms."""
        return "{" + ", ".join(f"{field.name}: {field.kind.form}" for field in self.fields) + "}"

    def read(self, record: Record, value: Any, path: Path) -> Any:
        """Return what `make` makes of the fields, or None when one is faulty."""
        if not isinstance(value, dict) or not value:
            note_wrong(record, path, value, self.form)
            return None
        before = len(record.faults.problems)
        values = read_fields(record, value, path, self.fields)
        return self.make(**values) if len(record.faults.problems) == before else None


def read_fields(record: Record, value: Mapping[str, Any], path: Path, fields: tuple[Field, ...]) -> dict[str, Any]:
    """Return the values of the known fields by attribute; unknown, missing and faulty ones become faults."""
    known = {field.name: field for field in fields}
    for name in value:
        if name not in known:
            record.fault(Rule.FIELD_UNKNOWN, (*path, name), f"There is no field “{shown(name)}” here.")
    read: dict[str, Any] = {}
    for field in fields:
        if field.name in value:
            typed = field.kind.read(record, value[field.name], (*path, field.name))
            if typed is not None:
                read[field.target] = typed
        elif field.required:
            record.fault(
                Rule.FIELD_MISSING, (*path, field.name), f"The field “{field.name}” is missing: {field.kind.form}."
            )
    return read
