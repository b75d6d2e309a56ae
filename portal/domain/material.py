"""Guides, studies, tools and annexes made by others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from portal.domain.entry import Entry
from portal.domain.partial_date import PartialDate
from portal.domain.reference import Collection


@dataclass(frozen=True, slots=True)
class ArchivedCopy:
    """Where a copy of a material is kept, and since when."""

    address: str
    on: PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Material(Entry):
    """Something to read or use, with its edition and what it replaces."""

    COLLECTION: ClassVar[Collection] = Collection.MATERIALS
    REFERENCES: ClassVar[Mapping[str, Collection]] = {
        "publisher": Collection.ORGANISATIONS,
        "replaces": Collection.MATERIALS,
        "initiatives": Collection.INITIATIVES,
    }

    kind: str
    publisher: str
    languages: tuple[str, ...]
    edition: str | None = None
    published: PartialDate | None = None
    replaces: str | None = None
    address: str | None = None
    archived: ArchivedCopy | None = None
    themes: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()

    @property
    def date(self) -> PartialDate | None:
        """The day of publication."""
        return self.published
