"""How hard a text is to read, by the measure that its language is used to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.language import Language

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:](?=\s|$)|\n")
_LONG = 6
_VOWELS = re.compile(r"[aeiouyàâäåæéèêöøü]+")
# The last e is silent, but not in -le (people), -ces (services), -ted and -ded (wanted), nor as the only vowel (the).
_SILENT = re.compile(r"(?<=[aeiouy])(?P<end>[^aeiouy]+)(?:(?<!l)e|(?<![cgsxz])(?<!sh)(?<!ch)(?<!l)es|(?<![dt])ed)$")


class Band(StrEnum):
    """How hard a text is."""

    VERY_EASY = "very easy"
    EASY = "easy"
    MEDIUM = "medium"
    DIFFICULT = "difficult"
    VERY_DIFFICULT = "very difficult"


@dataclass(frozen=True, slots=True)
class Readability:
    """The measure of one text: its name, its value and the band the value falls into."""

    measure: str
    value: float
    band: Band


def readability(text: str, language: Language) -> Readability:
    """Return LIX for Finnish and Swedish, Flesch reading ease for English; an empty text is very easy.

    LIX is the mean length of a sentence in words plus the percentage of words of more than six letters, with the
    bands of Björnsson (Läsbarhet, 1968).
    Finnish inflects where Swedish uses small words, so a Finnish text has a higher value than its Swedish twin.
    Flesch is 206.835 - 1.015 × words per sentence - 84.6 × syllables per word (Flesch, A new readability yardstick,
    1948); syllables are counted as groups of vowels, which finds some six per cent less than there are.
    """
    words = _WORD.findall(text)
    if not words:
        return Readability("LIX" if language is not Language.EN else "Flesch", 0.0, Band.VERY_EASY)
    sentences = max(1, sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part)))
    if language is Language.EN:
        return _flesch(words, sentences)
    return _lix(words, sentences)


def _lix(words: Sequence[str], sentences: int) -> Readability:
    long_words = sum(len(word) > _LONG for word in words)
    value = len(words) / sentences + 100 * long_words / len(words)
    bands = ((30, Band.VERY_EASY), (40, Band.EASY), (50, Band.MEDIUM), (60, Band.DIFFICULT))
    return Readability("LIX", value, next((band for limit, band in bands if value < limit), Band.VERY_DIFFICULT))


def _flesch(words: Sequence[str], sentences: int) -> Readability:
    syllables = sum(_syllables(word) for word in words)
    value = 206.835 - 1.015 * len(words) / sentences - 84.6 * syllables / len(words)
    bands = ((80, Band.VERY_EASY), (60, Band.EASY), (50, Band.MEDIUM), (30, Band.DIFFICULT))
    return Readability("Flesch", value, next((band for limit, band in bands if value >= limit), Band.VERY_DIFFICULT))


def _syllables(word: str) -> int:
    """Return the groups of vowels that are heard: not the last e of `made`, `makes` and `named`."""
    spoken = _SILENT.sub(r"\g<end>", word.casefold())
    return max(1, len(_VOWELS.findall(spoken)))
