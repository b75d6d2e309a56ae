"""Dated notices about other entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from portal.domain.entry import Entry
from portal.domain.partial_date import PartialDate
from portal.domain.reference import Collection
from portal.domain.reference import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class News(Entry):
    """What was told on a day, by whom, about what."""

    COLLECTION: ClassVar[Collection] = Collection.NEWS
    REFERENCES: ClassVar[Mapping[str, Collection]] = {"issuer": Collection.ORGANISATIONS}

    issuer: str
    published: PartialDate | None = None
    about: tuple[Ref, ...] = ()

    @property
    def date(self) -> PartialDate | None:
        """The day of the notice, where its source gives one."""
        return self.published

    @property
    def links(self) -> tuple[Ref, ...]:
        """The issuer and what the notice is about."""
        return tuple(dict.fromkeys((Ref(Collection.ORGANISATIONS, self.issuer), *self.about, *self.related)))
