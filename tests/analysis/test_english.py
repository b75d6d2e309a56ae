"""English words as buyers write them."""

from itertools import combinations

import pytest


@pytest.mark.parametrize(
    "forms",
    [
        ("clause", "clauses", "Clause's"),
        ("procurement", "procurements"),
        ("employ", "employed", "employing"),
        ("criterion", "criteria"),
        ("matchmaker", "matchmakers"),
        ("tenderer", "tenderers"),
        ("SME", "SMEs"),
        ("zorbifier", "zorbifiers"),
        ("long-term", "longterm"),
    ],
)
def test_forms_of_one_word_share_a_lemma(english, forms: tuple[str, ...]) -> None:
    """Every form of a word finds every other form, known to the tables or not."""
    apart = [pair for pair in combinations(forms, 2) if not english.is_met(*pair)]

    assert [] == apart


@pytest.mark.parametrize(
    ("word", "other"),
    [("works", "work"), ("goods", "good"), ("tenderer", "tender"), ("partnering", "partner"), ("CA", "can")],
)
def test_a_word_of_the_trade_is_no_form_of_another(english, word: str, other: str) -> None:
    """Whoever asks for works means building, not every text that says *work*."""
    assert not english.is_met(word, other)


def test_words_around_a_hyphen_are_parts(english) -> None:
    """*procurement* finds *procurement-led*."""
    assert english.part_is_met("procurement-led", "procurements")


def test_stem_is_added_for_unknown_words_only(english) -> None:
    """A word the tables know has its base form alone."""
    assert ("unemployment",) == english.token("unemployment").lemmas


def test_nothing_is_missing(english) -> None:
    """English never runs degraded."""
    assert english.analyzer.degraded is None
