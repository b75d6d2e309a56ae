"""Who buys, supports, decides or teaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from portal.domain.entry import Entry
from portal.domain.quantity import Period
from portal.domain.reference import Collection


@dataclass(frozen=True, slots=True)
class Place:
    """Coordinates in WGS 84 degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Entry):
    """A municipality, ministry, agency, company, association, school or network.

    `code` is the number of a municipality in its own country's register; `region` is a NUTS 3 code.
    """

    COLLECTION: ClassVar[Collection] = Collection.ORGANISATIONS
    REFERENCES: ClassVar[Mapping[str, Collection]] = {"parent": Collection.ORGANISATIONS}

    kind: str
    official_names: tuple[str, ...] = ()
    code: str | None = None
    region: str | None = None
    place: Place | None = None
    parent: str | None = None
    active: Period | None = None
    address: str | None = None
