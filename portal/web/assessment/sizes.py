"""The size that published rules would give the obligation, as short lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.advice.calculator import RuleAnswer
from portal.advice.calculator import Verdict
from portal.advice.calculator import answers as rule_answers
from portal.advice.contract_figures import ContractFigures
from portal.advice.contract_figures import Currency
from portal.advice.obligation_rule import Force
from portal.advice.obligation_rule import ObligationRule
from portal.advice.obligation_rule import Scope
from portal.advice.obligation_size import Unit
from portal.advice.purchase_answers import PurchaseAnswers
from portal.domain.case import Case
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Teller
from portal.web.published_rules import published_rules
from portal.web.rule_results import Results

SHOWN = {Unit.PERSONS, Unit.PERSONS_A_YEAR, Unit.PLACES, Unit.MONEY}


@dataclass(frozen=True, slots=True)
class SizeLine:
    """What one rule would ask: whose it is, the size in words, whether all its conditions are known to be met."""

    case: Datum
    size: str
    certain: bool
    sources: tuple[str, ...]


def size_lines(answers: PurchaseAnswers, tell: Teller) -> list[SizeLine]:
    """Return the sizes that rules of the same country, or of a purchase in the same field, give for this purchase."""
    rules = [rule for rule in published_rules(tell.shelf) if _concerns(rule, answers, tell)]
    return list(_lines(rule_answers(rules, contract_figures(answers)), tell))


def contract_figures(answers: PurchaseAnswers) -> ContractFigures:
    """Return what the calculator has to know of the purchase."""
    return ContractFigures(
        value=answers.value,
        currency=answers.currency or Currency.EUR,
        months=answers.months,
        contract_type=answers.procurement_type.value if answers.procurement_type else None,
        sector=answers.sector,
    )


def _concerns(rule: ObligationRule, answers: PurchaseAnswers, tell: Teller) -> bool:
    if answers.country is not None and rule.country != answers.country.value:
        return False
    if rule.force not in {Force.OBLIGES, Force.EXAMINES}:
        return False
    case = tell.shelf.get(Ref(Collection.CASES, rule.case))
    same_field = isinstance(case, Case) and answers.sector in case.sectors
    anything = isinstance(case, Case) and "any" in case.sectors
    return same_field or (rule.scope is Scope.GENERAL and (anything or answers.sector is None))


def _lines(found: tuple[RuleAnswer, ...], tell: Teller) -> Iterator[SizeLine]:
    results = Results(tell.language, tell.shelf.vocabularies)
    for answer in found:
        if answer.size is not None and answer.size.unit in SHOWN:
            for case in tell.entry(Ref(Collection.CASES, answer.rule.case)):
                certain = answer.verdict is Verdict.APPLIES
                yield SizeLine(case, results.size(answer.size), certain, answer.rule.sources)
