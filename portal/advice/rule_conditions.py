"""Whether a purchase meets the conditions of a rule, each with what it was compared with."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from portal.advice.contract_figures import ContractFigures
from portal.advice.contract_figures import Currency
from portal.advice.obligation_rule import Comparison
from portal.advice.obligation_rule import Condition
from portal.advice.obligation_rule import Limit
from portal.advice.obligation_rule import Measure
from portal.advice.obligation_rule import OneOfSectors
from portal.advice.obligation_rule import OneOfTypes


class Missing(StrEnum):
    """What a buyer did not say and a rule needs."""

    VALUE = "value"
    RATE = "rate"
    MONTHS = "months"
    TYPE = "type"
    SECTOR = "sector"
    POSTS = "posts"
    PROCUREMENTS = "procurements"


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one condition: met, not met, or (None) not to be told.

    `found` is the number of the purchase as it was compared, exactly, in the currency of the rule.
    `missing` says what the buyer would have to tell; without it only the buyer's judgement or the source can help.
    """

    condition: Condition
    met: bool | None
    found: Fraction | None = None
    code: str | None = None
    missing: Missing | None = None


def find(condition: Condition, figures: ContractFigures) -> Finding:
    """Return whether a purchase meets a condition."""
    match condition:
        case Limit():
            return _limit(condition, figures)
        case OneOfTypes(types):
            return _choice(condition, types, figures.contract_type, Missing.TYPE)
        case OneOfSectors(sectors):
            return _choice(condition, sectors, figures.sector, Missing.SECTOR)
    return Finding(condition, None)


def _choice(condition: Condition, codes: tuple[str, ...], told: str | None, missing: Missing) -> Finding:
    if told is None:
        return Finding(condition, None, missing=missing)
    return Finding(condition, told in codes, code=told)


def _limit(limit: Limit, figures: ContractFigures) -> Finding:
    found, missing = _measured(limit, figures)
    if found is None:
        return Finding(limit, None, missing=missing)
    return Finding(limit, _compared(found, limit), found)


def _compared(found: Fraction, limit: Limit) -> bool | None:
    amount = Fraction(limit.amount)
    if found == amount:
        return {Comparison.ABOVE: False, Comparison.AT_LEAST: True}.get(limit.comparison)
    return found > amount


def _measured(limit: Limit, figures: ContractFigures) -> tuple[Fraction | None, Missing | None]:
    """Return the number of the purchase to compare, or what is missing for it."""
    if limit.measure is Measure.MONTHS:
        return _told(figures.months), Missing.MONTHS
    if limit.measure is Measure.POSTS:
        return _told(figures.posts), Missing.POSTS
    currency = limit.currency or figures.currency
    value = figures.value_in(currency)
    if value is None:
        return None, lacking(figures, currency)
    if limit.measure is Measure.VALUE:
        return value, None
    # What is not above the limit in all cannot be above it in any one year.
    yearly = value if _compared(value, limit) is False else figures.yearly_value_in(currency)
    return yearly, Missing.MONTHS


def _told(number: object) -> Fraction | None:
    return None if number is None else Fraction(str(number))


def lacking(figures: ContractFigures, currency: Currency) -> Missing | None:
    """Return what is missing to know the value in a currency, or None where nothing is."""
    if figures.value is None:
        return Missing.VALUE
    return Missing.RATE if figures.rate is None and currency is not figures.currency else None
