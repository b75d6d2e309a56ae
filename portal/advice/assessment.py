"""The suitability assessment of one purchase: which rules hold, what follows, and what an answer would still change."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from portal.advice import purchase_answers as answer
from portal.advice.assessment_rule import Effect
from portal.advice.assessment_rule import Rule
from portal.advice.assessment_rules import RULES
from portal.advice.fitting_instrument import FittingInstrument
from portal.advice.fitting_instrument import fitting_instrument
from portal.advice.purchase_answers import PurchaseAnswers
from portal.advice.suitability import Suitability
from portal.advice.suitability import verdict_over

POSSIBLE: Mapping[str, tuple[object, ...]] = {
    "procurement_type": tuple(answer.ProcurementType),
    "months": (Decimal(4), Decimal(5), Decimal(6), Decimal(12), Decimal(24)),
    "labour": tuple(answer.Labour),
    "skill": tuple(answer.Skill),
    "candidates": tuple(answer.Candidates),
    "support": tuple(answer.Support),
    "closed": tuple(answer.Closed),
    "residents": tuple(answer.Residents),
    "market": tuple(answer.Market),
}
"""The answers that are tried in place of a missing one; of months, one from each stretch that the rules know."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer that would change the verdict, were it given to the unanswered question `field`."""

    field: str
    answer: object
    verdict: Suitability


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdict, the reasons in the order of the rules, the fitting instrument, and what could still turn it."""

    answers: PurchaseAnswers
    verdict: Suitability
    reasons: tuple[Rule, ...]
    instrument: FittingInstrument
    turns: tuple[Turn, ...]

    def of_effect(self, *effects: Effect) -> tuple[Rule, ...]:
        """Return the reasons of these kinds."""
        return tuple(reason for reason in self.reasons if reason.effect in effects)

    @property
    def sources(self) -> tuple[str, ...]:
        """Every source the assessment names, once, in the order of the reasons."""
        named = [source for reason in self.reasons for source in reason.sources]
        return tuple(dict.fromkeys([*named, *self.instrument.sources]))


def assess(answers: PurchaseAnswers, rules: Iterable[Rule] = RULES) -> Assessment:
    """Return what the rules say of a purchase; the same answers and rules give the same assessment, always."""
    known = tuple(rules)
    reasons = tuple(rule for rule in known if rule.holds(answers))
    verdict = verdict_over(reasons)
    return Assessment(answers, verdict, reasons, fitting_instrument(answers, verdict), _turns(answers, verdict, known))


def _turns(answers: PurchaseAnswers, verdict: Suitability, rules: tuple[Rule, ...]) -> tuple[Turn, ...]:
    """Return the missing answers that would give another verdict, each tried alone."""
    found = []
    for field in answers.unanswered():
        for tried in POSSIBLE.get(field, ()):
            other = answers.but(field, tried)
            turned = verdict_over(rule for rule in rules if rule.holds(other))
            if turned is not verdict:
                found.append(Turn(field, tried, turned))
    return tuple(found)
