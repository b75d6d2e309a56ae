"""The lines of a comparison: a part of the clauses, and what each states of it."""

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.clause import SlotName
from portal.domain.quantity import Quantity
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.publishing.drafts import VOCABULARY_OF_SLOT
from portal.publishing.law_changes import changed_since_check
from portal.web.comparison.statement import Absence
from portal.web.comparison.statement import Relation
from portal.web.comparison.statement import Statement
from portal.web.comparison.statement import relation
from portal.web.facts.clause import slot_lines
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Fact
from portal.web.facts.fact import Teller
from portal.web.formats import day
from portal.web.labels import slot_name
from portal.web.labels import slot_question
from portal.web.quantities import quantity_phrase
from portal.web.source_note import today
from portal.web.words import gettext


class Agreement(StrEnum):
    """How the clauses stand to each other in one part."""

    SAME = "same"
    DIFFERS = "differs"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one clause states, and how that stands to the clause of the number `against`, where it is not that one."""

    statement: Statement
    relation: Relation | None = None
    against: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One part of all clauses; `slot` is set for the ten parts of the anatomy."""

    name: str
    cells: tuple[Cell, ...]
    agreement: Agreement
    question: str = ""
    slot: SlotName | None = None


def anatomy(clauses: Iterable[Clause], tell: Teller) -> tuple[Line, ...]:
    """Return the ten parts of the clauses in reading order."""
    told = [_statements(clause, tell) for clause in clauses]
    return tuple(_line(slot_name(slot), [each[slot] for each in told], slot_question(slot), slot) for slot in SlotName)


def setting(clauses: Iterable[Clause], tell: Teller) -> tuple[Line, ...]:
    """Return where the clauses belong and how far they can be relied on."""
    clauses = tuple(clauses)
    told: tuple[tuple[str, Callable[[Clause], tuple[Datum, ...]]], ...] = (
        (gettext("For procurement in"), lambda clause: tell.code("countries", clause.country)),
        (gettext("Organisation"), lambda clause: _organisations(clause, tell)),
        (gettext("Type of requirement"), lambda clause: tell.code("instruments", clause.instrument)),
        (gettext("Level of ambition"), lambda clause: tell.code("ambitions", clause.ambition)),
        (gettext("What is bought"), lambda clause: tell.codes("sectors", clause.sectors)),
        (gettext("Origin of the wording"), lambda clause: tell.code("provenances", clause.provenance)),
        (gettext("Written in"), lambda clause: tell.code("languages", clause.original)),
        (gettext("Legal check"), lambda clause: (_legal_check(clause, tell),)),
    )
    return tuple(_line(label, [_fact(label, values(each)) for each in clauses]) for label, values in told)


def _line(name: str, statements: list[Statement], question: str = "", slot: SlotName | None = None) -> Line:
    stated = [place for place, each in enumerate(statements) if each.absence is None]
    first = stated[0] if stated else 0
    cells = tuple(
        Cell(each, relation(each, statements[first]), first + 1)
        if each.absence is None and place != first
        else Cell(each)
        for place, each in enumerate(statements)
    )
    return Line(name, cells, _agreement(cells), question, slot)


def _agreement(cells: tuple[Cell, ...]) -> Agreement:
    if all(cell.statement.absence for cell in cells):
        return Agreement.SILENT
    differs = any(cell.statement.absence or cell.relation not in (None, Relation.SAME) for cell in cells)
    return Agreement.DIFFERS if differs else Agreement.SAME


def _statements(clause: Clause, tell: Teller) -> dict[SlotName, Statement]:
    return {line.slot: _statement(clause, line.slot, line.fact, tell) for line in slot_lines(clause, tell)}


def _statement(clause: Clause, slot: SlotName, fact: Fact, tell: Teller) -> Statement:
    if not fact.values:
        return Statement(fact, absence=Absence.IN_THE_SET if clause.set_part else Absence.NOT_STATED)
    value = clause.slots[slot].value
    return Statement(fact, value, comparable_phrase(value, slot, tell) if value else "")


def comparable_phrase(value: Quantity, slot: SlotName, tell: Teller) -> str:
    """Return a comparable value as a phrase: its figures, then the labels of its codes."""
    vocabulary = VOCABULARY_OF_SLOT.get(slot, "")
    labels = [tell.shelf.vocabularies.label(vocabulary, code, tell.language) for code in value.codes]
    figures = quantity_phrase(value, tell.shelf.vocabularies, tell.language)
    return "; ".join(filter(None, [figures, ", ".join(labels)]))


def _fact(label: str, values: tuple[Datum, ...]) -> Statement:
    return Statement(Fact(label, values), absence=None if values else Absence.NOT_STATED)


def _organisations(clause: Clause, tell: Teller) -> tuple[Datum, ...]:
    """Return the buyers whose cases a clause comes from; a clause of a set belongs to no place."""
    found = (tell.shelf.get(Ref(Collection.CASES, each)) for each in clause.cases if not clause.set_part)
    ids = dict.fromkeys(case.organisation for case in found if isinstance(case, Case))
    return tell.entries(Collection.ORGANISATIONS, ids)


def _legal_check(clause: Clause, tell: Teller) -> Datum:
    check = clause.legal_check
    if check is None:
        return Datum(gettext("not checked"))
    by = gettext("checked by: %(role)s, %(day)s", role=check.role, day=day(check.on, tell.language))
    if changed_since_check(clause, tell.shelf, today()):
        # The catalogues are made from calls outside f-strings only.
        again = gettext("to be checked: the law has changed since")
        return Datum(f"{by}; {again}")
    return Datum(by)
