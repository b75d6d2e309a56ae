"""The quick way through the dictionary and its store on disk give what spylls gives."""

import subprocess
import sys
from pathlib import Path

import pytest
from spylls.hunspell.algo.lookup import Lookup

from portal.analysis.hunspell import Hunspell
from portal.analysis.hunspell_lookup import QuickLookup
from portal.analysis.hunspell_lookup import load_lookup
from tests.shared.rounds import round_of

_LIST = Path(__file__).parent / "compounds_sv.tsv"
_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def hunspell() -> Hunspell:
    """The installed dictionary."""
    return Hunspell()


@pytest.fixture(scope="module")
def read_whole(hunspell: Hunspell) -> QuickLookup:
    """The whole of the installed dictionary, which takes seconds to read."""
    return load_lookup(hunspell.dictionary)


def test_quick_lookup_finds_what_spylls_finds(read_whole: QuickLookup) -> None:
    """Every form of the listed compounds, of every third in the small round, is the same without the short cuts."""
    quick, plain = read_whole, Lookup(read_whole.aff, read_whole.dic)
    words = round_of([line.split("\t")[0] for line in _LIST.read_text(encoding="utf-8").splitlines()[1:]], 3)

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


def test_store_has_the_entries_that_spylls_reads(
    hunspell: Hunspell, read_whole: QuickLookup, cache_folder: Path
) -> None:
    """Every 25th stem has the same entries in the same order, also when looked for in small letters."""
    whole = read_whole.dic
    store = load_lookup(hunspell.dictionary, cache_folder).dic
    # spylls files single letters under every word that holds them.
    small = [stem for stem in whole.lowercase_index if len(stem) > 1]

    different = [stem for stem in [*whole.index][::25] if whole.homonyms(stem) != [*store.homonyms(stem)]]
    different += [
        stem
        for stem in small[::25]
        if whole.homonyms(stem, ignorecase=True) != [*store.homonyms(stem, ignorecase=True)]
    ]

    assert [] == different


def test_store_gives_the_same_stems_and_splits(read_whole: QuickLookup, cache_folder: Path) -> None:
    """Stems and splits of every listed compound are the same from the store and from the whole dictionary."""
    from_store, from_whole = Hunspell(cache_folder=cache_folder), Hunspell()
    from_whole._loaded = read_whole
    words = [line.split("\t")[0] for line in _LIST.read_text(encoding="utf-8").splitlines()[1:]]

    different = [
        word
        for word in (*words, "inteettord", "å", "\ud800", "\x01krav", "")
        if (from_store.stems(word), from_store.splits(word)) != (from_whole.stems(word), from_whole.splits(word))
    ]

    assert [] == different


def test_a_damaged_store_is_made_anew(tmp_path: Path) -> None:
    """A file that is cut short is a cache gone bad: the answers stay right and the file is written again."""
    (dictionary := tmp_path / "sv_SE").with_suffix(".aff").write_text("SET UTF-8\n", encoding="utf-8")
    dictionary.with_suffix(".dic").write_text("2\nkrav\nvillkor\n", encoding="utf-8")
    Hunspell(dictionary, tmp_path / "cache").stems("krav")
    (file,) = (tmp_path / "cache").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-9])

    assert (("villkor",), whole) == (Hunspell(dictionary, tmp_path / "cache").stems("villkor"), file.read_bytes())


def test_a_folder_that_cannot_be_written_does_not_matter(tmp_path: Path) -> None:
    """Where nothing can be kept the store lives in memory."""
    (tmp_path / "file").touch()

    assert ("krav",) == Hunspell(cache_folder=tmp_path / "file" / "cache").stems("kravet")


def test_entries_that_change_the_rules_are_read_whole(tmp_path: Path) -> None:
    """A dictionary with alternative spellings (`ph:`) is no store, since they belong to its rules."""
    (dictionary := tmp_path / "sv_SE").with_suffix(".aff").write_text("SET UTF-8\n", encoding="utf-8")
    dictionary.with_suffix(".dic").write_text("1\nkrav ph:kraf\n", encoding="utf-8")
    lookup = load_lookup(dictionary, tmp_path / "cache")

    assert [("kraf", "krav")] == [(each.pattern, each.replacement) for each in lookup.aff.REP]


def test_the_dictionary_is_small_in_memory(cache_folder: Path) -> None:
    """Asking for a word costs under forty megabytes of a process; read whole it was two hundred and thirty."""
    Hunspell(cache_folder=cache_folder).stems("krav")
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from portal.analysis.hunspell import Hunspell\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = peak()\n"
        "Hunspell(cache_folder=Path(sys.argv[1])).splits('sysselsättningskrav')\n"
        "print((peak() - before) // 1024)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(cache_folder)], cwd=_ROOT, check=True, capture_output=True, text=True
    )

    assert int(told.stdout) < 40
