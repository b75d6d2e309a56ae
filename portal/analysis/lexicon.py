"""What hyphens and colons do to a word, the same in Finnish and Swedish and English."""

from typing import Protocol

from portal.analysis.reading import Reading
from portal.analysis.reading import Segment
from portal.analysis.reading import unique


class Lexicon(Protocol):
    """The dictionaries of one language."""

    def read_plain(self, word: str) -> Reading:
        """The reading of a word in lower case; the word itself, unknown, when no dictionary has it."""

    def read_first_part(self, word: str) -> Reading:
        """The reading of a form that only stands in front of another word: *työllistämis*, *arbets*."""


def read_word(word: str, lexicon: Lexicon) -> Reading:
    """The reading of a word that may hold hyphens, a colon or an apostrophe.

    In order of precedence: the word as it is; the elliptic first part (*sosiaali-*); what stands before a colon or
    apostrophe (*EU:n*); the word without a hyphen that typesetting left in it (*syssel-sättningskrav*);
    the words on both sides of the last hyphen (*TE-toimistoissa*), of the first one behind a number (*18-25-vuotias*).
    """
    if word.endswith("-"):
        return _elliptic(word, lexicon)
    reading = lexicon.read_plain(word)
    if reading.known and "-" in word and not reading.pieces:
        # The dictionary holds ESF-rådet whole and knows no base form of it.
        split = _split_at_hyphen(word, lexicon)
        return Reading(unique([*reading.lemmas, *split.lemmas]), split.pieces)
    if reading.known:
        return reading
    for sign in (":", "'"):
        stem = word.partition(sign)[0]
        if stem != word:
            return _without_pieces(read_word(stem, lexicon))
    if "-" in word:
        return _rejoined(word, lexicon) or _split_at_hyphen(word, lexicon)
    return reading


def _elliptic(word: str, lexicon: Lexicon) -> Reading:
    stem = word.rstrip("-")
    reading = lexicon.read_first_part(stem)
    if not reading.known and "-" in stem:
        reading = read_word(stem, lexicon)
    return Reading(reading.lemmas, _stretched(reading.pieces, len(word)), reading.known)


def _rejoined(word: str, lexicon: Lexicon) -> Reading | None:
    """The reading without the hyphen if a dictionary has that but not both sides of it, else None."""
    head, _, tail = word.partition("-")
    if "-" in tail or not (head + tail).isalpha():
        return None
    if lexicon.read_plain(head).known and lexicon.read_plain(tail).known:
        return None
    joined = lexicon.read_plain(head + tail)
    if not joined.known:
        return None
    cut = len(head)
    pieces = tuple(
        Segment(piece.start + (piece.start >= cut), piece.end + (piece.end >= cut), piece.lemmas)
        for piece in joined.pieces
    )
    return Reading(joined.lemmas, pieces)


def _split_at_hyphen(word: str, lexicon: Lexicon) -> Reading:
    head, _, tail = word.rpartition("-")
    if word.partition("-")[0].isdigit():
        # 18-25-vuotias: the dictionary has 25-vuotias, and for vuotiaille alone another word.
        head, _, tail = word.partition("-")
    first = read_word(head, lexicon)
    if not first.known:
        first = lexicon.read_first_part(head)
    last = read_word(tail, lexicon)
    cut = len(head) + 1
    front = _stretched(first.pieces, cut) or (Segment(0, cut, first.lemmas),)
    back = tuple(piece.shifted(cut) for piece in last.pieces) or (Segment(cut, len(word), last.lemmas),)
    return Reading(unique([head + lemma for lemma in last.lemmas]), (*front, *back), last.known)


def _stretched(pieces: tuple[Segment, ...], end: int) -> tuple[Segment, ...]:
    if not pieces:
        return ()
    return (*pieces[:-1], Segment(pieces[-1].start, end, pieces[-1].lemmas))


def _without_pieces(reading: Reading) -> Reading:
    return Reading(reading.lemmas, (), reading.known)
