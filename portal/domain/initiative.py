"""Programmes, projects, pilots, academies, developer groups and networks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from portal.domain.entry import Entry
from portal.domain.partial_date import PartialDate
from portal.domain.quantity import Period
from portal.domain.reference import Collection
from portal.domain.reference import Ref


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation that takes part, and as what."""

    organisation: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative(Entry):
    """Something with a beginning and, usually, an end that several organisations do together."""

    COLLECTION: ClassVar[Collection] = Collection.INITIATIVES
    REFERENCES: ClassVar[Mapping[str, Collection]] = {
        "parent": Collection.INITIATIVES,
        "continues": Collection.INITIATIVES,
        "funder": Collection.ORGANISATIONS,
    }

    kind: str
    status: str
    as_of: PartialDate | None = None
    funder: tuple[str, ...] = ()
    period: Period | None = None
    partners: tuple[Partner, ...] = ()
    parent: str | None = None
    continues: tuple[str, ...] = ()
    project_code: str | None = None
    address: str | None = None

    @property
    def date(self) -> PartialDate | None:
        """The date of the newest source the description rests on, where it has one."""
        return self.as_of

    @property
    def links(self) -> tuple[Ref, ...]:
        """The named entries and the partners."""
        partners = (Ref(Collection.ORGANISATIONS, partner.organisation) for partner in self.partners)
        return tuple(dict.fromkeys((*Entry.links.fget(self), *partners)))  # type: ignore[attr-defined]  # a property has fget
