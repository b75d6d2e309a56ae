"""The words that tell a text apart from others, within fixed bounds of length and time."""

import math
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain.language import Language
from portal.domain.token import Token
from portal.search.function_words import FUNCTION_WORDS
from portal.search.plan import Analysis
from portal.search.query import printable

MAX_TEXT = 20_000
"""Characters of a text that are read; a long clause with its grounds has a fifth of that."""
MAX_TERMS = 60
CANDIDATES = 1_000
READING_SECONDS = 0.8
"""How long a text may take to be analysed; what is left then is left out, as nonsense in Swedish costs 10 ms a word."""

_PIECE = re.compile(r"\S(?:.{0,400}(?=\s|\Z)|.{0,400})", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Significant:
    """A word of a text, its place among the words where it stands first, and how much it tells."""

    token: Token
    place: int
    weight: float


def language_of_text(text: str, reader: Language) -> Language:
    """The language whose little words are most frequent in the text; the reader's own where that decides nothing."""
    words = Counter(match[0].casefold() for match in _WORD.finditer(text[:MAX_TEXT]))
    found = {language: sum(words[word] for word in FUNCTION_WORDS[language]) for language in Language}
    return max(Language, key=lambda language: (found[language], language is reader))


def bounded_text(text: str) -> str:
    """The text as it can be analysed: of bounded length, in NFC, with line ends for the marks of one."""
    lines = (printable(line) for line in text[:MAX_TEXT].splitlines())
    return unicodedata.normalize("NFC", "\n".join(lines))


def read_words(text: str, analyse: Analysis) -> tuple[tuple[Token, ...], str]:
    """The words of a text, read piece by piece until the time is up, and how far it was read.

    The pieces are analysed by themselves, so that the words stand where they do in their piece.
    """
    tokens: list[Token] = []
    end = 0
    until = time.monotonic() + READING_SECONDS
    for piece in _PIECE.finditer(text):
        if time.monotonic() > until:
            return tuple(tokens), text[:end]
        tokens += analyse(piece[0])
        end = piece.end()
    return tuple(tokens), text


def significant_words(
    tokens: Sequence[Token], language: Language, entries_with: Callable[[str], int], entries: int
) -> tuple[Significant, ...]:
    """The words that tell most, the most telling first: frequent in the text, rare in the library.

    `entries_with` tells in how many of the `entries` a base form stands.
    A word that no entry has counts like a fairly common one, or names and misspellings would crowd out all others.
    The weight is tf·idf with a logarithm over both: Manning, Raghavan and Schütze, Introduction to Information
    Retrieval, 2008, section 6.4.1.
    """
    counts: Counter[str] = Counter()
    first: dict[str, tuple[int, Token]] = {}
    for place, token in enumerate(tokens):
        if len(token.surface) >= _SHORTEST and _WORD.search(token.surface):
            counts[token.lemmas[0]] += 1
            first.setdefault(token.lemmas[0], (place, token))
    weighed = []
    for lemma, count in counts.most_common(CANDIDATES):
        place, token = first[lemma]
        if token.surface not in FUNCTION_WORDS[language]:
            rarity = _rarity(entries_with(lemma) or entries / 10, entries)
            weighed.append(Significant(token, place, (1 + math.log(count)) * rarity))
    return tuple(sorted(weighed, key=lambda each: -each.weight)[:MAX_TERMS])


def _rarity(found: float, entries: int) -> float:
    return math.log(1 + (max(entries, found) - found + 0.5) / (found + 0.5))
