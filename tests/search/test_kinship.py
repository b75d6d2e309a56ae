"""Entries that are about the same as the best hits come before those that only share a word with the question."""

import numpy as np

from portal.search.gist import build_kinship
from portal.search.gist import gist_from_numbers


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
