"""From a whole text to tokens, given a way to read one word."""

import re
import unicodedata
from collections.abc import Callable
from collections.abc import Sequence

from portal.analysis.reading import Reading
from portal.analysis.reading import runs
from portal.analysis.tokenizer import HYPHENS
from portal.analysis.tokenizer import SOFT_HYPHEN
from portal.analysis.tokenizer import Kind
from portal.analysis.tokenizer import Stretch
from portal.analysis.tokenizer import stretches
from portal.domain.token import Part
from portal.domain.token import Token

_LINE_END = re.compile(r"[ \t]*\r?\n[ \t]*")
_PLAIN_SIGNS = str.maketrans({"\u2010": "-", "\u2011": "-", "’": "'"})


def tokens(text: str, read: Callable[[str], Reading]) -> tuple[Token, ...]:
    """The tokens of the text, in order, each word looked up with `read`.

    Offsets count characters of the NFC form of the text.
    `read` gets words in lower case, without soft hyphens, with plain hyphens and apostrophes.
    A word that typesetting broke at a line's end is one token if a dictionary knows it joined.
    """
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    found: list[Token] = []
    waiting = list(stretches(text))
    at = 0
    while at < len(waiting):
        joined = _joined(text, waiting[at : at + 2], read)
        found.append(joined or _token(waiting[at], read))
        at += 2 if joined else 1
    return tuple(found)


def _joined(text: str, pair: Sequence[Stretch], read: Callable[[str], Reading]) -> Token | None:
    """One token for *työllistämis-* at a line's end and *ehto* on the next, or None."""
    if len(pair) < 2 or pair[0].text[-1] not in HYPHENS or not pair[1].text[:1].islower():
        return None
    first, second = pair
    if not _LINE_END.fullmatch(text, first.end, second.start):
        return None
    letters = [*range(first.start, first.end - 1), *range(second.start, second.end)]
    whole = Stretch(text[first.start : second.end], first.start, second.end, Kind.WORD)
    word, offsets = _cleaned([(text[place], place) for place in letters])
    reading = read(word)
    return _assembled(whole, word, offsets, reading) if reading.known else None


def _token(stretch: Stretch, read: Callable[[str], Reading]) -> Token:
    if stretch.kind is Kind.SIGN:
        return Token(stretch.text, stretch.start, stretch.end, (stretch.lemma,), ())
    word, offsets = _cleaned([(character, stretch.start + place) for place, character in enumerate(stretch.text)])
    return _assembled(stretch, word, offsets, read(word))


def _cleaned(characters: list[tuple[str, int]]) -> tuple[str, list[int]]:
    """The word in lower case as dictionaries spell it, and where each of its characters stands in the text.

    A character whose lower case is longer (Turkish İ) keeps its case, for offsets must not move.
    """
    kept = [(character, place) for character, place in characters if character != SOFT_HYPHEN]
    lowered = (character.lower() if len(character.lower()) == 1 else character for character, _ in kept)
    return "".join(lowered).translate(_PLAIN_SIGNS), [place for _, place in kept]


def _assembled(stretch: Stretch, word: str, offsets: list[int], reading: Reading) -> Token:
    edges = [stretch.start, *offsets[1:], stretch.end]
    parts: list[Part] = []
    for run in runs(word, reading.pieces):
        start, end = edges[run.start], edges[run.end]
        text = stretch.text[start - stretch.start : end - stretch.start]
        parts.append(Part(text, run.lemmas, start, end))
    lemmas = reading.lemmas or (stretch.lemma,)
    return Token(stretch.text, stretch.start, stretch.end, lemmas, tuple(parts))
