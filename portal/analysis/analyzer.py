"""What the rest of the house may ask of an analyser."""

from typing import Protocol

from portal.domain.language import Language
from portal.domain.token import Token


class Analyzer(Protocol):
    """Text to index words, in one language; safe to share between threads."""

    @property
    def language(self) -> Language:
        """The language whose rules this analyser follows."""

    @property
    def signature(self) -> str:
        """Name and versions of everything that decides the words; an index made under another one must be rebuilt."""

    @property
    def degraded(self) -> str | None:
        """None, or the code of what is missing: `voikko-missing` or `hunspell-missing`."""

    def analyse(self, text: str) -> tuple[Token, ...]:
        """The words of the text, in order, without overlap.

        Hand in NFC text; any other text is analysed in its NFC form and offsets count characters of that.
        Punctuation is left out.
        Never fails on any text.
        """
