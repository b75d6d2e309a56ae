"""Where a fact comes from."""

from dataclasses import dataclass

from portal.domain.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Source:
    """A document that facts rest on; `seen` says how much of it the editors have read."""

    id: str
    title: str
    publisher: str
    addresses: tuple[str, ...]
    languages: tuple[str, ...]
    seen: str
    date: PartialDate | None = None
