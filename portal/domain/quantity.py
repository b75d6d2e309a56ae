"""Numbers and codes that can be compared between entries, and where they come from."""

from dataclasses import dataclass
from decimal import Decimal

from portal.domain.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Quantity:
    """A comparable value; only what the source gives is set.

    `amount` and `per_amount` are in `currency`; `percent` is of 100; `codes` belong to the vocabulary of the context.
    """

    amount: Decimal | None = None
    currency: str | None = None
    per: str | None = None
    persons: Decimal | None = None
    per_amount: Decimal | None = None
    percent: Decimal | None = None
    months: Decimal | None = None
    weeks: Decimal | None = None
    hours_per_week: Decimal | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sourced:
    """A quantity with the sources that state it."""

    quantity: Quantity
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Obligation:
    """A rule that sizes an obligation; `kind` is a code of `obligation-kinds`."""

    kind: str
    quantity: Quantity
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time; either end may be unknown."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One result of a case: how many of what, when, and whether promised, achieved or estimated."""

    number: Decimal | None
    unit: str
    status: str
    period: Period | None
    sources: tuple[str, ...]
