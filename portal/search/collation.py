"""The order of titles as readers of each language expect it."""

import unicodedata

from portal.domain.language import Language

_NORDIC = {"å": "\ue001", "ä": "\ue002", "æ": "\ue002", "ö": "\ue003", "ø": "\ue003"}
_PLAIN = {"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "oe"}


def collate(text: str, language: Language) -> str:
    """A key under which titles sort as in a dictionary of the language.

    Finnish and Swedish put å, ä and ö after z, in that order, and count æ and ø as ä and ö.
    English takes every accent off.
    Case and punctuation do not matter, except between titles that are otherwise equal.
    """
    folded = unicodedata.normalize("NFC", text.casefold())
    letters = folded if language is Language.EN else "".join(_NORDIC.get(letter, letter) for letter in folded)
    bare = unicodedata.normalize("NFD", "".join(_PLAIN.get(letter, letter) for letter in letters))
    kept = "".join(letter if _counts(letter) else " " for letter in bare if not unicodedata.combining(letter))
    return " ".join(kept.split()) + "\0" + text


def _counts(letter: str) -> bool:
    """Whether the character takes part in the order; the private ones above stand for å, ä and ö."""
    return letter.isalnum() or letter in _NORDIC.values()
