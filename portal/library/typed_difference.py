"""Which facts differ between two versions of a file, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.library.form_field import Typed
from portal.library.typed_values import sound

NOT_FACTS = frozenset({"title", "summary", "sections"})
"""Texts, which are compared word by word."""
WRITTEN_BY_PORTAL = frozenset(
    {"checked", "legal_check", "machine_made", "minor_changes", "made_from", "translation_of"}
)


@dataclass(frozen=True, slots=True)
class FactChange:
    """One field that differs; what is empty was not there, or is not any more."""

    path: str
    before: str
    now: str


def fact_changes(before: Typed, now: Typed) -> tuple[FactChange, ...]:
    """Return the facts that differ, in the order in which they stand in the newer version, those that went last."""
    return tuple(_changed(before, now))


def _changed(before: Typed, now: Typed) -> Iterator[FactChange]:
    for path in dict.fromkeys([*now, *before]):
        was, is_now = sound(before.get(path, "")), sound(now.get(path, ""))
        if was != is_now and _is_fact(path):
            yield FactChange(path, was, is_now)


def _is_fact(path: str) -> bool:
    steps = path.split(".")
    if steps[0] in NOT_FACTS | WRITTEN_BY_PORTAL:
        return False
    return not (steps[0] == "slots" and steps[2:] == ["text"])
