"""One documented example of an employment clause in use."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from portal.domain.entry import Entry
from portal.domain.partial_date import PartialDate
from portal.domain.quantity import Obligation
from portal.domain.quantity import Outcome
from portal.domain.quantity import Period
from portal.domain.quantity import Sourced
from portal.domain.reference import Collection


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask: a role in an organisation, never a person."""

    role: str
    organisation: str
    checked: PartialDate | None = None
    expires: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class ContractNotice:
    """The public notice of a purchase: its number in the register of notices, and where it can be read."""

    number: str
    sources: tuple[str, ...]
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Entry):
    """A standing municipal model, one purchase, a pilot, a support service or an evaluation."""

    COLLECTION: ClassVar[Collection] = Collection.CASES
    REFERENCES: ClassVar[Mapping[str, Collection]] = {
        "organisation": Collection.ORGANISATIONS,
        "partners": Collection.ORGANISATIONS,
        "clauses": Collection.CLAUSES,
        "initiatives": Collection.INITIATIVES,
        "laws": Collection.LAWS,
        "materials": Collection.MATERIALS,
        "events": Collection.EVENTS,
    }

    organisation: str
    kind: str
    status: str
    as_of: PartialDate
    sectors: tuple[str, ...]
    instruments: tuple[str, ...]
    phases: tuple[str, ...]
    roles: tuple[str, ...]
    partners: tuple[str, ...] = ()
    period: Period | None = None
    procurement_types: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    threshold: Sourced | None = None
    contract_length: Sourced | None = None
    procedure: str | None = None
    notice: ContractNotice | None = None
    target_groups: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    obligation: tuple[Obligation, ...] = ()
    results: tuple[Outcome, ...] = ()
    contact: Contact | None = None
    social_objective: str | None = None
    clauses: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    events: tuple[str, ...] = ()

    @property
    def date(self) -> PartialDate | None:
        """The date of the newest source the description rests on."""
        return self.as_of
