"""A published rule for the size of an employment obligation, as data."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portal.advice.contract_figures import Currency
from portal.domain.partial_date import PartialDate


class Comparison(StrEnum):
    """How a limit is compared; `UNSTATED` leaves open whether the limit itself counts."""

    ABOVE = "above"
    AT_LEAST = "at-least"
    UNSTATED = "unstated"


class Measure(StrEnum):
    """What of a purchase a limit is compared with."""

    VALUE = "value"
    YEARLY_VALUE = "yearly-value"
    MONTHS = "months"
    POSTS = "posts"


class Judgement(StrEnum):
    """A condition in words, which no figure can decide."""

    LOCAL_EFFECT = "local-effect"
    LARGER_CONTRACT = "larger-contract"
    RESERVED = "reserved"


class Force(StrEnum):
    """Whom a rule binds to what."""

    OBLIGES = "obliges"
    """The supplier employs."""
    EXAMINES = "examines"
    """The buyer examines whether to ask for it."""
    ALLOWS = "allows"
    """The buyer may ask for it."""
    AIMS = "aims"
    """The buyer reaches a share of all its procurements."""


class Scope(StrEnum):
    """How far a rule reaches."""

    GENERAL = "general"
    ONE_PURCHASE = "one-purchase"


class Note(StrEnum):
    """What else the source says and a reader of the result has to know."""

    LOWER_LIMIT = "lower-limit"
    NOT_FRAMEWORKS = "not-frameworks"
    CHOSEN_WITH_SUPPORT = "chosen-with-support"
    ROSE_EVERY_YEAR = "rose-every-year"
    MINIMUM_CONTENT = "minimum-content"
    ON_TOP = "on-top"
    RESIDENCE = "residence"
    UNREADABLE_EXAMPLE = "unreadable-example"
    COMPLY_OR_EXPLAIN = "comply-or-explain"


@dataclass(frozen=True, slots=True)
class Limit:
    """The purchase has to be above, or at least at, an amount; `currency` is set for measures of value."""

    measure: Measure
    comparison: Comparison
    amount: Decimal
    currency: Currency | None = None


@dataclass(frozen=True, slots=True)
class OneOfTypes:
    """The contract has to be of one of these types, codes of `procurement-types`."""

    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneOfSectors:
    """What is bought has to belong to one of these fields, codes of `sectors`."""

    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """The purchase has to be of a kind that only its buyer can tell."""

    judgement: Judgement


Condition = Limit | OneOfTypes | OneOfSectors | Judged


class Base(StrEnum):
    """What a size is counted from."""

    CONTRACT = "contract"
    VALUE = "value"
    STEPS_OF_VALUE = "steps-of-value"
    YEARS = "years"
    POSTS = "posts"
    SUPPLIER_STAFF = "supplier-staff"
    PROCUREMENTS = "procurements"


@dataclass(frozen=True, slots=True)
class Sizing:
    """How a size is counted: `least` to `most` (the same unless a range is published) for each unit of the base.

    With shares, `least` is in per cent.
    `step` is the amount of money for which one `least` is due.
    `at_least` says that the source gives a lower bound only.
    `forms` are codes of `forms` with the months that make up one place in that form.
    """

    base: Base
    least: Decimal
    most: Decimal
    at_least: bool = False
    step: Decimal | None = None
    currency: Currency | None = None
    forms: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class ObligationRule:
    """One rule of one buyer, with everything the calculator needs and the sources of each number.

    `kind` is a code of `obligation-kinds`, or `share-of-procurements`; `sizing` is None where no number is published.
    `length` and `hours` are the least length in months and the least hours a week of one employment.
    """

    id: str
    case: str
    organisation: str
    country: str
    clauses: tuple[str, ...]
    status: str
    as_of: PartialDate
    scope: Scope
    force: Force
    kind: str
    conditions: tuple[Condition, ...]
    sizing: Sizing | None
    sources: tuple[str, ...]
    notes: tuple[Note, ...] = ()
    length: Decimal | None = None
    hours: Decimal | None = None

    @property
    def has_numbers(self) -> bool:
        """Whether the source gives any number to compare a purchase with or to count from."""
        return self.sizing is not None or any(isinstance(condition, Limit) for condition in self.conditions)
