"""Meetings, webinars, clinics and workshops."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from portal.domain.entry import Entry
from portal.domain.partial_date import PartialDate
from portal.domain.quantity import Period
from portal.domain.reference import Collection


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Entry):
    """Something that happened, or was planned when its source was written."""

    COLLECTION: ClassVar[Collection] = Collection.EVENTS
    REFERENCES: ClassVar[Mapping[str, Collection]] = {
        "organiser": Collection.ORGANISATIONS,
        "initiatives": Collection.INITIATIVES,
        "materials": Collection.MATERIALS,
    }

    kind: str
    status: str
    organiser: str
    held: PartialDate | None = None
    period: Period | None = None
    place: str | None = None
    initiatives: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()

    @property
    def date(self) -> PartialDate | None:
        """The day of the event, or the first day of its period."""
        return self.held or (self.period.start if self.period else None)
