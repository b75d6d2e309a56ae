"""What is known of a chore."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

Report = Mapping[str, str | int]
"""What a chore says when it is done; `fault` tells what went wrong."""


@dataclass(frozen=True, slots=True)
class ChoreRecord:
    """When a chore was last begun and done, and what it said."""

    name: str
    begun_at: datetime | None
    done_at: datetime | None
    report: Report

    @property
    def is_underway(self) -> bool:
        """Whether it was begun and has not ended: it runs, or its process died."""
        return self.begun_at is not None and (self.done_at is None or self.begun_at > self.done_at)
