"""What changed between two texts, word by word."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.history import difference as difference_module
from portal.history.difference import Change
from portal.history.difference import Stretch
from portal.history.difference import difference

TEXTS = st.text(alphabet="ab ä\n.1", max_size=60)


def marked(old: str, new: str) -> str:
    """Return the difference in one line: +added+ and -removed-."""
    signs = {Change.KEPT: "", Change.ADDED: "+", Change.REMOVED: "-"}
    return "".join(f"{signs[each.change]}{each.text}{signs[each.change]}" for each in difference(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("sama", "sama", "sama"),
        ("", "uusi", "+uusi+"),
        ("vanha", "", "-vanha-"),
        ("kaksi henkilöä kuudeksi", "kolme henkilöä kuudeksi", "-kaksi-+kolme+ henkilöä kuudeksi"),
        ("yksi\nkaksi\nkolme", "yksi\nkolme", "yksi\n-kaksi\n-kolme"),
        ("sakko 1 000 euroa", "sakko 2 000 euroa", "sakko -1-+2+ 000 euroa"),
        ("aivan eri sanat", "jotakin muuta tässä", "-aivan eri sanat-+jotakin muuta tässä+"),
    ],
)
def test_words_are_the_measure(old: str, new: str, expected: str) -> None:
    """Words that changed beside each other are one change; what stayed is not marked."""
    assert expected == marked(old, new)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back(old: str, new: str) -> None:
    """Without what was added it is the old text, without what was removed the new one."""
    found = difference(old, new)

    assert old == "".join(each.text for each in found if each.change is not Change.ADDED)
    assert new == "".join(each.text for each in found if each.change is not Change.REMOVED)


def test_long_texts_without_a_common_line_are_not_pondered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a bound the whole stretch is one change, in no time."""
    monkeypatch.setattr(difference_module, "MOST_PAIRS", 100)
    old, new = "a " * 100, "b " * 100

    assert (Stretch(Change.REMOVED, old), Stretch(Change.ADDED, new)) == difference(old, new)


def test_the_longest_texts_are_compared_in_time() -> None:
    """Two files of the greatest size that differ in every line."""
    old = "\n".join(f"sana {number} toinen" for number in range(12_000))
    new = "\n".join(f"sana {number} kolmas" for number in range(12_000))
    start = time.perf_counter()

    difference(old, new)

    assert time.perf_counter() - start < 10
