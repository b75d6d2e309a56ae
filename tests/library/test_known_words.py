"""Words that the dictionaries lack are kept with the reason why they are right."""

from pathlib import Path

from portal.domain.language import Language
from portal.library.known_words import read_known_words


def test_words_and_faults_of_the_lists(tmp_path: Path) -> None:
    """A word below no reason and a word that stands twice are faults; a language without a list has no words."""
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "sv.txt").write_text("Digg\n# Myndigheter\nTraficom*\n\nTraficom*\n", encoding="utf-8")

    known = read_known_words(tmp_path)

    assert frozenset({"Traficom*"}) == known.words[Language.SV]
    assert frozenset() == known.words[Language.FI]
    assert [("word-without-reason", 1), ("word-twice", 5)] == [(each.rule, each.line) for each in known.problems]
