"""Entries that name each other lift each other: the case of a clause that answers is an answer too."""

from dataclasses import replace

import numpy as np
import pytest

from portal.search.bonds import build_bonds


@pytest.mark.parametrize("scored", [0, 1])
def test_a_bond_holds_in_both_directions(scored: int) -> None:
    """Who names and who is named lift each other alike, whatever stands aside gets nothing."""
    bonds = build_bonds(("a", "b", "c"), (("b",), (), ()))
    scores = np.zeros(3, dtype=np.float32)
    scores[scored] = 1

    assert [1 - scored] == np.flatnonzero(bonds.around(scores)).tolist()


def test_many_bonds_say_less_each() -> None:
    """What is named by everybody gives and gets less from each."""
    bonds = build_bonds(("hub", "a", "b", "c", "d"), ((), ("hub",), ("hub",), ("hub", "d"), ()))
    around = bonds.around(np.array([0, 0, 0, 1, 0], dtype=np.float32))

    assert around[4] > around[0] > 0


def test_odd_links_make_no_bond() -> None:
    """Naming oneself, what does not exist or the same one twice changes nothing; an index without entries has none."""
    bonds = build_bonds(("a", "", "b"), (("a", "gone", ""), ("a",), ("a", "a")))
    once = build_bonds(("a", "", "b"), ((), (), ("a",)))

    assert 0 == len(build_bonds((), ()).around(np.zeros(0, dtype=np.float32)))
    assert once.around(np.ones(3, dtype=np.float32)).tolist() == bonds.around(np.ones(3, dtype=np.float32)).tolist()


def test_the_neighbour_of_the_best_comes_first(engine, compose, refs) -> None:
    """Of two entries that meet the question equally well the one that the best hit names comes first."""
    best = compose("clauses/best", fi="siivous siivous siivous")
    one = compose("cases/one", fi="kuopio | siivous")
    two = compose("cases/two", fi="lahti | siivous")
    engine.build([replace(best, links=("cases/one",), fingerprint="1"), one, two])
    first = refs("siivous")
    engine.update([replace(best, links=("cases/two",), fingerprint="2")])

    assert (["best", "one", "two"], ["best", "two", "one"]) == (first, refs("siivous"))


def test_what_the_words_do_not_meet_is_not_found(engine, compose, refs) -> None:
    """A bond only reorders: the neighbour of a hit that has no word of the question stays away."""
    best = replace(compose("clauses/best", fi="siivous"), links=("cases/other",))
    engine.build([best, compose("clauses/next", fi="siivous"), compose("cases/other", fi="rakennus")])

    assert {"best", "next"} == set(refs("siivous"))


def test_what_stands_around_gains_less_by_being_alike(engine, compose, refs) -> None:
    """Of two entries with the same words the one whose nearness counts less comes later."""
    around = replace(compose("cases/around", fi="siivous kuopio hankinta"), nearness=0.5)
    answer = compose("cases/zebra", fi="siivous kuopio hankinta")
    engine.build([around, answer, compose("cases/else", fi="rakennus"), compose("cases/more", fi="rakennus lahti")])

    assert ["zebra", "around"] == refs("siivous")
