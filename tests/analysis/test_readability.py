"""Readability is the published formula, worked out by hand here."""

import pytest

from portal.analysis.readability import Band
from portal.analysis.readability import readability
from portal.domain.language import Language


def test_lix_is_sentence_length_plus_share_of_long_words() -> None:
    """Eight words in two sentences, two of more than six letters: 4 + 25."""
    found = readability("Staden köper tjänster. Leverantören ger en person arbete.", Language.SV)

    assert (("LIX", 29.0, Band.VERY_EASY)) == (found.measure, found.value, found.band)


def test_flesch_counts_syllables() -> None:
    """Four words of one syllable each in one sentence."""
    found = readability("The cat sat down.", Language.EN)

    assert pytest.approx(206.835 - 1.015 * 4 - 84.6) == found.value


@pytest.mark.parametrize("language", list(Language))
def test_long_sentences_of_long_words_are_very_difficult(language: Language) -> None:
    """The far end of the scale is reached in every language."""
    text = " ".join(["responsibilities implementation procurementlegislation"] * 12) + "."

    assert Band.VERY_DIFFICULT == readability(text, language).band


@pytest.mark.parametrize("language", list(Language))
def test_a_text_without_words_is_very_easy(language: Language) -> None:
    """Nothing is divided by zero."""
    assert Band.VERY_EASY == readability("2019 – 2021.", language).band
