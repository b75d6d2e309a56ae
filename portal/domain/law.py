"""Acts, directives, bills and judgments that clauses rest on."""

from dataclasses import dataclass
from typing import ClassVar

from portal.domain.entry import Entry
from portal.domain.partial_date import PartialDate
from portal.domain.quantity import Period
from portal.domain.reference import Collection


@dataclass(frozen=True, slots=True)
class LawVersion:
    """One dated event in the life of a law; `note` is a code of `version-notes`."""

    date: PartialDate
    note: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Law(Entry):
    """A legal text and what it means for an employment clause."""

    COLLECTION: ClassVar[Collection] = Collection.LAWS

    kind: str
    number: str
    as_of: PartialDate
    in_force: Period | None = None
    address: str | None = None
    versions: tuple[LawVersion, ...] = ()

    @property
    def date(self) -> PartialDate | None:
        """The date of the newest source the description rests on."""
        return self.as_of
