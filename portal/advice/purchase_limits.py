"""The limits that published rules draw, and where a purchase stands to them."""

from decimal import Decimal

from portal.advice.contract_figures import Currency
from portal.advice.purchase_answers import Country
from portal.advice.purchase_answers import ProcurementType
from portal.advice.purchase_answers import PurchaseAnswers

# Helsinki and Kuopio; the value has to be above it.
CITY_LIMIT = Decimal(200_000)
# Section 25 of the Finnish act: goods and services, works.
NATIONAL_LIMIT = Decimal(60_000)
NATIONAL_LIMIT_WORKS = Decimal(150_000)
# The Swedish limit for direct procurement from 1 January 2024.
DIRECT_LIMIT = Decimal(700_000)
# Trafikverket asks one place per so many kronor.
PLACE_SERVICES = Decimal(25_000_000)
PLACE_WORKS = Decimal(50_000_000)
# Göteborg: longer than four months; Trafikverket: not under six.
GOTEBORG_MONTHS = 4
TRAFIKVERKET_MONTHS = 6
# A place at Trafikverket is twelve months of employment.
YEAR = 12
# From when on the editors call a contract long.
LONG = 24

EXPERT_SECTORS = frozenset({"it", "expert-services"})
ADVISED_SECTORS = frozenset({"construction", "care", "property-maintenance", "cleaning", "catering"})
TRIED_SECTORS = frozenset({"infrastructure", "green-areas", "waste", "logistics", "office", "parking"})


def lasts(answers: PurchaseAnswers, least: int, below: int | None = None) -> bool:
    """Return whether the length is known, at least so many months, and below so many."""
    months = answers.months
    return months is not None and months >= least and (below is None or months < below)


def small_in_finland(answers: PurchaseAnswers) -> bool:
    """Return whether the value is under the national limit of section 25 of the Finnish act."""
    limit = NATIONAL_LIMIT_WORKS if answers.procurement_type is ProcurementType.WORKS else NATIONAL_LIMIT
    return answers.euros is not None and answers.euros < limit


def small_in_sweden(answers: PurchaseAnswers) -> bool:
    """Return whether the value is under the Swedish limit for direct procurement."""
    return answers.kronor is not None and answers.kronor < DIRECT_LIMIT


def gives_a_place(answers: PurchaseAnswers) -> bool:
    """Return whether Trafikverket's rule would give a whole place; for an unknown type the higher sum is asked."""
    sums = {ProcurementType.SERVICES: PLACE_SERVICES, ProcurementType.WORKS: PLACE_WORKS, None: PLACE_WORKS}
    least = sums.get(answers.procurement_type)
    return least is not None and answers.kronor is not None and answers.kronor >= least


def foreign_currency(answers: PurchaseAnswers) -> bool:
    """Return whether the value is typed in the other country's currency; nothing is converted."""
    own = {Country.FINLAND: Currency.EUR, Country.SWEDEN: Currency.SEK}
    known = answers.value is not None and answers.currency is not None and answers.country is not None
    return known and own[answers.country or Country.FINLAND] is not answers.currency


def is_goods(answers: PurchaseAnswers) -> bool:
    """Return whether goods are bought."""
    return answers.procurement_type is ProcurementType.GOODS
