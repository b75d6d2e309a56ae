"""Where a fact comes from."""

from dataclasses import dataclass
from enum import StrEnum

from portal.domain.partial_date import PartialDate


class Seen(StrEnum):
    """How much of a source the editors have read."""

    WHOLE_TEXT = "whole-text"
    OPENING_PART = "opening-part"
    REPOSITORY_FILE = "repository-file"
    TITLE_ONLY = "title-only"


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
