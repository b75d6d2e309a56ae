"""The quick way through the dictionary gives what spylls gives."""

from pathlib import Path

import pytest
from spylls.hunspell.algo.lookup import Lookup

from portal.analysis.hunspell import Hunspell
from portal.analysis.hunspell_lookup import load_lookup

_LIST = Path(__file__).parent / "compounds_sv.tsv"


@pytest.fixture(scope="module")
def hunspell() -> Hunspell:
    """The installed dictionary."""
    return Hunspell()


def test_quick_lookup_finds_what_spylls_finds(hunspell: Hunspell) -> None:
    """Every form of every listed compound is the same with and without the short cuts."""
    quick = load_lookup(hunspell.dictionary)
    plain = Lookup(quick.aff, quick.dic)
    words = [line.split("\t")[0] for line in _LIST.read_text(encoding="utf-8").splitlines()[1:]]

    different = [word for word in words if {*map(repr, quick.good_forms(word))} != {*map(repr, plain.good_forms(word))}]

    assert [] == different


def test_split_with_fewest_parts_wins(hunspell: Hunspell) -> None:
    """*långtids|arbetslösa* counts, *långtids|arbets|lösa* does not."""
    splits = hunspell.splits("långtidsarbetslösa")

    assert {(8, 18)} == {(split[-1].start, split[-1].end) for split in splits}


def test_shared_consonant_belongs_to_both_parts(hunspell: Hunspell) -> None:
    """Of three equal letters Swedish writes two: *buss* and *sällskap* make *bussällskap*."""
    (split,) = hunspell.splits("bussällskap")

    assert [(0, 3, ("buss",)), (3, 11, ("sällskap",))] == [(part.start, part.end, part.stems) for part in split]
