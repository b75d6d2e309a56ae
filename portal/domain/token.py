"""Words as the analysis found them: the common tongue of analysis, search and highlighting."""

import unicodedata
from dataclasses import dataclass

_TYPESETTING = str.maketrans("", "", "\u00ad\r\n\t ")


@dataclass(frozen=True, slots=True)
class Part:
    """A compound part, or a run of adjacent parts, with its characters in the analysed text.

    `start` and `end` count characters of the whole text, not of the word.
    """

    text: str
    lemmas: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: where it stands, its base forms and the parts of a compound.

    Lemmas are casefolded and never empty; two words are forms of one word when they share a lemma.
    `parts` is empty for a word that is no compound, and never holds the whole word.
    Offsets count characters of the NFC form of the text.
    """

    text: str
    start: int
    end: int
    lemmas: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def surface(self) -> str:
        """The word as written, casefolded and in NFC, without soft hyphens and line-end hyphenation."""
        text = self.text
        if "\n" in text:
            text = text.replace("-", "", 1)
        return unicodedata.normalize("NFC", text.translate(_TYPESETTING).casefold())

    @property
    def part_lemmas(self) -> frozenset[str]:
        """Every lemma of every part, without those of the word itself."""
        return frozenset(lemma for part in self.parts for lemma in part.lemmas)
