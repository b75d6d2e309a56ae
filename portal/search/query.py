"""A reader's line of text, understood: words, "phrases", -exclusions and three prefixes, within fixed bounds.

This is the only reading of a query in the portal; the index library's own query language never sees a reader's input.
There are no wildcards, no nesting and no other operators, so nothing a reader types can fail or grow expensive.

    word "two words" -word -"two words"
    title:word      title:"two words"      words of the title alone
    place:Turku     place:"Västra Götaland"     entries of a municipality, region or country
    lang:sv         entries that have a text in a language

Each prefix has a name in each language of the portal, and a minus sign before it turns it round.
Any other word with a colon is an ordinary word.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum

from portal.search.result import Note

MAX_CHARACTERS = 200
MAX_WORDS = 12

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
_PREFIX = r"(?:(?P<title>title|otsikko|titel|rubrik)|(?P<place>place|paikka|plats)|(?P<lang>lang|kieli|språk)):"
_CLAUSE = re.compile(rf'(?P<minus>(?<!\S)-)?(?:(?i:{_PREFIX})(?=[^\s:]))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_WORD = re.compile(r"[^\W_]+(?:['’.,:/_-]+[^\W_]+)*")


class Scope(StrEnum):
    """What a prefix says of the words behind it; the value is its English name."""

    TITLE = "title"
    PLACE = "place"
    LANG = "lang"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the query that belongs together: one chunk of text, or one phrase in quotes.

    `scope` is what its prefix said; without one its words may stand anywhere.
    """

    start: int
    end: int
    phrase: bool
    excluded: bool
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """The text of a query with its operators blanked out, and its clauses as spans of that text.

    The text stays in one piece so that an analyser sees each word among its neighbours.
    """

    text: str
    clauses: tuple[Clause, ...]
    notes: tuple[Note, ...]

    def words(self, clause: Clause) -> str:
        """The text of one clause."""
        return self.text[clause.start : clause.end]

    def only(self, clauses: Sequence[Clause]) -> "ParsedQuery":
        """The same query with these clauses alone, at their old places."""
        return replace(self, text=_blanked(self.text, clauses), clauses=tuple(clauses))


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


def printable(text: str) -> str:
    """The text without characters that are no text: controls, joiners, marks of direction, halves of characters."""
    return _UNPRINTABLE.sub(" ", _INVISIBLE.sub("", text))


def _bounded(query: str) -> tuple[str, bool]:
    """The query without control characters, in NFC, short enough, and whether it had to be cut."""
    # Normalising first would let a megabyte of combining marks through; four times the bound is room enough.
    head = printable(query[: 4 * MAX_CHARACTERS]).translate(_QUOTES)
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
            scope = next((scope for scope in Scope if match[scope]), None)
            found.append(Clause(start, end, group == "phrase", match["minus"] is not None, scope))
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
            kept.append(replace(clause, end=words[room - 1].end()))
            return tuple(kept), True
        kept.append(clause)
        room -= len(words)
    return tuple(kept), False


def _blanked(text: str, clauses: Sequence[Clause]) -> str:
    """The text with a space for every character outside the clauses, so that spans stay true."""
    letters = [" "] * len(text)
    for clause in clauses:
        letters[clause.start : clause.end] = text[clause.start : clause.end]
    return "".join(letters)
