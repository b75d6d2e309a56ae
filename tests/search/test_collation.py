"""The order of titles."""

import pytest

from portal.domain.language import Language
from portal.search.collation import collate


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.FI, ["Aalto", "Élan", "elo", "zen", "Åbo", "Ähtäri", "Öland"]),
        (Language.SV, ["Aalto", "Élan", "elo", "zen", "Åbo", "Ähtäri", "Öland"]),
        (Language.EN, ["Aalto", "Åbo", "Ähtäri", "Élan", "elo", "Öland", "zen"]),
    ],
)
def test_letters_stand_where_readers_look_for_them(language: Language, expected: list[str]) -> None:
    """Å, ä and ö follow z in Finnish and Swedish; é is an e; case does not matter."""
    mixed = expected[::-1]

    assert expected == sorted(mixed, key=lambda title: collate(title, language))


def test_punctuation_does_not_decide() -> None:
    """A quotation mark in front leaves a title in its place."""
    titles = ["Arvo", "”Hankinta” ja ehto", "Hankinta jää", "Ö"]
    mixed = titles[::-1]

    assert titles == sorted(mixed, key=lambda title: collate(title, Language.FI))


def test_danish_and_norwegian_letters_are_among_ours() -> None:
    """Æ and ø sort as ä and ö."""
    titles = ["Zeta", "Åbo", "Ærø", "Äänekoski", "Östersund", "Øvre"]
    mixed = titles[::-1]

    assert titles == sorted(mixed, key=lambda title: collate(title, Language.SV))
