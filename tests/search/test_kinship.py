"""Entries that are about the same as the best hits come before those that only share a word with the question."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np

from portal.domain.language import Language
from portal.search.gist import build_kinship
from portal.search.gist import gist_from_numbers
from portal.search.plan import Analysis
from portal.search.request import SearchRequest
from portal.search.whoosh_engine import WhooshEngine
from tests.search.conftest import Ask
from tests.search.conftest import Compose


def test_what_shares_rare_words_is_near() -> None:
    """The example itself is nearest, then what shares its rare words; what shares none, or is deleted, is not near."""
    kinship = build_kinship(map(gist_from_numbers, [(1, 2, 3), (2, 3, 9), (4, 5, 9), (), (4, 5, 8)]))
    documents = np.arange(5, dtype=np.int32)
    near = kinship.to(documents[:1], np.ones(1, dtype=np.float32), documents)

    assert near[0] >= near[1] > 0
    assert [0, 0, 0] == near[2:].tolist()


def test_without_entries_there_is_no_kin() -> None:
    """An empty index and one of empty gists can be asked."""
    none = np.zeros(0, dtype=np.int32)

    assert 0 == len(build_kinship(()).to(none, np.zeros(0, dtype=np.float32), none))
    assert [0, 0] == build_kinship([b"", b""]).to(
        none, np.zeros(0, dtype=np.float32), np.arange(2, dtype=np.int32)
    ).tolist()


def test_equal_hits_lift_the_same_whatever_was_changed_last(
    engine: WhooshEngine, compose: Compose, ask: Ask, folder: Path, plain: Mapping[Language, Analysis]
) -> None:
    """Which of many equal hits show what is asked for does not hang on the order in which entries were written."""
    pairs = pairwise("abcdefghi")
    entries = [compose(f"cases/{one}", fi=f"{one} | kuopio sana{one} sana{two}") for one, two in pairs]
    engine.build(entries)
    engine.update([compose("cases/a", fi="a | muuttui")])
    engine.update([entries[0]])
    fresh = WhooshEngine(folder.with_name("fresh"), plain, dict.fromkeys(Language, "plain 1"))
    fresh.build(entries)
    expected = [(hit.ref, hit.score) for hit in fresh.find(SearchRequest("kuopio", Language.FI)).hits]
    fresh.close()

    assert expected == [(hit.ref, hit.score) for hit in ask("kuopio").hits]
