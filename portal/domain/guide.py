"""The portal's own pages."""

from dataclasses import dataclass
from typing import ClassVar

from portal.domain.entry import Entry
from portal.domain.partial_date import PartialDate
from portal.domain.reference import Collection


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide(Entry):
    """Advice, or information about the portal itself."""

    COLLECTION: ClassVar[Collection] = Collection.GUIDES

    kind: str
    as_of: PartialDate
    phases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def date(self) -> PartialDate | None:
        """The day the page was last true to its sources."""
        return self.as_of
