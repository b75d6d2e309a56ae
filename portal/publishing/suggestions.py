"""What a reader may be about to type: titles, places and words of the glossary, by the beginning of any word."""

import re
import threading
from bisect import bisect_left
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from heapq import merge
from typing import TypeVar

from portal.domain.entry import Entry
from portal.domain.glossary import Concept
from portal.domain.language import Language
from portal.library.shelf import Shelf
from portal.publishing.live_shelf import LiveShelf
from portal.publishing.live_terms import LiveTerms
from portal.search.folding import folded

T = TypeVar("T")
MOST = 8
MOST_OTHERS = 500
"""Titles that may be others before all suggestions are made anew; each makes every answer a little slower."""
LONGEST_QUESTION = 100
_MOST_WORDS = 6
_WORD = re.compile(r"[^\W_]+")
_AFTER_EVERY_LETTER = "\U0010ffff"


class SuggestionKind(StrEnum):
    """What is suggested, in the order in which equally good ones come: the shorter things first."""

    TERM = "term"
    PLACE = "place"
    TITLE = "title"


_KINDS = {kind: place for place, kind in enumerate(SuggestionKind)}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text in a language; `target` is the id of a concept, or the ref of an organisation or entry."""

    text: str
    language: Language
    kind: SuggestionKind
    target: str


class SuggestionList:
    """Suggestions by the beginnings of their words, accents and case aside; immutable, so safe to share.

    Over a `base` it holds only what is other there: the titles and places of the `replaced` targets count no more.
    """

    def __init__(
        self,
        suggestions: Iterable[Suggestion],
        base: "SuggestionList | None" = None,
        replaced: AbstractSet[str] = frozenset(),
    ) -> None:
        self._base = base
        self._replaced = replaced
        # Sorted here once, so that among equals a number is all there is to compare.
        self._suggestions = tuple(sorted(suggestions, key=_place))
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
        kept: dict[tuple[SuggestionKind, str], Suggestion] = {}
        for each in self.ranked(question, words, reader):
            kept.setdefault((each.kind, each.target), each)
            if len(kept) == most:
                break
        return list(kept.values())

    def ranked(self, question: str, words: Sequence[str], reader: Language) -> Iterator[Suggestion]:
        """The suggestions with all the words, the best first."""
        found = set.intersection(*(self._with(word) for word in words))
        numbers = sorted(found, key=lambda number: self._rank(number, question, reader))
        own = (self._suggestions[number] for number in numbers)
        if self._base is None:
            return own
        others = (each for each in self._base.ranked(question, words, reader) if not self._is_replaced(each))
        return merge(own, others, key=lambda each: (*_standing(each, question, reader), *_place(each), each.target))

    def _is_replaced(self, each: Suggestion) -> bool:
        return each.kind is not SuggestionKind.TERM and each.target in self._replaced

    def _with(self, beginning: str) -> set[int]:
        """The numbers of the suggestions with a word that begins so."""
        first = bisect_left(self._words, (beginning, 0))
        end = bisect_left(self._words, (beginning + _AFTER_EVERY_LETTER, 0))
        return {number for _word, number in self._words[first:end]}

    def _rank(self, number: int, question: str, reader: Language) -> tuple[bool, bool, int]:
        foreign = self._suggestions[number].language is not reader
        return foreign, not self._folded[number].startswith(question), number


@dataclass(frozen=True, slots=True)
class Whole:
    """The suggestions of a whole shelf, and what they were made from."""

    shelf: Shelf
    places: Sequence[Concept]
    list: SuggestionList


class LiveSuggestions:
    """Hands out the suggestions of the current shelf, and reads only other titles and places when the shelf changes.

    Another word of the glossary has them made anew.
    """

    def __init__(self, live_shelf: LiveShelf, live_terms: LiveTerms) -> None:
        self._live_shelf = live_shelf
        self._live_terms = live_terms
        self._lock = threading.Lock()
        self._shelf: Shelf | None = None
        self._whole: Whole | None = None
        self._made = SuggestionList(())

    def current(self) -> SuggestionList:
        """Return the suggestions of today's shelf."""
        shelf = self._live_shelf.current()
        with self._lock:
            if self._shelf is not shelf:
                self._made = self._suggestions(shelf)
                self._shelf = shelf
            return self._made

    def _suggestions(self, shelf: Shelf) -> SuggestionList:
        whole, places = self._whole, self._live_terms.places()
        if whole is not None and whole.shelf.concepts is shelf.concepts:
            others = _other_titles(whole.shelf, shelf) | _other_places(whole.places, places)
            if len(others) <= MOST_OTHERS:
                named = (entry for entry in shelf if str(entry.ref) in others) if others else ()
                titles = (title for entry in named for title in _titles(entry))
                around = (each for place in places if place.id in others for each in _names(place))
                return SuggestionList((*around, *titles), whole.list, others)
        made = SuggestionList(_suggestions(shelf, places))
        self._whole = Whole(shelf, places, made)
        return made


def _other_titles(before: Shelf, after: Shelf) -> frozenset[str]:
    """The refs of the entries whose titles are not those of before."""
    gone, come = _others(before, after), _others(after, before)
    old = {str(entry.ref): list(_titles(entry)) for entry in gone}
    new = {str(entry.ref): list(_titles(entry)) for entry in come}
    return frozenset(ref for ref in old.keys() | new.keys() if old.get(ref) != new.get(ref))


def _other_places(before: Sequence[Concept], after: Sequence[Concept]) -> frozenset[str]:
    """The refs of the places that are not called what they were called before."""
    return frozenset(place.id for place in (*_others(before, after), *_others(after, before)))


def _others(some: Iterable[T], rest: Iterable[T]) -> list[T]:
    """The things that are not among the rest, told apart by identity: comparing ten thousand takes too long."""
    known = {id(each) for each in rest}
    return [each for each in some if id(each) not in known]


def _place(each: Suggestion) -> tuple[int, int, str]:
    """Where a suggestion stands among equally good ones."""
    return _KINDS[each.kind], len(each.text), each.text


def _standing(each: Suggestion, question: str, reader: Language) -> tuple[bool, bool]:
    """How good a suggestion is for this reader, the best first."""
    return each.language is not reader, not folded(each.text).startswith(question)


def _suggestions(shelf: Shelf, places: Iterable[Concept]) -> Iterator[Suggestion]:
    """Yield everything that can be suggested; words that Silta avoids are found but not suggested."""
    for concept in shelf.concepts.values():
        for language, words in concept.wordings.items():
            for text in dict.fromkeys((words.preferred, *words.synonyms, *words.finland_swedish, *words.abbreviations)):
                yield Suggestion(text, language, SuggestionKind.TERM, concept.id)
    for place in places:
        yield from _names(place)
    for entry in shelf:
        yield from _titles(entry)


def _names(place: Concept) -> Iterator[Suggestion]:
    for language, words in place.wordings.items():
        # Base forms are in lower case, and places are written with a capital.
        yield Suggestion(words.preferred.title(), language, SuggestionKind.PLACE, place.id)


def _titles(entry: Entry) -> Iterator[Suggestion]:
    for language, text in entry.texts.values.items():
        yield Suggestion(text.title, language, SuggestionKind.TITLE, str(entry.ref))
