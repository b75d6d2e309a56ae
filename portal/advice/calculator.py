"""What each published rule says of a purchase."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from portal.advice.contract_figures import ContractFigures
from portal.advice.obligation_rule import Force
from portal.advice.obligation_rule import ObligationRule
from portal.advice.obligation_rule import Scope
from portal.advice.obligation_size import Size
from portal.advice.obligation_size import size_of
from portal.advice.rule_conditions import Finding
from portal.advice.rule_conditions import Missing
from portal.advice.rule_conditions import find


class Verdict(StrEnum):
    """Whether a rule reaches a purchase, in the order in which answers are shown."""

    APPLIES = "applies"
    UNTOLD = "untold"
    DOES_NOT_APPLY = "does-not-apply"
    WITHOUT_NUMBERS = "without-numbers"


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """One rule held against one purchase.

    `size` is what could be counted; where it is None, `missing` says what the buyer would have to tell, and where
    that is None too, the source gives no number.
    A rule that does not apply has no size.
    """

    rule: ObligationRule
    verdict: Verdict
    findings: tuple[Finding, ...]
    size: Size | None = None
    missing: Missing | None = None


def answers(rules: Iterable[ObligationRule], figures: ContractFigures) -> tuple[RuleAnswer, ...]:
    """Return the answer of each rule by its verdict.

    Within a verdict general rules come before the demands of single purchases, and aims after what binds a supplier.
    """
    return tuple(sorted((answer(rule, figures) for rule in rules), key=_place))


def _place(found: RuleAnswer) -> tuple[int, bool, bool, bool]:
    rule = found.rule
    once = rule.scope is Scope.ONE_PURCHASE
    return list(Verdict).index(found.verdict), once, rule.force is Force.AIMS, found.size is None


def answer(rule: ObligationRule, figures: ContractFigures) -> RuleAnswer:
    """Return what a rule says of a purchase."""
    findings = tuple(find(condition, figures) for condition in rule.conditions)
    verdict = _verdict(rule, findings)
    if rule.sizing is None or verdict is Verdict.DOES_NOT_APPLY:
        return RuleAnswer(rule, verdict, findings)
    size = size_of(rule.sizing, figures)
    if isinstance(size, Missing):
        return RuleAnswer(rule, verdict, findings, missing=size)
    return RuleAnswer(rule, verdict, findings, size)


def _verdict(rule: ObligationRule, findings: tuple[Finding, ...]) -> Verdict:
    """Return the verdict: one condition that is not met decides, then one that cannot be told."""
    if not rule.has_numbers:
        return Verdict.WITHOUT_NUMBERS
    if any(finding.met is False for finding in findings):
        return Verdict.DOES_NOT_APPLY
    return Verdict.UNTOLD if any(finding.met is None for finding in findings) else Verdict.APPLIES
