"""The words of one reason, marked for translation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """Why it counts, as its sources tell it, and the editors' proposal for what to change."""

    why: str
    change: str | None = None
