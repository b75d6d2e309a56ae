"""English: a short list, simplemma, and the Snowball stem of words that neither knows."""

from functools import lru_cache
from importlib.metadata import version
from threading import Lock

import snowballstemmer

from portal.analysis.exceptions import Exceptions
from portal.analysis.lemma_table import LemmaTable
from portal.analysis.lexicon import read_word
from portal.analysis.memo import MOST_WORDS
from portal.analysis.reading import Reading
from portal.analysis.reading import unique
from portal.analysis.token_stream import tokens
from portal.domain.language import Language
from portal.domain.token import Token

# Raise it whenever a rule here or in the modules beneath changes what a word becomes.
RULES = 2


class EnglishAnalyzer:
    """Base forms of English words, and the parts of words with hyphens."""

    def __init__(self, table: LemmaTable, exceptions: Exceptions) -> None:
        """`table` is the English simplemma table."""
        self._table = table
        self._exceptions = exceptions
        self._stemmer = snowballstemmer.stemmer("english")
        self._lock = Lock()
        self._read = lru_cache(MOST_WORDS)(self._read_word)

    @property
    def language(self) -> Language:
        """English."""
        return Language.EN

    @property
    def signature(self) -> str:
        """Rules, exceptions, and the versions of simplemma and Snowball."""
        return (
            f"en rules {RULES}; exceptions {self._exceptions.digest}; {self._table.signature}; "
            f"snowball {version('snowballstemmer')}"
        )

    @property
    def degraded(self) -> str | None:
        """None: English needs nothing beyond its Python packages."""
        return None

    def analyse(self, text: str) -> tuple[Token, ...]:
        """The words of the text; see `Analyzer.analyse`."""
        return tokens(text, self._read)

    def read_plain(self, word: str) -> Reading:
        """The listed base form or the table's; for an unknown word itself and its stem, which unites its forms."""
        listed = self._exceptions.lemmas(word)
        if listed:
            return Reading(listed)
        lemma = self._table.lemma(word)
        if lemma:
            return Reading(unique([lemma]))
        # The stemmer keeps the word it works on in itself.
        with self._lock:
            stem = self._stemmer.stemWord(word)
        return Reading(unique([word, stem]), known=False)

    def read_first_part(self, word: str) -> Reading:
        """The same as for a whole word: English changes nothing in front of a hyphen."""
        return self.read_plain(word)

    def _read_word(self, word: str) -> Reading:
        return read_word(word, self)
