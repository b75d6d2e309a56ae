"""What the library lacks and somebody who reads it may know."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.clause import SlotName
from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.library.shelf import Shelf

CASE_FACTS = ("threshold", "contract_length", "results", "obligation", "contact")
"""Facts of a case that others ask for most; a case that lacks one has not had it in its sources."""


@dataclass(frozen=True, slots=True)
class Untranslated:
    """An entry without a text in a language; `reason` is a code of `untranslated-reasons`, if one was given."""

    entry: Entry
    reason: str | None


@dataclass(frozen=True, slots=True)
class SilentClause:
    """A clause with the parts that no source states."""

    clause: Clause
    slots: tuple[SlotName, ...]


@dataclass(frozen=True, slots=True)
class SilentCase:
    """A case with the facts that no source states, by the names of its fields."""

    case: Case
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything that is wanted in a language, what lacks most first."""

    untranslated: tuple[Untranslated, ...]
    clauses: tuple[SilentClause, ...]
    cases: tuple[SilentCase, ...]


def wanted(shelf: Shelf, language: Language) -> Wanted:
    """Return what the published library lacks, as its files tell it; drafts have no say in it."""
    lacking = (each for each in shelf if language not in each.texts)
    clauses = sorted(_clauses(shelf), key=lambda each: (-len(each.slots), each.clause.id))
    cases = sorted(_cases(shelf), key=lambda each: (-len(each.facts), each.case.id))
    untranslated = [Untranslated(entry, entry.untranslated.get(language)) for entry in lacking]
    return Wanted(tuple(untranslated), tuple(clauses), tuple(cases))


def facts_missing(case: Case) -> tuple[str, ...]:
    """Return which of the facts others ask for a case does not tell."""
    return tuple(name for name in CASE_FACTS if not getattr(case, name))


def _clauses(shelf: Shelf) -> Iterator[SilentClause]:
    """Yield the clauses with silent parts; one of a set is settled by the others of it and lacks nothing."""
    for clause in shelf.entries(Collection.CLAUSES):
        if isinstance(clause, Clause) and clause.set_part is None:
            silent = tuple(slot for slot in SlotName if slot not in clause.slots)
            if silent:
                yield SilentClause(clause, silent)


def _cases(shelf: Shelf) -> Iterator[SilentCase]:
    for case in shelf.entries(Collection.CASES):
        if isinstance(case, Case) and facts_missing(case):
            yield SilentCase(case, facts_missing(case))
