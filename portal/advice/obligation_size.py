"""How large an obligation is under a rule, in exact decimals."""

from dataclasses import dataclass
from decimal import Decimal
from decimal import localcontext
from enum import StrEnum
from fractions import Fraction

from portal.advice.contract_figures import MONTHS_IN_YEAR
from portal.advice.contract_figures import ContractFigures
from portal.advice.contract_figures import Currency
from portal.advice.obligation_rule import Base
from portal.advice.obligation_rule import Sizing
from portal.advice.rule_conditions import Missing
from portal.advice.rule_conditions import lacking

HUNDRED = 100
# More digits than any product of the bounded inputs has, so that what has an end comes out whole.
DIGITS = 80
PLACES = Decimal("0.000001")
"""How exact a size is that has no end: only a conversion from kronor to euro leaves one."""


class Unit(StrEnum):
    """What a size counts."""

    PERSONS = "persons"
    PERSONS_A_YEAR = "persons-a-year"
    PLACES = "places"
    MONEY = "money"
    PER_CENT_OF_STAFF = "per-cent-of-staff"
    PROCUREMENTS = "procurements"


@dataclass(frozen=True, slots=True)
class Size:
    """An obligation in figures, from `least` to `most`; `at_least` says that the rule sets a lower bound only.

    `months` are the person-months the size comes to in each form (a code of `forms`).
    `whole` is the number of people over the whole contract where the size is a yearly one: it depends on the day the
    contract starts.
    `rounded` marks a size that has no end as a decimal.
    """

    unit: Unit
    least: Decimal
    most: Decimal
    at_least: bool = False
    currency: Currency | None = None
    months: tuple[tuple[str, Decimal], ...] = ()
    whole: tuple[Decimal, Decimal] | None = None
    rounded: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the size can be met as it is: people, places and procurements cannot be divided."""
        return self.unit is Unit.MONEY or all(
            number == number.to_integral_value() for number in (self.least, self.most)
        )


def size_of(sizing: Sizing, figures: ContractFigures) -> Size | Missing:
    """Return the size of the obligation, or what is missing to count it.

    Sources say how sizes are counted but not how they are rounded, so nothing is rounded here.
    """
    match sizing.base:
        case Base.VALUE:
            return _share_of_value(sizing, figures)
        case Base.STEPS_OF_VALUE:
            return _steps(sizing, figures)
        case Base.YEARS:
            return _yearly(sizing, figures)
        case Base.POSTS:
            return _share(sizing, figures.posts, Unit.PERSONS, Missing.POSTS)
        case Base.PROCUREMENTS:
            return _share(sizing, figures.procurements, Unit.PROCUREMENTS, Missing.PROCUREMENTS)
    unit = Unit.PERSONS if sizing.base is Base.CONTRACT else Unit.PER_CENT_OF_STAFF
    return Size(unit, sizing.least, sizing.most, sizing.at_least)


def _share_of_value(sizing: Sizing, figures: ContractFigures) -> Size | Missing:
    if figures.value is None:
        return Missing.VALUE
    least, most = (_exact(Fraction(part) * Fraction(figures.value) / HUNDRED) for part in (sizing.least, sizing.most))
    return Size(Unit.MONEY, least, most, sizing.at_least, figures.currency)


def _steps(sizing: Sizing, figures: ContractFigures) -> Size | Missing:
    """Return one place for each step of the value; parts of a step give parts of a place."""
    currency = sizing.currency or figures.currency
    value = figures.value_in(currency)
    if value is None or sizing.step is None:
        return lacking(figures, currency) or Missing.VALUE
    steps = value / Fraction(sizing.step)
    least, most = (_exact(steps * Fraction(number)) for number in (sizing.least, sizing.most))
    months = tuple((form, _exact(steps * Fraction(sizing.least * each))) for form, each in sizing.forms)
    return Size(Unit.PLACES, least, most, sizing.at_least, months=months, rounded=not _ends(steps))


def _yearly(sizing: Sizing, figures: ContractFigures) -> Size:
    """Return the size for each calendar year; a contract that does not start in January touches one year more."""
    whole = None
    if figures.months:
        years = -(-Fraction(figures.months) // MONTHS_IN_YEAR)
        whole = (sizing.least * years, sizing.most * (years + 1))
    return Size(Unit.PERSONS_A_YEAR, sizing.least, sizing.most, sizing.at_least, whole=whole)


def _share(sizing: Sizing, base: Decimal | None, unit: Unit, missing: Missing) -> Size | Missing:
    if base is None:
        return missing
    least, most = (_exact(Fraction(part) * Fraction(base) / HUNDRED) for part in (sizing.least, sizing.most))
    return Size(unit, least, most, sizing.at_least)


def _exact(number: Fraction) -> Decimal:
    """Return a fraction as a decimal without idle zeros, or with PLACES decimals where it has no end."""
    with localcontext(prec=DIGITS):
        quotient = Decimal(number.numerator) / Decimal(number.denominator)
        if not _ends(number):
            quotient = quotient.quantize(PLACES)
        return quotient.quantize(Decimal(1)) if quotient == quotient.to_integral_value() else quotient.normalize()


def _ends(number: Fraction) -> bool:
    """Return whether a fraction is a decimal with an end: its denominator has no factors but two and five."""
    denominator = number.denominator
    for factor in (2, 5):
        while denominator % factor == 0:
            denominator //= factor
    return denominator == 1
