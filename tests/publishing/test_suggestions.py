"""Suggestions while a reader types."""

import pytest

from portal.domain.language import Language
from portal.publishing.suggestions import MOST
from portal.publishing.suggestions import Suggestion
from portal.publishing.suggestions import SuggestionKind
from portal.publishing.suggestions import SuggestionList

LIST = SuggestionList(
    [
        Suggestion("sysselsättningskrav", Language.SV, SuggestionKind.TERM, "employment-condition"),
        Suggestion("employment condition", Language.EN, SuggestionKind.TERM, "employment-condition"),
        Suggestion("Göteborg", Language.SV, SuggestionKind.PLACE, "organisations/goteborg"),
        Suggestion("Employment in Göteborg", Language.EN, SuggestionKind.TITLE, "cases/goteborg"),
        Suggestion("Sysselsättning i Göteborg", Language.SV, SuggestionKind.TITLE, "cases/goteborg"),
        Suggestion("Göteborgs stad", Language.SV, SuggestionKind.TITLE, "organisations/goteborg"),
    ]
)


def texts(asked: str, reader: Language) -> list[str]:
    """Return the texts that are suggested."""
    return [each.text for each in LIST.beginning(asked, reader)]


def test_any_word_may_begin_so() -> None:
    """The beginning of any word counts, and shorter kinds of things come first among equals."""
    assert ["Göteborg", "Göteborgs stad", "Sysselsättning i Göteborg"] == texts("göt", Language.SV)


def test_the_readers_own_language_comes_first() -> None:
    """Each target comes once, in the reader's own language where that one answers."""
    assert ["Employment in Göteborg", "Göteborg", "Göteborgs stad"] == texts("göteb", Language.EN)


def test_accents_and_case_do_not_matter() -> None:
    """Who has no ö finds Göteborg too."""
    assert texts("göteborg", Language.SV) == texts("GOTEBORG", Language.SV)


def test_every_word_counts() -> None:
    """Several words narrow the choice, in any order."""
    assert ["Employment in Göteborg"] == texts("got emp", Language.EN)


@pytest.mark.parametrize("asked", ["", "  ", "!!!", "-", "zzz", "oteborg", "\ud800", "a" * 5000, "göt " * 500])
def test_nothing_to_suggest(asked: str) -> None:
    """No words, unknown words, the middle of a word and hostile input have no suggestions or sound ones."""
    assert len(texts(asked, Language.SV)) <= 3


def test_one_letter_of_thousands_of_words_gives_eight() -> None:
    """However many words a letter begins, the list stays short."""
    words = ["siivous", "sopimus", "sakko", "suomi", "sote", "selvitys"]
    big = SuggestionList(
        Suggestion(
            f"{words[number % 6]} {words[number % 5]} {number}", language, SuggestionKind.TITLE, f"cases/x{number}"
        )
        for number in range(1000)
        for language in Language
    )

    assert MOST == len(big.beginning("s", Language.FI))
