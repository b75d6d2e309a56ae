"""Dates as precise as their source is."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month of a year, or a day; missing precision is 0 and sorts first."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    @property
    def first_day(self) -> date:
        """The first day the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day the date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


def partial_date_from_text(text: str) -> PartialDate | None:
    """Return the date that ISO 8601 text (`2019`, `2019-06`, `2019-06-03`) means, or None when it means none."""
    match = PATTERN.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(group or 0) for group in match.groups())
    candidate = PartialDate(year, month, day)
    try:
        candidate.first_day  # noqa: B018 - the property is the check of the calendar
    except ValueError:
        return None
    return candidate
