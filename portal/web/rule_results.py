"""What the calculator found, in words: conditions with what was compared, sizes with their units, what is missing."""

from decimal import Decimal
from fractions import Fraction

from portal.advice.calculator import RuleAnswer
from portal.advice.calculator import Verdict
from portal.advice.contract_figures import Currency
from portal.advice.obligation_rule import Base
from portal.advice.obligation_rule import Comparison
from portal.advice.obligation_rule import Force
from portal.advice.obligation_rule import Judged
from portal.advice.obligation_rule import Judgement
from portal.advice.obligation_rule import Limit
from portal.advice.obligation_rule import Measure
from portal.advice.obligation_rule import OneOfSectors
from portal.advice.obligation_rule import OneOfTypes
from portal.advice.obligation_rule import Sizing
from portal.advice.obligation_size import Size
from portal.advice.obligation_size import Unit
from portal.advice.rule_conditions import Finding
from portal.advice.rule_conditions import Missing
from portal.domain.language import Language
from portal.domain.vocabulary import Vocabularies
from portal.web.formats import exact
from portal.web.formats import money
from portal.web.formats import percent
from portal.web.words import gettext
from portal.web.words import ngettext

CENTS = Decimal("0.01")


def verdict_heading(verdict: Verdict) -> str:
    """Return the heading over the rules of a verdict."""
    headings = {
        Verdict.APPLIES: gettext("Rules that apply"),
        Verdict.UNTOLD: gettext("Rules that may apply"),
        Verdict.DOES_NOT_APPLY: gettext("Rules that do not apply"),
        Verdict.WITHOUT_NUMBERS: gettext("Rules that cannot be computed: the source gives no number"),
    }
    return headings[verdict]


def force_words(force: Force) -> str:
    """Return whom a rule binds to what, as a phrase."""
    phrases = {
        Force.OBLIGES: gettext("binds the supplier"),
        Force.EXAMINES: gettext("the buyer examines whether to ask"),
        Force.ALLOWS: gettext("the buyer may ask"),
        Force.AIMS: gettext("an aim for all procurements together"),
    }
    return phrases[force]


def missing_words(missing: Missing) -> str:
    """Return what a reader would have to tell, as a phrase."""
    phrases = {
        Missing.VALUE: gettext("you did not say the value"),
        Missing.RATE: gettext("the rule is in another currency, and you did not say the rate"),
        Missing.MONTHS: gettext("you did not say the length"),
        Missing.TYPE: gettext("you did not say the type of contract"),
        Missing.SECTOR: gettext("you did not say what is bought"),
        Missing.POSTS: gettext("you did not say how many full-time posts it takes"),
        Missing.PROCUREMENTS: gettext("you did not say how many procurements you make in a year"),
    }
    return phrases[missing]


class Results:
    """Words what was found for a reader of `language`."""

    def __init__(self, language: Language, vocabularies: Vocabularies) -> None:
        self.language = language
        self.vocabularies = vocabularies

    def condition(self, finding: Finding) -> tuple[str, str, str]:
        """Return a condition in three phrases: what it asks, what the purchase has, and what came of it."""
        asked, found = self._asked(finding), self._found(finding)
        if finding.missing:
            return asked, "", missing_words(finding.missing)
        if finding.met is None:
            left = isinstance(finding.condition, Judged)
            return asked, found, gettext("you decide") if left else gettext("the source leaves it open")
        return asked, found, gettext("met") if finding.met else gettext("not met")

    def obligation(self, answer: RuleAnswer) -> str:
        """Return the size for this purchase, or why there is none."""
        if answer.size:
            return self.size(answer.size)
        if answer.missing:
            return gettext("cannot be worked out: %(reason)s", reason=missing_words(answer.missing))
        if answer.verdict is Verdict.DOES_NOT_APPLY:
            return gettext("none")
        if answer.rule.kind == "by-dialogue":
            return gettext("agreed in dialogue; no number beforehand")
        return gettext("cannot be computed: the source gives no number")

    def size(self, size: Size) -> str:
        """Return a size with its unit, exact, with what else it comes to in brackets."""
        counted = self._counted(size.unit, size.least, size.most, size.currency)
        phrase = gettext("at least %(amount)s", amount=counted) if size.at_least else counted
        # Translators: between two ways to fill a place: 24 months of employment or 12 of placement.
        either = gettext("or")
        also = [f" {either} ".join(self._months(form, months) for form, months in size.months)]
        if size.whole:
            years = self._counted(Unit.PERSONS, *size.whole, None)
            also.append(gettext("over the whole contract %(people)s, depending on the day it starts", people=years))
        if size.rounded:
            also.append(gettext("rounded to six decimals after the conversion"))
        also = [each for each in also if each]
        return f"{phrase} ({'; '.join(also)})" if also else phrase

    def _months(self, form: str, months: Decimal) -> str:
        name = self.vocabularies.label("forms", form, self.language)
        return gettext("%(count)s person-months: %(form)s", count=exact(months, self.language), form=name)

    def sizing(self, sizing: Sizing) -> str:
        """Return how a rule counts: `1 place per SEK 50 million`."""
        share = f"{percent(sizing.least, self.language)}"
        phrases = {
            Base.VALUE: gettext("%(share)s of the contract value", share=share),
            Base.POSTS: gettext("%(share)s of those who do the work", share=share),
            Base.SUPPLIER_STAFF: gettext("%(share)s of the supplier's staff", share=share),
            Base.PROCUREMENTS: gettext("%(share)s of all procurements", share=share),
            Base.YEARS: self._counted(Unit.PERSONS_A_YEAR, sizing.least, sizing.most, None),
            Base.STEPS_OF_VALUE: self._step(sizing),
            Base.CONTRACT: gettext(
                "%(people)s per contract", people=self._counted(Unit.PERSONS, sizing.least, sizing.most, None)
            ),
        }
        phrase = phrases[sizing.base]
        return gettext("at least %(amount)s", amount=phrase) if sizing.at_least else phrase

    def _step(self, sizing: Sizing) -> str:
        places = self._counted(Unit.PLACES, sizing.least, sizing.most, None)
        step = money(sizing.step or Decimal(0), sizing.currency or "", self.language)
        return gettext("%(places)s per %(money)s", places=places, money=step)

    def _counted(self, unit: Unit, least: Decimal, most: Decimal, currency: Currency | None) -> str:
        if unit is Unit.MONEY:
            return money(least, currency or "", self.language)
        if unit is Unit.PER_CENT_OF_STAFF:
            return gettext("%(share)s of the supplier's staff", share=percent(least, self.language))
        count, form = self._span(least, most), 1 if least == most == 1 else 2
        if unit is Unit.PERSONS:
            return ngettext("%(count)s person", "%(count)s people", form, count=count)
        if unit is Unit.PLACES:
            return ngettext("%(count)s place", "%(count)s places", form, count=count)
        if unit is Unit.PROCUREMENTS:
            return ngettext("%(count)s procurement", "%(count)s procurements", form, count=count)
        return ngettext("%(count)s person in every year", "%(count)s people in every year", form, count=count)

    def _span(self, least: Decimal, most: Decimal) -> str:
        ends = dict.fromkeys(exact(number, self.language) for number in (least, most))
        return "–".join(ends)

    def _asked(self, finding: Finding) -> str:
        match finding.condition:
            case OneOfTypes(types):
                return self._labels(gettext("Type of contract"), "procurement-types", types)
            case OneOfSectors(sectors):
                return self._labels(gettext("What is bought"), "sectors", sectors)
            case Judged(judgement):
                return _judgement(judgement)
        limit = finding.condition
        amount = self._amount(limit, Fraction(limit.amount))
        compared = {
            Comparison.ABOVE: gettext("above %(limit)s", limit=amount),
            Comparison.AT_LEAST: gettext("at least %(amount)s", amount=amount),
            Comparison.UNSTATED: gettext("above %(limit)s, perhaps exactly that", limit=amount),
        }
        return f"{_measure(limit.measure)}: {compared[limit.comparison]}"

    def _labels(self, name: str, vocabulary: str, codes: tuple[str, ...]) -> str:
        return f"{name}: {', '.join(self.vocabularies.label(vocabulary, code, self.language) for code in codes)}"

    def _found(self, finding: Finding) -> str:
        if isinstance(finding.condition, OneOfTypes):
            return self.vocabularies.label("procurement-types", finding.code or "", self.language)
        if isinstance(finding.condition, OneOfSectors):
            return self.vocabularies.label("sectors", finding.code or "", self.language)
        if isinstance(finding.condition, Limit) and finding.found is not None:
            return self._amount(finding.condition, finding.found)
        return ""

    def _amount(self, limit: Limit, amount: Fraction) -> str:
        """Return a number as a limit measures it; one without an end is shown to the cent, but compared exactly."""
        shown = Decimal(amount.numerator) / Decimal(amount.denominator)
        if Fraction(shown) != amount:
            shown = shown.quantize(CENTS)
        if limit.currency:
            figure = money(shown, limit.currency, self.language)
            return figure if Fraction(shown) == amount else gettext("about %(amount)s", amount=figure)
        count, form = exact(shown, self.language), 1 if shown == 1 else 2
        if limit.measure is Measure.MONTHS:
            return ngettext("%(count)s month", "%(count)s months", form, count=count)
        return ngettext("%(count)s full-time post", "%(count)s full-time posts", form, count=count)


def _measure(measure: Measure) -> str:
    names = {
        Measure.VALUE: gettext("Value"),
        Measure.YEARLY_VALUE: gettext("Value in a year"),
        Measure.MONTHS: gettext("Length"),
        Measure.POSTS: gettext("Work"),
    }
    return names[measure]


def _judgement(judgement: Judgement) -> str:
    sentences = {
        Judgement.LOCAL_EFFECT: gettext("The work has a notable effect on local employment"),
        Judgement.LARGER_CONTRACT: gettext("The contract is one of the larger ones"),
        Judgement.RESERVED: gettext("The buyer reserves the contract"),
    }
    return sentences[judgement]
