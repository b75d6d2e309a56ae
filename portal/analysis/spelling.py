"""Whether a word is spelt as its language spells it: Voikko for Finnish, Hunspell for Swedish and British English."""

from collections.abc import Mapping
from functools import cached_property
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from portal.analysis.hunspell import Hunspell
from portal.analysis.hunspell import HunspellMissing
from portal.analysis.hunspell_lookup import QuickLookup
from portal.analysis.hunspell_lookup import load_lookup
from portal.analysis.memo import MOST_WORDS
from portal.analysis.voikko import Voikko
from portal.domain.language import Language

_ENGLISH = Path("/usr/share/hunspell/en_GB")


class Speller(Protocol):
    """What the rest of the house may ask of a speller."""

    def knows(self, word: str) -> bool:
        """Whether the dictionary has the word in this form, also as a compound or a name."""


class FinnishSpeller:
    """Voikko's spelling; raises `VoikkoMissing` when library or dictionary is missing."""

    def __init__(self) -> None:
        self._voikko = Voikko()

    def knows(self, word: str) -> bool:
        """Whether Voikko accepts the word."""
        return self._voikko.spells(word)


class HunspellSpeller:
    """A Hunspell dictionary; raises `HunspellMissing` when it is not installed, and loads it at the first question."""

    def __init__(self, dictionary: Path) -> None:
        if not dictionary.with_suffix(".dic").is_file():
            raise HunspellMissing(str(dictionary))
        self._dictionary = dictionary
        self._remembered = lru_cache(MOST_WORDS)(self._asked)

    @cached_property
    def _lookup(self) -> QuickLookup:
        return load_lookup(self._dictionary)

    def knows(self, word: str) -> bool:
        """Whether the dictionary accepts the word; a typographic apostrophe counts as a plain one."""
        return self._remembered(word.replace("’", "'"))

    def _asked(self, word: str) -> bool:
        return bool(self._lookup(word))


def build_spellers() -> Mapping[Language, Speller]:
    """Return a speller for each language; raises `VoikkoMissing` or `HunspellMissing` when one cannot be had."""
    return MappingProxyType(
        {
            Language.FI: FinnishSpeller(),
            Language.SV: HunspellSpeller(Hunspell().dictionary),
            Language.EN: HunspellSpeller(_ENGLISH),
        }
    )
