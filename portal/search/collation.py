"""The order of titles as readers of each language expect it."""

import re
import unicodedata

from portal.domain.language import Language
from portal.search.folding import ACCENTS
from portal.search.folding import PLAIN_LETTERS

# Private characters sort after every letter; they stand for å, ä and ö, which must not be taken apart.
_NORDIC = PLAIN_LETTERS | str.maketrans({"å": "\ue001", "ä": "\ue002", "æ": "\ue002", "ö": "\ue003", "ø": "\ue003"})
_BETWEEN_WORDS = re.compile("[^\\w\ue001-\ue003]+")


def collate(text: str, language: Language) -> str:
    """A key under which titles sort as in a dictionary of the language.

    Finnish and Swedish put å, ä and ö after z, in that order, and count æ and ø as ä and ö.
    English takes every accent off.
    Case and punctuation do not matter, except between titles that are otherwise equal.
    """
    return between_equals(letters_to_sort_by(text, language), text)


def between_equals(letters: str, text: str) -> str:
    """The key of a title whose letters to sort by are known."""
    return f"{letters}\0{text}"


def letters_to_sort_by(text: str, language: Language) -> str:
    """What `collate` sorts titles by that are not otherwise equal."""
    letters = unicodedata.normalize("NFC", text.casefold()).translate(
        PLAIN_LETTERS if language is Language.EN else _NORDIC
    )
    if not letters.isascii():
        letters = ACCENTS.sub("", unicodedata.normalize("NFD", letters))
    return _BETWEEN_WORDS.sub(" ", letters).strip()
