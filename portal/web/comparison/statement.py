"""What one clause states of one part, and how it stands to what another states."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portal.domain.quantity import Quantity
from portal.web.facts.fact import Fact

_FIGURES = ("amount", "persons", "percent", "months", "weeks", "hours_per_week")


class Absence(StrEnum):
    """Why a clause states nothing of a part."""

    NOT_STATED = "not-stated"
    IN_THE_SET = "in-the-set"


class Relation(StrEnum):
    """How a statement stands to the first one of its line."""

    SAME = "same"
    DIFFERS = "differs"
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Statement:
    """What is stated: the words with their sources, the comparable value in numbers and codes, and that as a phrase."""

    fact: Fact
    value: Quantity | None = None
    comparable: str = ""
    absence: Absence | None = None


def relation(statement: Statement, first: Statement) -> Relation:
    """Return how a statement stands to another: by comparable value where both have one, else by their words.

    More and less are told only of one figure of the same kind, currency and base, such as two limits in euro.
    """
    if statement.value is None or first.value is None:
        return Relation.SAME if _words(statement) == _words(first) else Relation.DIFFERS
    if _comparable(statement.value) == _comparable(first.value):
        return Relation.SAME
    here, there = _figure(statement.value), _figure(first.value)
    if here is None or there is None or here[0] != there[0]:
        return Relation.DIFFERS
    return Relation.MORE if here[1] > there[1] else Relation.LESS


def _words(statement: Statement) -> list[str]:
    return [" ".join(datum.text.casefold().split()) for datum in statement.fact.values]


def _comparable(value: Quantity) -> tuple[object, ...]:
    """Return what makes two values the same; the order of codes means nothing."""
    base = (value.currency, value.per, value.per_amount)
    return (*(getattr(value, name) for name in _FIGURES), *base, frozenset(value.codes))


def _figure(value: Quantity) -> tuple[tuple[object, ...], Decimal] | None:
    """Return the only figure of a value with what it is a figure of, or None where there are several, codes or none."""
    stated = [(name, figure) for name in _FIGURES if (figure := getattr(value, name)) is not None]
    if len(stated) != 1 or value.codes:
        return None
    [(name, figure)] = stated
    return (name, value.currency, value.per, value.per_amount), figure
