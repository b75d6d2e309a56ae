"""What a buyer tells the calculator about a purchase."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

MONTHS_IN_YEAR = 12


class Currency(StrEnum):
    """The currencies of the two countries; the values are codes of `currencies`."""

    EUR = "EUR"
    SEK = "SEK"


@dataclass(frozen=True, slots=True)
class ContractFigures:
    """A purchase in figures; what was not told is None.

    `contract_type` is a code of `procurement-types` and `sector` one of `sectors`.
    `posts` is the work the contract takes, in full-time posts; `procurements` is how many the buyer makes in a year.
    `rate` is how many kronor one euro is: without it nothing is converted.
    """

    value: Decimal | None = None
    currency: Currency = Currency.EUR
    months: Decimal | None = None
    contract_type: str | None = None
    sector: str | None = None
    posts: Decimal | None = None
    procurements: Decimal | None = None
    rate: Decimal | None = None

    def value_in(self, currency: Currency) -> Fraction | None:
        """Return the exact value in a currency, or None where there is no value or no rate to convert it with."""
        if self.value is None:
            return None
        if currency is self.currency:
            return Fraction(self.value)
        if self.rate is None:
            return None
        rate = Fraction(self.rate)
        return Fraction(self.value) * (rate if currency is Currency.SEK else 1 / rate)

    def yearly_value_in(self, currency: Currency) -> Fraction | None:
        """Return the value that falls on a year, or None where value, rate or length is missing.

        A contract of a year or less has its whole value in one year.
        """
        value = self.value_in(currency)
        if value is None or self.months is None:
            return None
        return value if self.months <= MONTHS_IN_YEAR else value * MONTHS_IN_YEAR / Fraction(self.months)
