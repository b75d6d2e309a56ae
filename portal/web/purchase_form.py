"""The purchase a reader describes in an address: typed text, what it means, and what is wrong with it."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.advice.contract_figures import ContractFigures
from portal.advice.contract_figures import Currency
from portal.domain.typed_number import Bounds
from portal.domain.typed_number import Fault
from portal.domain.typed_number import NumberFault
from portal.domain.typed_number import TypedNumber
from portal.domain.typed_number import number_from_text
from portal.web.typed import MONTH_WORDS
from portal.web.typed import MONTHS_BOUNDS
from portal.web.typed import VALUE_BOUNDS
from portal.web.typed import fault_sentence
from portal.web.words import gettext

VALUE = "value"
CURRENCY = "currency"
MONTHS = "months"
TYPE = "type"
SECTOR = "sector"
POSTS = "posts"
PROCUREMENTS = "procurements"
RATE = "rate"
WHOSE = "whose"

NUMBERS: Mapping[str, Bounds] = {
    VALUE: VALUE_BOUNDS,
    MONTHS: MONTHS_BOUNDS,
    POSTS: Bounds(most=Decimal(100_000), places=1),
    PROCUREMENTS: Bounds(most=Decimal(100_000), places=0),
    RATE: Bounds(least=Decimal("0.0001"), most=Decimal(1000), places=6),
}
UNITS: Mapping[str, Sequence[str]] = {
    MONTHS: MONTH_WORDS,
    POSTS: ("htv", "henkilötyövuotta", "årsarbetare", "heltidstjänster", "posts", "fte"),
}
LONGEST_SHOWN = 200
"""Characters of a typed text that stay in its field: what is longer was no number to begin with."""


@dataclass(frozen=True, slots=True)
class TypedField:
    """One field as it was typed, with the sentence that says what is wrong, or an empty one."""

    name: str
    text: str
    fault: str = ""
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """The codes a reader can choose from."""

    types: tuple[str, ...]
    sectors: tuple[str, ...]
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PurchaseForm:
    """What a reader typed and chose; `unknown` tells that the address named a choice that is not there."""

    asked: bool
    fields: Mapping[str, TypedField]
    chosen: Mapping[str, str]
    unknown: bool

    @property
    def faulty(self) -> tuple[TypedField, ...]:
        """The fields that could not be read."""
        return tuple(field for field in self.fields.values() if field.fault)

    @property
    def ready(self) -> bool:
        """Whether a purchase is described and every field of it could be read."""
        return self.asked and not self.faulty

    @property
    def figures(self) -> ContractFigures:
        """The purchase in figures; a faulty field counts as not told."""
        numbers = {name: field.number for name, field in self.fields.items()}
        return ContractFigures(
            value=numbers[VALUE],
            currency=Currency(self.chosen[CURRENCY]),
            months=numbers[MONTHS],
            contract_type=self.chosen[TYPE] or None,
            sector=self.chosen[SECTOR] or None,
            posts=numbers[POSTS],
            procurements=numbers[PROCUREMENTS],
            rate=numbers[RATE],
        )


def purchase_form(told: Mapping[str, str], choices: Choices) -> PurchaseForm:
    """Return the purchase that these parameters describe; none of them can make it fail."""
    offered = {
        CURRENCY: tuple(Currency),
        TYPE: choices.types,
        SECTOR: choices.sectors,
        WHOSE: choices.organisations,
    }
    chosen = {name: _choice(told.get(name, ""), codes) for name, codes in offered.items()}
    unknown = any(told.get(name) and not chosen[name] for name in offered)
    chosen[CURRENCY] = chosen[CURRENCY] or Currency.EUR
    fields = {name: _field(name, told.get(name, ""), chosen[CURRENCY]) for name in NUMBERS}
    return PurchaseForm(any(name in told for name in (*NUMBERS, *offered)), fields, chosen, unknown)


def _choice(asked: str, codes: Iterable[str]) -> str:
    return asked if asked in tuple(codes) else ""


def _field(name: str, typed: str, currency: str) -> TypedField:
    found = number_from_text(typed, NUMBERS[name], UNITS.get(name, ()))
    shown = typed.strip()[:LONGEST_SHOWN]
    if isinstance(found, NumberFault):
        return TypedField(name, shown, "" if found.fault is Fault.EMPTY else fault_sentence(found))
    contradiction = _contradiction(name, found, currency)
    return TypedField(name, shown, contradiction, None if contradiction else found.value)


def _contradiction(name: str, found: TypedNumber, currency: str) -> str:
    """Return what to say where a currency was typed that is not the chosen one, or stands behind no sum of money."""
    if found.currency is None or (name == VALUE and found.currency == currency):
        return ""
    if name == VALUE:
        return gettext("The number names another currency than the one chosen beside it. Choose the same in both.")
    return gettext("This is not a sum of money. Write the number alone.")
