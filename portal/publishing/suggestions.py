"""What a reader may be about to type: titles, places and words of the glossary, by the beginning of any word."""

import re
import threading
from bisect import bisect_left
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.language import Language
from portal.library.shelf import Shelf
from portal.publishing.live_shelf import LiveShelf
from portal.publishing.live_terms import LiveTerms
from portal.search.folding import folded

MOST = 8
LONGEST_QUESTION = 100
_MOST_WORDS = 6
_WORD = re.compile(r"[^\W_]+")
_AFTER_EVERY_LETTER = "\U0010ffff"


class SuggestionKind(StrEnum):
    """What is suggested, in the order in which equally good ones come: the shorter things first."""

    TERM = "term"
    PLACE = "place"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text in a language; `target` is the id of a concept, or the ref of an organisation or entry."""

    text: str
    language: Language
    kind: SuggestionKind
    target: str


class SuggestionList:
    """Suggestions by the beginnings of their words, accents and case aside; immutable, so safe to share."""

    def __init__(self, suggestions: Iterable[Suggestion]) -> None:
        kinds = {kind: place for place, kind in enumerate(SuggestionKind)}
        # Sorted here once, so that among equals a number is all there is to compare.
        self._suggestions = tuple(sorted(suggestions, key=lambda each: (kinds[each.kind], len(each.text), each.text)))
        self._folded = tuple(folded(each.text) for each in self._suggestions)
        self._words = sorted(
            (word, number) for number, text in enumerate(self._folded) for word in set(_WORD.findall(text))
        )

    def beginning(self, asked: str, reader: Language, most: int = MOST) -> list[Suggestion]:
        """The suggestions in which every word asked for begins a word, each target once; none for no words.

        First come those in the reader's own language, then those that begin as the question does, then the shorter.
        """
        question = folded(asked[:LONGEST_QUESTION]).strip()
        words = _WORD.findall(question)[:_MOST_WORDS]
        if not words:
            return []
        found = set.intersection(*(self._with(word) for word in words))
        ranked = sorted(found, key=lambda number: self._rank(number, question, reader))
        kept: dict[tuple[SuggestionKind, str], Suggestion] = {}
        for number in ranked:
            each = self._suggestions[number]
            kept.setdefault((each.kind, each.target), each)
            if len(kept) == most:
                break
        return list(kept.values())

    def _with(self, beginning: str) -> set[int]:
        """The numbers of the suggestions with a word that begins so."""
        first = bisect_left(self._words, (beginning, 0))
        end = bisect_left(self._words, (beginning + _AFTER_EVERY_LETTER, 0))
        return {number for _word, number in self._words[first:end]}

    def _rank(self, number: int, question: str, reader: Language) -> tuple[bool, bool, int]:
        foreign = self._suggestions[number].language is not reader
        return foreign, not self._folded[number].startswith(question), number


class LiveSuggestions:
    """Hands out the suggestions of the current shelf; they are made anew whenever the shelf changes."""

    def __init__(self, live_shelf: LiveShelf, live_terms: LiveTerms) -> None:
        self._live_shelf = live_shelf
        self._live_terms = live_terms
        self._lock = threading.Lock()
        self._shelf: Shelf | None = None
        self._made = SuggestionList(())

    def current(self) -> SuggestionList:
        """Return the suggestions of today's shelf."""
        shelf = self._live_shelf.current()
        with self._lock:
            if self._shelf is not shelf:
                self._made = SuggestionList(_suggestions(shelf, self._live_terms))
                self._shelf = shelf
            return self._made


def _suggestions(shelf: Shelf, live_terms: LiveTerms) -> Iterator[Suggestion]:
    """Yield everything that can be suggested; words that Silta avoids are found but not suggested."""
    for concept in shelf.concepts.values():
        for language, words in concept.wordings.items():
            for text in dict.fromkeys((words.preferred, *words.synonyms, *words.finland_swedish, *words.abbreviations)):
                yield Suggestion(text, language, SuggestionKind.TERM, concept.id)
    for place in live_terms.places():
        for language, words in place.wordings.items():
            # Base forms are in lower case, and places are written with a capital.
            yield Suggestion(words.preferred.title(), language, SuggestionKind.PLACE, place.id)
    for entry in shelf:
        for language, entry_text in entry.texts.values.items():
            yield Suggestion(entry_text.title, language, SuggestionKind.TITLE, str(entry.ref))
