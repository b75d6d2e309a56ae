"""The answers in an address: read with care, written so that the same address gives the same answer again."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.advice.assessment_rules import ASSESSMENT_VERSION
from portal.advice.contract_figures import Currency
from portal.advice.purchase_answers import Alternative
from portal.advice.purchase_answers import Candidates
from portal.advice.purchase_answers import Closed
from portal.advice.purchase_answers import Country
from portal.advice.purchase_answers import Labour
from portal.advice.purchase_answers import Market
from portal.advice.purchase_answers import ProcurementType
from portal.advice.purchase_answers import PurchaseAnswers
from portal.advice.purchase_answers import Residents
from portal.advice.purchase_answers import Skill
from portal.advice.purchase_answers import Support
from portal.domain.typed_number import Fault
from portal.domain.typed_number import NumberFault
from portal.domain.typed_number import number_from_text
from portal.domain.vocabulary import Vocabulary
from portal.web.typed import MONTH_WORDS
from portal.web.typed import MONTHS_BOUNDS
from portal.web.typed import VALUE_BOUNDS

NAME = "name"
RULES = "rules"
LONGEST_NAME = 120
LONGEST_TYPED = 80
CHOSEN: Mapping[str, tuple[str, type[StrEnum]]] = {
    "country": ("country", Country),
    "type": ("procurement_type", ProcurementType),
    "currency": ("currency", Currency),
    "labour": ("labour", Labour),
    "skill": ("skill", Skill),
    "candidates": ("candidates", Candidates),
    "support": ("support", Support),
    "closed": ("closed", Closed),
    "residents": ("residents", Residents),
    "market": ("market", Market),
    "instrument": ("alternative", Alternative),
}
"""The chosen answers: their name in the address, their field among the answers, and their codes."""
OWN_CURRENCY = {Country.FINLAND: Currency.EUR, Country.SWEDEN: Currency.SEK}


class Muddle(StrEnum):
    """What is wrong with a sum besides its digits."""

    NO_CURRENCY = "no-currency"
    TWO_CURRENCIES = "two-currencies"


@dataclass(frozen=True, slots=True)
class AskedAssessment:
    """What an address asks: the sound answers, the text as typed, what is wrong with it, and what was left out."""

    answers: PurchaseAnswers
    typed: Mapping[str, str]
    name: str = ""
    name_was_cut: bool = False
    faults: Mapping[str, NumberFault | Muddle] | None = None
    unknown_answer: bool = False
    rules: str = ""

    @property
    def older_rules(self) -> bool:
        """Whether the address was made under other rules than those in use."""
        return bool(self.rules) and self.rules != ASSESSMENT_VERSION.isoformat()

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the parameters that give this answer again, in the order of the form, numbers in plain digits."""
        known = {name: getattr(self.answers, field) for name, (field, _) in CHOSEN.items()}
        known |= {"sector": self.answers.sector}
        numbers = {"value": self.answers.value, "months": self.answers.months}
        texts = {name: code for name, code in known.items() if code is not None}
        texts |= {name: format(number, "f") for name, number in numbers.items() if number is not None}
        yield from ((NAME, self.name), *texts.items())
        yield RULES, self.rules or ASSESSMENT_VERSION.isoformat()


def asked_assessment(told: Callable[[str], str], sectors: Vocabulary) -> AskedAssessment:
    """Return what an address asks; `told` gives the text of a parameter, empty where there is none.

    A code that no form has means `I do not know`, and `unknown_answer` tells of it.
    """
    chosen, strange = _chosen(told, sectors)
    numbers, faults = _numbers(told, chosen)
    name = " ".join(told(NAME).split())
    return AskedAssessment(
        answers=PurchaseAnswers(**{**chosen, **numbers}),  # type: ignore[arg-type]  # each field with its own kind
        typed={field: told(field)[:LONGEST_TYPED] for field in ("value", "months")},
        name=name[:LONGEST_NAME].rstrip(),
        name_was_cut=len(name) > LONGEST_NAME,
        faults=faults,
        unknown_answer=strange,
        rules=told(RULES)[:10],
    )


def _chosen(told: Callable[[str], str], sectors: Vocabulary) -> tuple[dict[str, object], bool]:
    """Return the chosen answers, and whether one of them is no answer of the form."""
    sector = told("sector")
    found: dict[str, object] = {"sector": sector} if sector in sectors and sector != "any" else {}
    strange = bool(sector) and not found
    for name, (field, codes) in CHOSEN.items():
        code = told(name)
        if code in set(codes):
            found[field] = codes(code)
        strange = strange or (bool(code) and code not in set(codes))
    return found, strange


def _numbers(
    told: Callable[[str], str], chosen: Mapping[str, object]
) -> tuple[dict[str, object], dict[str, NumberFault | Muddle]]:
    """Return the typed answers that could be read, and what is wrong with the others; an empty field is neither."""
    found: dict[str, object] = {}
    faults: dict[str, NumberFault | Muddle] = {}
    months = number_from_text(told("months"), MONTHS_BOUNDS, MONTH_WORDS)
    if not isinstance(months, NumberFault):
        found["months"] = months.value
    elif months.fault is not Fault.EMPTY:
        faults["months"] = months
    value = number_from_text(told("value"), VALUE_BOUNDS)
    if not isinstance(value, NumberFault):
        currency = _currency(value.currency, chosen)
        found |= {"value": value.value, "currency": currency} if isinstance(currency, Currency) else {}
        faults |= {"value": currency} if isinstance(currency, Muddle) else {}
    elif value.fault is not Fault.EMPTY:
        faults["value"] = value
    return found, faults


def _currency(typed: str | None, chosen: Mapping[str, object]) -> Currency | Muddle:
    """Return the currency of a sum: typed with it or chosen, else that of the country."""
    picked = chosen.get("currency")
    if typed is not None and picked not in {None, typed}:
        return Muddle.TWO_CURRENCIES
    named = typed or picked
    if named is not None:
        return Currency(str(named))
    country = chosen.get("country")
    return OWN_CURRENCY[country] if isinstance(country, Country) else Muddle.NO_CURRENCY
