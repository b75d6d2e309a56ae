"""Moments as people at the desk write and read them: the clock of Helsinki, whatever the server's is."""

import re
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from zoneinfo import ZoneInfo

from portal.domain.language import Language
from portal.domain.partial_date import PartialDate
from portal.web.formats import NBSP
from portal.web.formats import day

HELSINKI = ZoneInfo("Europe/Helsinki")
NORDIC = re.compile(r"(\d{1,2})[./] ?(\d{1,2})[./] ?(\d{4})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
CLOCK = re.compile(r"(?:klo|kl\.?)? ?(\d{1,2})(?:[.:](\d{2}))?", re.IGNORECASE)


def moment_from(typed_day: str, typed_time: str) -> datetime | None:
    """Return the moment in UTC of a day (`3.6.2027`, `2027-06-03`) and a time (`8.30`, `08:30`, `8`), None if no such.

    A time that the change of clocks leaves out is an hour later; of one that comes twice the first is meant.
    """
    found, clock = _date(typed_day.strip()), CLOCK.fullmatch(typed_time.strip())
    if found is None or clock is None:
        return None
    try:
        return datetime.combine(found, time(int(clock[1]), int(clock[2] or 0)), HELSINKI).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def moment_words(moment: datetime, language: Language) -> str:
    """Return a moment as `21.11.2026 klo 10.42`, `21 november 2026 kl. 10.42` or `21 November 2026 at 10:42`."""
    here = moment.astimezone(HELSINKI)
    written = day(PartialDate(here.year, here.month, here.day), language)
    match language:
        case Language.FI:
            return f"{written} klo{NBSP}{here.hour}.{here.minute:02}"
        case Language.SV:
            return f"{written} kl.{NBSP}{here.hour}.{here.minute:02}"
    return f"{written} at{NBSP}{here.hour}:{here.minute:02}"


def _date(typed: str) -> date | None:
    nordic, iso = NORDIC.fullmatch(typed), ISO.fullmatch(typed)
    parts = (nordic[3], nordic[2], nordic[1]) if nordic else iso.groups() if iso else None
    try:
        return date(*(int(part) for part in parts)) if parts else None
    except ValueError:
        return None
