"""Comparable values as phrases: `1 person per SEK 50 million`."""

from collections.abc import Iterator
from decimal import Decimal

from portal.domain.language import Language
from portal.domain.quantity import Obligation
from portal.domain.quantity import Outcome
from portal.domain.quantity import Quantity
from portal.domain.vocabulary import Vocabularies
from portal.web.formats import NBSP
from portal.web.formats import money
from portal.web.formats import number
from portal.web.formats import percent
from portal.web.words import gettext
from portal.web.words import ngettext

UNSIZED = {"not-published", "by-dialogue"}
"""Kinds of obligation that say why a size is missing: what else the source states comes before that."""


def quantity_phrase(quantity: Quantity, vocabularies: Vocabularies, language: Language) -> str:
    """Return what a quantity states, or an empty text when it states no number; its codes are left to the caller."""
    stated = ", ".join(_parts(quantity, language))
    if quantity.per is None or not stated:
        return stated
    if quantity.per == "contract":
        return gettext("%(quantity)s per contract", quantity=stated)
    if quantity.per == "year":
        return gettext("%(quantity)s per year", quantity=stated)
    return f"{stated} ({vocabularies.label('value-bases', quantity.per, language)})"


def obligation_phrase(obligation: Obligation, vocabularies: Vocabularies, language: Language) -> str:
    """Return the rule that sizes an obligation: its number where there is one, else the kind of rule."""
    phrase = quantity_phrase(obligation.quantity, vocabularies, language)
    kind = vocabularies.label("obligation-kinds", obligation.kind, language)
    if not phrase:
        return kind
    if obligation.kind in UNSIZED:
        return f"{phrase} ({kind})"
    says_per_what = obligation.kind == "persons-per-value" or obligation.quantity.per is not None
    return phrase if says_per_what else f"{kind}: {phrase}"


def outcome_phrase(outcome: Outcome, vocabularies: Vocabularies, language: Language) -> str:
    """Return a result as number and unit, or the unit alone when the source gives no number."""
    unit = vocabularies.label("result-units", outcome.unit, language)
    return f"{number(outcome.number, language)}{NBSP}{unit}" if outcome.number is not None else unit


def _parts(quantity: Quantity, language: Language) -> Iterator[str]:
    if quantity.persons is not None:
        yield _persons(quantity, language)
    if quantity.percent is not None:
        yield percent(quantity.percent, language)
    if quantity.amount is not None:
        yield money(quantity.amount, quantity.currency or "", language)
    if quantity.months is not None:
        count = number(quantity.months, language)
        yield _tied(ngettext("%(count)s month", "%(count)s months", _form(quantity.months), count=count))
    if quantity.weeks is not None:
        count = number(quantity.weeks, language)
        yield _tied(ngettext("%(count)s week", "%(count)s weeks", _form(quantity.weeks), count=count))
    if quantity.hours_per_week is not None:
        yield _tied(gettext("%(count)s hours a week", count=number(quantity.hours_per_week, language)))


def _persons(quantity: Quantity, language: Language) -> str:
    count = quantity.persons or Decimal(0)
    persons = _tied(ngettext("%(count)s person", "%(count)s people", _form(count), count=number(count, language)))
    if quantity.per_amount is None:
        return persons
    value = money(quantity.per_amount, quantity.currency or "", language)
    return gettext("%(persons)s per %(money)s", persons=persons, money=value)


def _tied(phrase: str) -> str:
    """Return the phrase with its number tied to its unit, so that no line breaks between them."""
    return phrase.replace(" ", NBSP, 1)


def _form(value: Decimal) -> int:
    """Return a whole number of the same grammatical number: exactly one is singular, the rest is plural."""
    return 1 if value == 1 else 2
