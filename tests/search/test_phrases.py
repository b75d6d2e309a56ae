"""Phrases found in the index are those that stand in the texts, whichever of their words is rare."""

import random

import pytest

from tests.search.conftest import Compose

WORDS = ("a1", "b2", "b2", "b2", "c3", "c3", "d4", "d4", "d4", "d4", "d4", "e5")
"""Some are rarer than others, and the rare ones may begin a phrase, end it or stand in its middle."""


@pytest.mark.parametrize("seed", range(8))
def test_a_phrase_is_found_where_its_words_follow_one_another(engine, compose: Compose, ask, seed: int) -> None:
    """Words may be repeated, in the phrase and in the texts, and stand at the beginning and the end of a text."""
    chance = random.Random(seed)
    texts = {f"{number:02}": " ".join(chance.choices(WORDS, k=16)) for number in range(10)}
    engine.build([compose(f"cases/{name}", fi=f"x | {text}") for name, text in texts.items()])

    for length in (2, 3, 3, 4):
        phrase = " ".join(chance.choices(WORDS, k=length))
        expected = {name for name, text in texts.items() if f" {phrase} " in f" {text} "}
        found = ask(f'"{phrase}"')
        whole = {hit.ref.removeprefix("cases/") for hit in found.hits[: found.complete]}
        assert (expected, len(expected)) == (whole, found.complete), phrase
