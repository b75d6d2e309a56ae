"""A coordinator's Monday: what is due, expired, missing and touched."""

from dataclasses import replace
from datetime import date

import pytest

from portal.domain.case import Case
from portal.domain.case import Contact
from portal.domain.language import Language
from portal.domain.partial_date import partial_date_from_text
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.publishing.law_changes import touched_by_law_changes
from portal.publishing.monday import DayDue
from portal.publishing.monday import LanguageLacking
from portal.publishing.monday import Urgency
from portal.publishing.monday import monday
from tests.advice import published_rules
from tests.publishing.test_law_changes import shelf_with

TODAY = date(2026, 11, 21)
CASE = Ref(Collection.CASES, "kuopio-employment-condition")


def case(review_by: str | None = None, expires: str | None = None) -> Case:
    """Return a case with these days."""
    found = published_rules.shelf().get(CASE)
    assert isinstance(found, Case)
    contact = Contact("buyer", "kuopio", None, partial_date_from_text(expires)) if expires else None
    return replace(found, review_by=partial_date_from_text(review_by) if review_by else None, contact=contact)


@pytest.mark.parametrize(
    ("day", "urgency"),
    [
        ("2026-11-20", Urgency.OVERDUE),
        ("2026-10", Urgency.OVERDUE),
        ("2025", Urgency.OVERDUE),
        ("2026-11-21", Urgency.SOON),
        ("2026-11", Urgency.SOON),
        ("2026", Urgency.SOON),
        ("2027-01-20", Urgency.SOON),
        ("2027-01-21", None),
        ("2027", None),
    ],
)
def test_days_are_due_sixty_days_before(day: str, urgency: Urgency | None) -> None:
    """A month or a year has gone by with its last day; reviews and contacts alike."""
    found = monday(shelf_with(case(day, day)), TODAY)
    due = [each for each in (*found.reviews, *found.contacts) if each.ref == CASE]
    on = partial_date_from_text(day)
    assert on is not None
    expected = [DayDue(CASE, field, on, urgency) for field in ("review_by", "contact.expires") if urgency]

    assert expected == due


def test_what_has_no_day_is_never_due() -> None:
    """Neither an entry without a review date nor a case without a contact."""
    found = monday(shelf_with(case()), TODAY)

    assert CASE not in {each.ref for each in (*found.reviews, *found.contacts)}


def test_the_most_urgent_comes_first() -> None:
    """By the day, then by name."""
    found = monday(shelf_with(case("2020-01-01")), date(2027, 5, 1))
    days = [(each.date.last_day, each.ref) for each in found.reviews]

    assert CASE == found.reviews[0].ref
    assert sorted(days) == days
    assert len(days) > 100


def test_languages_that_are_missing_are_listed() -> None:
    """With the reason where they are left out on purpose, which is nothing to do."""
    old = case()
    values = {language: text for language, text in old.texts.values.items() if language is old.original}
    bare = replace(old, texts=replace(old.texts, values=values))
    on_purpose = replace(bare, untranslated={Language.EN: "domestic-interest"})
    lacking = [each for each in monday(shelf_with(on_purpose), TODAY).languages if each.ref == CASE]

    assert [
        LanguageLacking(CASE, Language.SV, None),
        LanguageLacking(CASE, Language.EN, "domestic-interest"),
    ] == lacking
    assert 1 == monday(shelf_with(bare), TODAY).count - monday(shelf_with(on_purpose), TODAY).count


def test_changes_of_law_are_part_of_it() -> None:
    """As the tracker tells them."""
    shelf = published_rules.shelf()

    assert touched_by_law_changes(shelf, TODAY) == monday(shelf, TODAY).law_changes
