"""Everything the API answers with, as values that JSON knows: the one place where objects become data."""

import json
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import fields
from dataclasses import is_dataclass
from decimal import Decimal
from typing import Any

from portal.domain.localized import Localized
from portal.domain.partial_date import PartialDate
from portal.domain.reference import Ref

PLAIN = (str, bool, int, float, Decimal, PartialDate, Ref)


def text_from(value: object) -> str:
    """Return a value as JSON text."""
    return json.dumps(data_from(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def data_from(value: object) -> Any:
    """Return a value as JSON data; `json_schema.py` describes the same.

    Dates are ISO 8601 as precise as they are known, references are `collection/id`, codes are themselves, what is not
    known is null, and a value in several languages is an object by language code.
    """
    if value is None or isinstance(value, PLAIN):
        return _plain(value)
    if isinstance(value, Localized):
        value = {language: value.values[language] for language in value}
    if isinstance(value, Mapping):
        return {str(key): data_from(each) for key, each in value.items()}
    if is_dataclass(value):
        return {field.name: data_from(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Iterable):
        return [data_from(each) for each in value]
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _plain(value: object) -> str | float | bool | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if value is None or isinstance(value, bool | int | float) else str(value)
