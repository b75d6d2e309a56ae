"""A contract clause ready for reuse, with the anatomy that makes clauses comparable."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from typing import ClassVar

from portal.domain.entry import Check
from portal.domain.entry import Entry
from portal.domain.quantity import Quantity
from portal.domain.reference import Collection


class SlotName(StrEnum):
    """The ten parts of a clause's anatomy, in reading order."""

    TRIGGER = "trigger"
    AMOUNT = "amount"
    TARGET_GROUP = "target_group"
    DURATION = "duration"
    ACCEPTED_FORMS = "accepted_forms"
    DEADLINE = "deadline"
    MATCHING = "matching"
    REPORTING = "reporting"
    SANCTION = "sanction"
    EXEMPTION = "exemption"


@dataclass(frozen=True, slots=True)
class Slot:
    """What the sources state of one part; its words are in `EntryText.slots`.

    A slot that no source states, or that another clause of the same set settles, is not in `Clause.slots`.
    """

    sources: tuple[str, ...]
    value: Quantity | None = None


@dataclass(frozen=True, slots=True)
class SetPart:
    """Which element of a complete section of a contract a model clause words; `set` and `element` are codes."""

    set: str
    element: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause(Entry):
    """One reusable requirement with its wording.

    The clauses of one set are read together: what one leaves open, another of the set settles.
    """

    COLLECTION: ClassVar[Collection] = Collection.CLAUSES
    REFERENCES: ClassVar[Mapping[str, Collection]] = {
        "cases": Collection.CASES,
        "laws": Collection.LAWS,
        "built_on": Collection.CLAUSES,
        "used_in": Collection.CASES,
    }

    cases: tuple[str, ...]
    provenance: str
    instrument: str
    ambition: str
    slots: Mapping[SlotName, Slot] = field(default_factory=dict)
    set_part: SetPart | None = None
    sectors: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    legal_check: Check | None = None
    built_on: tuple[str, ...] = ()
    used_in: tuple[str, ...] = ()
