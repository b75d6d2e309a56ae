"""Two people's changes to one entry."""

import time

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from portal.domain.reference import Collection
from portal.library.draft_file import file_from_typed
from portal.library.form import form_of
from portal.library.form_field import Typed
from portal.library.merging import Conflict
from portal.library.merging import merge_typed
from portal.library.three_way import merge_lists
from portal.library.typed_file import typed_from_file
from tests.library.shelves import CASE

BASE: Typed = {
    "title": "A",
    "sources": "S1, S2",
    "obligation.0.kind": "by-dialogue",
    "obligation.1.kind": "share-of-value",
    "obligation.1.percent": "2",
    "sections.0.id": "background",
    "sections.0.heading": "Tausta",
    "sections.0.text": "One.\n\nTwo.\n\nThree.",
    "sections.1.id": "results",
    "sections.1.heading": "Tulokset",
    "sections.1.text": "None.",
}
CASES = form_of(Collection.CASES)


def merged(mine: Typed, theirs: Typed) -> tuple[Typed, tuple[Conflict, ...]]:
    """Return what changes to the base become, and the conflicts."""
    done = merge_typed(BASE, {**BASE, **mine}, {**BASE, **theirs}, CASES)
    return done.typed, done.conflicts


@pytest.mark.parametrize(
    ("mine", "theirs", "path", "expected"),
    [
        ({"title": "B"}, {"sections.1.text": "Some."}, "title", "B"),
        ({"title": "B"}, {"sections.1.text": "Some."}, "sections.1.text", "Some."),
        ({"title": "B"}, {"title": "B"}, "title", "B"),
        ({"title": ""}, {}, "title", None),
        ({"sections.0.text": "1.\n\nTwo.\n\nThree."}, {"sections.0.text": "One.\n\n2.\n\nThree."},
         "sections.0.text", "1.\n\n2.\n\nThree."),
        ({"sections.0.text": "One.\n\nThree."}, {"sections.0.text": "One.\n\nTwo.\n\nThree.\n\nFour."},
         "sections.0.text", "One.\n\nThree.\n\nFour."),
        ({"sections.0.text": "One.\r\n\r\nTwo.\r\n\r\nThree."}, {"sections.0.heading": "B"}, "sections.0.heading", "B"),
        ({"sources": "S1, S2, S3"}, {"sources": "S2, S4"}, "sources", "S2, S3, S4"),
        ({"obligation.1.percent": "3"}, {"obligation.0.kind": "not-published"}, "obligation.1.percent", "3"),
        ({"obligation.1.percent": "3"}, {"obligation.1.source": "S1"}, "obligation.1.source", "S1"),
    ],
)  # fmt: skip
def test_changes_that_do_not_touch_are_merged(mine: Typed, theirs: Typed, path: str, expected: str | None) -> None:
    """Fields, paragraphs, single values and rows come together without a question."""
    typed, conflicts = merged(mine, theirs)

    assert () == conflicts
    assert expected == typed.get(path)


def test_a_row_put_in_front_does_not_shift_the_others_change() -> None:
    """Rows are matched by what they say, not by their number."""
    mine = {"obligation.0.kind": "new", "obligation.1.kind": "by-dialogue",
            "obligation.2.kind": "share-of-value", "obligation.2.percent": "2", "obligation.1.percent": ""}  # fmt: skip
    typed, conflicts = merged(mine, {"obligation.1.percent": "5"})

    assert () == conflicts
    assert ["new", "by-dialogue", "share-of-value", "5"] == [
        text for path, text in typed.items() if "obligation" in path
    ]


def test_one_paragraph_changed_by_both_is_shown_with_the_rest_merged() -> None:
    """Either side can be put into the field as it is and keeps what does not touch."""
    mine, theirs = "Uno.\n\nTwo.\n\nThree.", "Ett.\n\nTwo.\n\nTre."
    typed, conflicts = merged({"sections.0.text": mine}, {"sections.0.text": theirs})
    expected = Conflict("sections.0.text", BASE["sections.0.text"], "Uno.\n\nTwo.\n\nTre.", theirs)

    assert "Uno.\n\nTwo.\n\nTre." == typed["sections.0.text"]
    assert (expected,) == conflicts


def test_sections_are_matched_by_their_ids() -> None:
    """A section one put in and a section the other moved or changed do not get in each other's way."""
    wording = {"id": "wording", "heading": "Sanamuoto", "text": "x"}
    mine = {f"sections.1.{name}": text for name, text in wording.items()}
    mine |= {f"sections.2.{name}": BASE[f"sections.1.{name}"] for name in wording}
    typed, conflicts = merged(mine, {"sections.1.text": "Some."})

    assert () == conflicts
    assert ["background", "wording", "results"] == [typed[f"sections.{row}.id"] for row in range(3)]
    assert "Some." == typed["sections.2.text"]


def test_a_section_deleted_by_one_and_changed_by_the_other_stays_until_somebody_chooses() -> None:
    """Nothing that was typed is lost without a word."""
    gone = dict.fromkeys(("sections.1.id", "sections.1.heading", "sections.1.text"), "")
    for mine, theirs in ((gone, {"sections.1.text": "Some."}), ({"sections.1.text": "Some."}, gone)):
        typed, conflicts = merged(mine, theirs)

        assert ["sections.1.text"] == [conflict.path for conflict in conflicts]
        assert ("results", "Tulokset", "Some.") == tuple(
            typed[f"sections.1.{name}"] for name in ("id", "heading", "text")
        )


def test_a_section_deleted_by_one_and_left_alone_by_the_other_goes() -> None:
    """A deletion is a change like any other."""
    gone = dict.fromkeys(("sections.1.id", "sections.1.heading", "sections.1.text"), "")

    assert () == merged(gone, {})[1]
    assert not any(path.startswith("sections.1") for path in {**merged(gone, {})[0], **merged({}, gone)[0]})


def test_rows_that_cannot_be_matched_are_both_kept() -> None:
    """The list is shown as a conflict, and no row of either is gone."""
    mine = {"obligation.1.kind": "mine", "obligation.2.kind": "mine-too"}
    typed, conflicts = merged(mine, {"obligation.1.kind": "theirs"})

    assert ["obligation"] == [conflict.path for conflict in conflicts]
    assert {"mine", "mine-too", "theirs"} <= set(typed.values())


WORDS = st.sampled_from(["a", "b", "a\n\nb", "b\n\na\n\nc", "c", "", "a, b", "x\n\n\n\ny"])
PATHS = st.sampled_from([*BASE, "sections.2.id", "sections.2.text", "obligation.2.kind", "summary", "evidence.status"])
FORMS = st.dictionaries(PATHS, WORDS, max_size=12)


def said(typed: Typed) -> set[str]:
    """Return every paragraph somebody typed, but for the ids that tell sections apart."""
    return {part.strip() for path, text in typed.items() if not path.endswith(".id") for part in text.split("\n\n")} - {
        ""
    }


@given(FORMS, FORMS, FORMS)
@settings(max_examples=400, deadline=None)
def test_no_paragraph_is_lost(base: Typed, mine: Typed, theirs: Typed) -> None:
    """What either wrote anew is in the merged form or in a conflict."""
    done = merge_typed(base, mine, theirs)
    shown = {line for each in done.conflicts for line in said({"m": each.mine, "t": each.theirs})}
    told = " ".join(text for each in done.conflicts for text in (each.mine, each.theirs))
    new = (said(mine) | said(theirs)) - said(base)

    assert set() == {part for part in new - said(done.typed) - shown if part not in told}


@given(FORMS, FORMS)
@settings(max_examples=200, deadline=None)
def test_who_changes_alone_gets_what_they_typed(base: Typed, changed: Typed) -> None:
    """With one side unchanged, or both the same, there is nothing to choose."""
    one, other, both = (merge_typed(base, *sides) for sides in ((changed, base), (base, changed), (changed, changed)))

    assert () == one.conflicts + other.conflicts + both.conflicts
    assert said(changed) == said(one.typed) == said(other.typed) == said(both.typed)


@given(*[st.lists(st.sampled_from("abcd"), max_size=8)] * 3)
@settings(max_examples=400, deadline=None)
def test_lists_are_merged_without_holes(base: list[str], mine: list[str], theirs: list[str]) -> None:
    """Put together, the stretches are the whole base, and where nothing is settled both sides are there."""
    stretches = merge_lists(base, mine, theirs)

    assert base == [item for stretch in stretches for item in stretch.base]
    assert mine == [item for stretch in merge_lists(base, mine, base) for item in stretch.mine]
    assert theirs == [item for stretch in merge_lists(base, base, theirs) for item in stretch.theirs]


def test_a_merge_of_a_case_makes_a_file_with_both_changes() -> None:
    """From two forms to one file."""
    base = typed_from_file(CASE, Collection.CASES)
    done = merge_typed(base, {**base, "title": "Uusi"}, {**base, "sections.2.text": "Aloita heti."}, CASES)
    text = file_from_typed(done.typed, Collection.CASES, CASE)

    assert () == done.conflicts
    expected = CASE.replace("Kunta kertoo, miten ehto toimii", "Uusi").replace("Aloita ajoissa.", "Aloita heti.")
    assert expected == text


def test_long_texts_are_merged_in_time() -> None:
    """Thirty thousand paragraphs, all alike or all different, take less than two seconds."""
    alike, different = "a\n\n" * 30_000, "\n\n".join(map(str, range(3_900)))
    begun = time.perf_counter()
    for text in (alike, different):
        sides = ({"sections.0.text": side} for side in (text, f"x\n\n{text}", f"{text}\n\ny"))
        merge_typed(*sides)

    assert time.perf_counter() - begun < 2
