"""Spelling as the dictionaries of the three languages have it."""

from collections.abc import Mapping

import pytest

from portal.analysis.spelling import Speller
from portal.analysis.spelling import build_spellers
from portal.domain.language import Language


@pytest.fixture(scope="module")
def spellers() -> Mapping[Language, Speller]:
    """The spellers as the portal builds them."""
    return build_spellers()


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        (Language.FI, "työllistämisehdon", "työlistämisehdon"),
        (Language.FI, "hankinnoissa", "hankkinnoissa"),
        (Language.SV, "sysselsättningskravet", "sysselsätningskravet"),
        (Language.SV, "upphandlingens", "uphandlingens"),
        (Language.EN, "organisation’s", "organizashun’s"),
        (Language.EN, "apprenticeship", "aprenticeship"),
    ],
)
def test_a_misspelt_word_is_told_from_a_right_one(
    spellers: Mapping[Language, Speller], language: Language, right: str, wrong: str
) -> None:
    """Inflected words and compounds are known, and one letter less is noticed."""
    speller = spellers[language]

    assert (True, False) == (speller.knows(right), speller.knows(wrong))
