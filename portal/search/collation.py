"""The order of titles as readers of each language expect it."""

import re
import unicodedata

from portal.domain.language import Language

_PLAIN = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "oe"})
# Private characters sort after every letter; they stand for å, ä and ö, which must not be taken apart.
_NORDIC = _PLAIN | str.maketrans({"å": "\ue001", "ä": "\ue002", "æ": "\ue002", "ö": "\ue003", "ø": "\ue003"})
_ACCENTS = re.compile("[\u0300-\u036f]")
_BETWEEN_WORDS = re.compile("[^\\w\ue001-\ue003]+")


def collate(text: str, language: Language) -> str:
    """A key under which titles sort as in a dictionary of the language.

    Finnish and Swedish put å, ä and ö after z, in that order, and count æ and ø as ä and ö.
    English takes every accent off.
    Case and punctuation do not matter, except between titles that are otherwise equal.
    """
    letters = unicodedata.normalize("NFC", text.casefold()).translate(_PLAIN if language is Language.EN else _NORDIC)
    if not letters.isascii():
        letters = _ACCENTS.sub("", unicodedata.normalize("NFD", letters))
    return f"{_BETWEEN_WORDS.sub(' ', letters).strip()}\0{text}"
