"""A reader's line of text, understood: words, "phrases" and -exclusions, within fixed bounds.

This is the only reading of a query in the portal; the index library's own query language never sees a reader's input.
There are no wildcards, no nesting and no operators but two, so nothing a reader types can fail or grow expensive.
A later field prefix (`country:fi`) belongs into `_CLAUSE` and as one more attribute into `Clause`.
"""

import re
import unicodedata
from dataclasses import dataclass

from portal.search.result import Note

MAX_CHARACTERS = 200
MAX_WORDS = 12

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
_CLAUSE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_WORD = re.compile(r"[^\W_]+(?:['’.,:/_-]+[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the query that belongs together: one chunk of text, or one phrase in quotes."""

    start: int
    end: int
    phrase: bool
    excluded: bool


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """The text of a query with its operators blanked out, and its clauses as spans of that text.

    The text stays in one piece so that an analyser sees each word among its neighbours.
    """

    text: str
    clauses: tuple[Clause, ...]
    notes: tuple[Note, ...]


def parse_query(query: str) -> ParsedQuery:
    """The query as clauses; never fails, whatever the text.

    Kept are the first 200 characters (cut at a space) and the first 12 words; the notes say what was dropped.
    A quote without its fellow, a lone minus, brackets and wildcards are plain text without meaning.
    """
    text, too_long = _bounded(query)
    clauses, too_many = _first_words(text, tuple(_clauses(text)))
    notes = [Note.QUERY_TOO_LONG] if too_long else []
    notes += [Note.TOO_MANY_WORDS] if too_many else []
    return ParsedQuery(_blanked(text, clauses), clauses, tuple(notes))


def readable(query: str) -> str:
    """The query as it is read, with its operators; the spans of its clauses count the characters of this text."""
    return _bounded(query)[0]


def _bounded(query: str) -> tuple[str, bool]:
    """The query without control characters, in NFC, short enough, and whether it had to be cut."""
    # Normalising first would let a megabyte of combining marks through; four times the bound is room enough.
    head = _UNPRINTABLE.sub(" ", _INVISIBLE.sub("", query[: 4 * MAX_CHARACTERS])).translate(_QUOTES)
    text = " ".join(unicodedata.normalize("NFC", head).split())
    if len(text) <= MAX_CHARACTERS:
        return text, len(query) > 4 * MAX_CHARACTERS
    cut = text[:MAX_CHARACTERS]
    return (cut if text[MAX_CHARACTERS] == " " else cut.rpartition(" ")[0] or cut), True


def _clauses(text: str) -> list[Clause]:
    """Every clause that holds at least one word, in order."""
    found = []
    for match in _CLAUSE.finditer(text):
        group = "word" if match["phrase"] is None else "phrase"
        start, end = match.span(group)
        if _WORD.search(text, start, end):
            found.append(Clause(start, end, group == "phrase", match["minus"] is not None))
    return found


def _first_words(text: str, clauses: tuple[Clause, ...]) -> tuple[tuple[Clause, ...], bool]:
    """The clauses up to the bound of words, the last one cut short if need be, and whether any word was lost."""
    kept: list[Clause] = []
    room = MAX_WORDS
    for clause in clauses:
        words = list(_WORD.finditer(text, clause.start, clause.end))
        if room == 0:
            return tuple(kept), True
        if len(words) > room:
            kept.append(Clause(clause.start, words[room - 1].end(), clause.phrase, clause.excluded))
            return tuple(kept), True
        kept.append(clause)
        room -= len(words)
    return tuple(kept), False


def _blanked(text: str, clauses: tuple[Clause, ...]) -> str:
    """The text with a space for every character outside the clauses, so that spans stay true."""
    letters = [" "] * len(text)
    for clause in clauses:
        letters[clause.start : clause.end] = text[clause.start : clause.end]
    return "".join(letters)
