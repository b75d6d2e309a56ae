"""Three texts made one, and what has to be decided where they cannot be."""

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from portal.history.git import HistoryUnknown
from portal.history.merging import Agreed
from portal.history.merging import Disputed
from portal.history.merging import merge_texts

BASE = "one\ntwo\nthree\nfour\nfive\n"


def test_changes_in_different_places_are_joined() -> None:
    """Nobody has to decide anything."""
    merge = merge_texts(BASE, BASE.replace("one", "ONE"), BASE.replace("five", "FIVE"))

    assert ("ONE\ntwo\nthree\nfour\nFIVE\n", ()) == (merge.text, merge.conflicts)


def test_changes_in_one_place_are_handed_over_with_all_sides() -> None:
    """The stretches before and after are agreed on."""
    merge = merge_texts(BASE, BASE.replace("three", "3"), BASE.replace("three", "kolme"))

    assert None is merge.text
    assert (Agreed("one\ntwo\n"), Disputed("three\n", "3\n", "kolme\n"), Agreed("four\nfive\n")) == merge.stretches


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    """It is made once."""
    changed = BASE.replace("three", "3")

    assert changed == merge_texts(BASE, changed, changed).text


@pytest.mark.parametrize("line", ["=======", "<<<<<<< mine", "||||||| base", ">>>>>>> theirs", "=" * 60])
def test_lines_that_look_like_markers_are_text(line: str) -> None:
    """A heading underlined with equals signs is not taken for git's marker."""
    merge = merge_texts(f"a\n{line}\nb\n", f"mine\n{line}\nb\n", f"theirs\n{line}\nb\n")

    assert (Disputed("a\n", "mine\n", "theirs\n"), Agreed(f"{line}\nb\n")) == merge.stretches


def test_line_ends_are_made_alike() -> None:
    """A text from Windows, or one without a last line end, makes no conflict by that alone."""
    assert "ONE\ntwo\nTHREE\n" == merge_texts("one\ntwo\nthree", "ONE\r\ntwo\r\nthree\r\n", "one\ntwo\nTHREE").text


def test_what_is_no_text_is_refused() -> None:
    """Git does not merge null characters."""
    with pytest.raises(HistoryUnknown):
        merge_texts("a\0\n", "b\0\n", "c\0\n")


LINES = st.lists(st.sampled_from(["a", "b", "å", "=======", "<<<<<<<", ""]), max_size=6).map(
    lambda lines: "".join(f"{line}\n" for line in lines)
)


@settings(max_examples=25, deadline=None)
@given(LINES, LINES, LINES)
def test_either_side_can_be_had_back_where_only_it_changed(base: str, mine: str, theirs: str) -> None:
    """Who alone has changed something gets it; and in any merge each side is read out of the stretches whole."""
    assert (mine, theirs) == (merge_texts(base, mine, base).text, merge_texts(base, base, theirs).text)
    merge = merge_texts(base, mine, theirs)
    if len(merge.stretches) == 1 and merge.conflicts:
        assert (mine, theirs) == (merge.conflicts[0].mine, merge.conflicts[0].theirs)
