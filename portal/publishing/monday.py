"""What a coordinator has to look at, as the shelf and the day tell it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum

from portal.domain.case import Case
from portal.domain.language import Language
from portal.domain.partial_date import PartialDate
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.publishing.law_changes import TouchedByLaw
from portal.publishing.law_changes import touched_by_law_changes

SOON = timedelta(days=60)


class Urgency(StrEnum):
    """Whether a day has gone by or is near."""

    OVERDUE = "overdue"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class DayDue:
    """A date of an entry that has come or comes soon; `field` is the one that holds it."""

    ref: Ref
    field: str
    date: PartialDate
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class LanguageLacking:
    """An entry without a text in a language; `reason` is a code of `untranslated-reasons` where that is on purpose."""

    ref: Ref
    language: Language
    reason: str | None

    @property
    def field(self) -> str:
        """The field in which a reason stands or could."""
        return f"untranslated.{self.language}"

    @property
    def date(self) -> PartialDate | None:
        """None: nothing tells since when."""
        return None


@dataclass(frozen=True, slots=True)
class Monday:
    """Everything the shelf alone can tell a coordinator on this day; the most urgent of each comes first."""

    today: date
    reviews: tuple[DayDue, ...]
    contacts: tuple[DayDue, ...]
    languages: tuple[LanguageLacking, ...]
    law_changes: tuple[TouchedByLaw, ...]

    @property
    def count(self) -> int:
        """How many things there are to look at; languages that are left out on purpose are none."""
        lacking = sum(1 for each in self.languages if each.reason is None)
        return len(self.reviews) + len(self.contacts) + lacking + len(self.law_changes)


def monday(shelf: Shelf, today: date) -> Monday:
    """Return what is due, expired, missing or touched by a change of law on this day."""
    return Monday(
        today=today,
        reviews=_in_order(_reviews(shelf, today)),
        contacts=_in_order(_contacts(shelf, today)),
        languages=tuple(_languages(shelf)),
        law_changes=touched_by_law_changes(shelf, today),
    )


def _in_order(days: Iterator[DayDue]) -> tuple[DayDue, ...]:
    return tuple(sorted(days, key=lambda each: (each.date.last_day, each.ref)))


def _reviews(shelf: Shelf, today: date) -> Iterator[DayDue]:
    for entry in shelf:
        yield from _due(entry.ref, "review_by", entry.review_by, today)


def _contacts(shelf: Shelf, today: date) -> Iterator[DayDue]:
    for entry in shelf:
        if isinstance(entry, Case) and entry.contact:
            yield from _due(entry.ref, "contact.expires", entry.contact.expires, today)


def _due(ref: Ref, field: str, day: PartialDate | None, today: date) -> Iterator[DayDue]:
    """Yield the day where it has gone by or comes within 60 days; a month or a year is over with its last day."""
    if day is not None and day.last_day <= today + SOON:
        yield DayDue(ref, field, day, Urgency.OVERDUE if day.last_day < today else Urgency.SOON)


def _languages(shelf: Shelf) -> Iterator[LanguageLacking]:
    """Yield every language that an entry lacks, those without a reason first."""
    lacking = [
        LanguageLacking(entry.ref, language, entry.untranslated.get(language))
        for entry in shelf
        for language in Language
        if language not in entry.texts
    ]
    yield from sorted(lacking, key=lambda each: each.reason is not None)
