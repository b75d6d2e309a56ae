"""The rules of the calculator, made from the published cases and clauses."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from decimal import Decimal

from portal.advice.contract_figures import Currency
from portal.advice.obligation_rule import Base
from portal.advice.obligation_rule import Comparison
from portal.advice.obligation_rule import Condition
from portal.advice.obligation_rule import Judged
from portal.advice.obligation_rule import Limit
from portal.advice.obligation_rule import Measure
from portal.advice.obligation_rule import ObligationRule
from portal.advice.obligation_rule import OneOfSectors
from portal.advice.obligation_rule import OneOfTypes
from portal.advice.obligation_rule import Scope
from portal.advice.obligation_rule import Sizing
from portal.advice.rule_readings import READINGS
from portal.advice.rule_readings import RuleReading
from portal.advice.rule_readings import Trigger
from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.clause import SlotName
from portal.domain.quantity import Obligation
from portal.domain.quantity import Quantity

_ANY = "any"
_PURCHASE = "purchase"
_UNPUBLISHED = "not-published"
_PER_YEAR = "year"


def rules_from(cases: Iterable[Case], clauses: Iterable[Clause]) -> tuple[ObligationRule, ...]:
    """Return every rule of the cases, in the order of the cases.

    A case without a reading of its own gives a rule for each size it states, with a limit that leaves open whether
    it counts itself.
    A rule whose clause is missing is left out: without the clause it would reach further than its source says.
    """
    by_id = {clause.id: clause for clause in clauses}
    return tuple(
        rule
        for case in cases
        for reading in READINGS.get(case.id) or _plain_readings(case)
        for rule in _rule(case, reading, by_id)
    )


def _plain_readings(case: Case) -> Iterator[RuleReading]:
    """Return a reading for each size a case states; "not published" only where it states nothing else."""
    stated = [obligation for obligation in case.obligation if obligation.kind != _UNPUBLISHED] or list(case.obligation)
    limit = Comparison.UNSTATED if case.threshold else None
    for number, obligation in enumerate(stated):
        name = f"{case.id}-{number + 1}" if len(stated) > 1 else case.id
        yield RuleReading(name, obligation.kind, per=obligation.quantity.per, limit=limit)
    if case.threshold and not stated:
        yield RuleReading(case.id, _UNPUBLISHED, limit=limit)


def _rule(case: Case, reading: RuleReading, clauses: Mapping[str, Clause]) -> Iterator[ObligationRule]:
    """Return the rule, or nothing where its clause is not there."""
    if reading.trigger and _triggering(reading.trigger, clauses) is None:
        return
    stated = _stated(case, reading)
    quantity = stated.quantity if stated else Quantity()
    yield ObligationRule(
        id=reading.id,
        case=case.id,
        organisation=case.organisation,
        country=case.country or "",
        clauses=case.clauses,
        status=case.status,
        as_of=case.as_of,
        scope=Scope.ONE_PURCHASE if case.kind == _PURCHASE else Scope.GENERAL,
        force=reading.force,
        kind=reading.kind,
        conditions=tuple(_conditions(case, reading, clauses)),
        sizing=_sizing(quantity, reading, clauses),
        sources=_sources(case, reading, stated, clauses),
        notes=reading.notes,
        length=quantity.months,
        hours=quantity.hours_per_week,
    )


def _stated(case: Case, reading: RuleReading) -> Obligation | None:
    """Return the size of the case that the reading is about."""
    chosen = [each for each in case.obligation if each.kind == reading.kind]
    if reading.per:
        chosen = [each for each in chosen if each.quantity.per == reading.per]
    return chosen[0] if chosen else None


def _conditions(case: Case, reading: RuleReading, clauses: Mapping[str, Clause]) -> Iterator[Condition]:
    bought_once = case.kind == _PURCHASE
    types = reading.types or (case.procurement_types if bought_once else ())
    if types:
        yield OneOfTypes(types)
    if bought_once and case.sectors and _ANY not in case.sectors:
        yield OneOfSectors(case.sectors)
    if case.threshold and reading.limit:
        limit = case.threshold.quantity
        measure = Measure.YEARLY_VALUE if limit.per == _PER_YEAR else Measure.VALUE
        if limit.amount is not None and limit.currency:
            yield Limit(measure, reading.limit, limit.amount, Currency(limit.currency))
    if reading.trigger:
        yield from _trigger_limits(reading.trigger, clauses)
    if reading.judgement:
        yield Judged(reading.judgement)


def _triggering(trigger: Trigger, clauses: Mapping[str, Clause]) -> Quantity | None:
    """Return the least length and posts that a clause states, or None where there is no such clause."""
    clause = clauses.get(trigger.clause)
    slot = clause.slots.get(SlotName.TRIGGER) if clause else None
    return slot.value if slot else None


def _trigger_limits(trigger: Trigger, clauses: Mapping[str, Clause]) -> Iterator[Limit]:
    stated = _triggering(trigger, clauses) or Quantity()
    if trigger.months and stated.months is not None:
        yield Limit(Measure.MONTHS, trigger.months, stated.months)
    if trigger.posts and stated.persons is not None:
        yield Limit(Measure.POSTS, trigger.posts, stated.persons)


def _sizing(quantity: Quantity, reading: RuleReading, clauses: Mapping[str, Clause]) -> Sizing | None:
    """Return how the size is counted, or None where the source gives no number."""
    if reading.trigger and reading.trigger.share:
        share = (_triggering(reading.trigger, clauses) or Quantity()).percent
        return Sizing(Base.PROCUREMENTS, share, share, reading.at_least) if share is not None else None
    if reading.size:
        return Sizing(reading.size.base, reading.size.least, reading.size.most, reading.at_least)
    counted = _base(reading, quantity)
    if counted is None:
        return None
    base, amount = counted
    currency = Currency(quantity.currency) if quantity.currency else None
    return Sizing(base, amount, amount, reading.at_least, quantity.per_amount, currency, reading.forms)


def _base(reading: RuleReading, quantity: Quantity) -> tuple[Base, Decimal] | None:
    """Return what a size is counted from and its number; None for a kind without a number."""
    bases = {
        "persons-per-contract": (Base.CONTRACT, quantity.persons),
        "persons-per-year": (Base.YEARS, quantity.persons),
        "persons-per-value": (Base.STEPS_OF_VALUE, quantity.persons if quantity.per_amount else None),
        "share-of-value": (Base.VALUE, quantity.percent),
        "share-of-staff": (Base.POSTS, quantity.percent),
    }
    base, amount = bases.get(reading.kind, (Base.CONTRACT, None))
    return (reading.base or base, amount) if amount is not None else None


def _sources(
    case: Case, reading: RuleReading, stated: Obligation | None, clauses: Mapping[str, Clause]
) -> tuple[str, ...]:
    """Return the sources of every number and condition of the rule, each once."""
    limit = case.threshold.sources if case.threshold and reading.limit else ()
    clause = clauses.get(reading.trigger.clause) if reading.trigger else None
    trigger = clause.slots[SlotName.TRIGGER].sources if clause else ()
    size = reading.size.sources if reading.size else ()
    return tuple(dict.fromkeys((*limit, *trigger, *(stated.sources if stated else ()), *size, *reading.sources)))
