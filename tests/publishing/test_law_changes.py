"""A change of law touches what rests on the law, until somebody has checked it anew."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from portal.domain.clause import Clause
from portal.domain.entry import Check
from portal.domain.entry import Entry
from portal.domain.law import Law
from portal.domain.law import LawVersion
from portal.domain.partial_date import partial_date_from_text
from portal.domain.quantity import Period
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.publishing.law_changes import changed_since_check
from portal.publishing.law_changes import touched_by_law_changes
from tests.advice import published_rules

TODAY = date(2026, 11, 21)
CLAUSE = Ref(Collection.CLAUSES, "kuopio-part-of-contract-value")
GUIDE = Ref(Collection.GUIDES, "law-in-finland")
ACT = Ref(Collection.LAWS, "fi-act-1397-2016")


def shelf_with(*changed: Entry, redirects: dict[Ref, Ref] | None = None) -> Shelf:
    """Return the published shelf with some entries changed."""
    old, new = published_rules.shelf(), {entry.ref: entry for entry in changed}
    return Shelf(
        {**{entry.ref: entry for entry in old}, **new}.values(),
        vocabularies=old.vocabularies,
        concepts=old.concepts,
        sources=old.sources,
        redirects=redirects or {},
        problems=(),
    )


def clause(checked: str | None, laws: tuple[str, ...] = (ACT.id,)) -> Clause:
    """Return the clause as checked against the law on a day."""
    found = published_rules.shelf().get(CLAUSE)
    assert isinstance(found, Clause)
    on = partial_date_from_text(checked) if checked else None
    return replace(found, laws=laws, legal_check=Check("law", "lawyer", on) if on else None)


def act(*versions: tuple[str, str]) -> Law:
    """Return the act with these versions, as date and note."""
    found = published_rules.shelf().get(ACT)
    assert isinstance(found, Law)
    made = [LawVersion(day, note) for text, note in versions if (day := partial_date_from_text(text))]
    return replace(found, versions=tuple(made), in_force=None)


def told(shelf: Shelf, ref: Ref = CLAUSE) -> list[tuple[str, str, str | None, str | None]]:
    """Return what is said of an entry: field, law, change, check."""
    return [
        (touch.field, touch.law.id, str(touch.changed) if touch.changed else None, touch.check and str(touch.check.on))
        for touch in touched_by_law_changes(shelf, TODAY)
        if touch.ref == ref
    ]


@pytest.mark.parametrize(
    ("change", "check", "touched"),
    [
        ("2026-05-01", "2026-04-30", True),
        ("2026-05-01", "2026-05-01", False),
        ("2026-05-01", "2026-05-02", False),
        ("2026-05", "2026-05-15", True),
        ("2026-05", "2026-06-01", False),
        ("2026", "2026-06-01", True),
        ("2025", "2026-01-01", False),
        ("2026-05-15", "2026-05", True),
        ("2026-05-15", "2026", True),
        ("2026-11-21", "2026-01-01", True),
        ("2026-11-22", "2026-01-01", False),
        ("2027", "2026-01-01", False),
    ],
)
def test_a_change_after_the_check_touches(change: str, check: str, touched: bool) -> None:
    """Where a date is not precise the entry is touched; what comes into force later touches nothing yet."""
    shelf = shelf_with(clause(check), act(("2017-01-01", "in-force"), (change, "amended")))
    expected = [("laws", ACT.id, change, check)] if touched else []

    assert expected == told(shelf)


@pytest.mark.parametrize(
    ("note", "touched"), [("amended", True), ("repealed", True), ("in-force", True), ("proposed", False)]
)
def test_a_proposal_changes_nothing(note: str, touched: bool) -> None:
    """Only what holds touches what rests on it."""
    shelf = shelf_with(clause("2025-01-01"), act(("2017-01-01", "in-force"), ("2026-05-01", note)))

    assert touched == bool(told(shelf))


def test_a_new_check_clears_the_mark() -> None:
    """The newest check counts, be it of the clause or of its original text."""
    law, old = act(("2026-05-01", "amended")), clause("2025-01-01")
    on = partial_date_from_text("2026-06-01")
    assert on is not None
    text = old.texts.values[old.original]
    values = {**old.texts.values, old.original: replace(text, checked=(Check("law", "lawyer", on),))}
    content = {**old.texts.values, old.original: replace(text, checked=(Check("content", "buyer", on),))}

    cleared = replace(old, texts=replace(old.texts, values=values))
    other = replace(old, texts=replace(old.texts, values=content))

    assert (1, 0, 0, 1) == tuple(
        len(told(shelf_with(each, law))) for each in (old, clause("2026-06-01"), cleared, other)
    )


def test_what_was_never_checked_is_listed_with_the_newest_version() -> None:
    """With the beginning of its force where a law tells no version, and without a date where it tells nothing."""
    begin = partial_date_from_text("2017")
    no_versions = replace(act(), in_force=Period(begin))

    assert [("laws", ACT.id, "2026-05-01", None)] == told(
        shelf_with(clause(None), act(("2017", "in-force"), ("2026-05-01", "amended")))
    )
    assert [("laws", ACT.id, "2017", None)] == told(shelf_with(clause(None), no_versions))
    assert [("laws", ACT.id, None, None)] == told(shelf_with(clause(None), act()))
    assert [] == told(shelf_with(clause("2016"), act()))


def test_guides_rest_on_the_laws_they_name() -> None:
    """By the list of what is related, or in their text."""
    fields = {touch.field for touch in touched_by_law_changes(shelf_with(), TODAY) if touch.ref == GUIDE}
    named = {touch.law for touch in touched_by_law_changes(shelf_with(), TODAY) if touch.ref == GUIDE}
    guide = published_rules.shelf().get(GUIDE)
    assert guide is not None
    bare = {touch.field for touch in touched_by_law_changes(shelf_with(replace(guide, related=())), TODAY)
            if touch.ref == GUIDE}  # fmt: skip

    assert "related" in fields
    assert ACT in named
    assert bare
    assert bare <= {section.id for section in guide.texts.values[guide.original].sections}


def test_a_law_that_has_moved_is_the_law_where_it_is_now() -> None:
    """And one that is not on the shelf touches nothing."""
    moved = clause("2020", ("old-name", "nowhere"))
    shelf = shelf_with(moved, redirects={Ref(Collection.LAWS, "old-name"): ACT})

    assert [] == told(shelf_with(moved))
    assert [] == told(shelf)
    touched = shelf_with(moved, act(("2026-05-01", "amended")), redirects={Ref(Collection.LAWS, "old-name"): ACT})
    assert [("laws", ACT.id, "2026-05-01", "2020")] == told(touched)


def test_the_list_begins_with_what_somebody_has_checked() -> None:
    """Those are wrong now where they were right; the newest change comes first."""
    touches = touched_by_law_changes(shelf_with(clause("2025-01-01"), act(("2026-05-01", "amended"))), TODAY)
    unchecked = [touch.changed.last_day if touch.changed else date.min for touch in touches if touch.never_checked]

    assert CLAUSE == touches[0].ref
    assert sorted(unchecked, reverse=True) == unchecked
    assert sorted(_kinds(touches)) == ["cases", "clauses", "guides"]


def _kinds(touches: Iterable[object]) -> set[str]:
    return {touch.ref.collection.value for touch in touches}


def test_the_mark_is_not_for_what_was_never_checked() -> None:
    """A reader is told there that nobody has checked it at all."""
    law = act(("2026-05-01", "amended"))
    checked, unchecked = clause("2025-01-01"), clause(None)

    assert [ACT] == [touch.law for touch in changed_since_check(checked, shelf_with(checked, law), TODAY)]
    assert () == changed_since_check(unchecked, shelf_with(unchecked, law), TODAY)
