"""One published rule held against a purchase, as a line of the page."""

from dataclasses import dataclass

from portal.advice.calculator import RuleAnswer
from portal.advice.obligation_rule import ObligationRule
from portal.advice.obligation_rule import Scope
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Teller
from portal.web.rule_results import Results
from portal.web.rule_results import force_words
from portal.web.rule_words import note_words
from portal.web.rule_words import rule_words
from portal.web.source_runs import title_language


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition in words: what it asks, what the purchase has, what came of it."""

    asked: str
    found: str
    outcome: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source of a rule: its title, and who published it."""

    title: Datum
    publisher: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What one rule says, ready for the page."""

    answer: RuleAnswer
    buyer: Datum
    case: Datum
    clauses: tuple[Datum, ...]
    words: str
    force: str
    one_purchase: bool
    sizing: str
    obligation: str
    conditions: tuple[ConditionLine, ...]
    notes: tuple[str, ...]
    sources: tuple[SourceLine, ...]

    @property
    def unrounded(self) -> bool:
        """Whether the size is not whole, so that somebody has to decide how it is rounded."""
        return self.answer.size is not None and not self.answer.size.is_whole


def rule_line(answer: RuleAnswer, results: Results, tell: Teller) -> RuleLine:
    """Return the line of an answer, in the reader's language."""
    rule = answer.rule
    case = tell.entry(Ref(Collection.CASES, rule.case))[0]
    return RuleLine(
        answer,
        (tell.organisation(rule.organisation) or (Datum(rule.organisation),))[0],
        case,
        tell.entries(Collection.CLAUSES, rule.clauses),
        rule_words(rule),
        force_words(rule.force),
        rule.scope is Scope.ONE_PURCHASE,
        results.sizing(rule.sizing) if rule.sizing else "",
        results.obligation(answer),
        tuple(ConditionLine(*results.condition(finding)) for finding in answer.findings),
        tuple(note_words(note) for note in rule.notes),
        tuple(_source(source, rule, case, tell) for source in rule.sources if source in tell.shelf.sources),
    )


def _source(source_id: str, rule: ObligationRule, case: Datum, tell: Teller) -> SourceLine:
    """Return a source whose title leads to its place in the list of the case that names it."""
    source = tell.shelf.sources[source_id]
    entry = tell.shelf.get(Ref(Collection.CASES, rule.case))
    listed = entry.sources if entry else ()
    address = f"{case.address}#source-{listed.index(source_id) + 1}" if source_id in listed else None
    return SourceLine(Datum(source.title, address, title_language(source, tell.language)), source.publisher)
