"""The glossary as something to look words up in, in any of the three languages and however a word is bent."""

import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import islice

from portal.analysis.analyzer import Analyzer
from portal.domain.glossary import Concept
from portal.domain.language import Language
from portal.domain.token import Token

Analyse = Callable[[Language, str], tuple[Token, ...]]
"""From a text and its language to its words."""


class Closeness(IntEnum):
    """How well a word of the glossary answers what was asked, the closest first."""

    PREFERRED = 0
    SAME = 1
    INFLECTED = 2
    BEGINNING = 3
    CONTAINED = 4


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A concept that answers, with the word that does and the language of that word."""

    concept: Concept
    term: str
    language: Language
    closeness: Closeness


@dataclass(frozen=True, slots=True)
class TermInText:
    """A word or phrase of the glossary that stands in a text: the tokens from `first` up to `end`, and its concept.

    `everyday` says that the word is no name of the concept, only one by which people ask for it.
    """

    first: int
    end: int
    concept: Concept
    preferred: bool
    everyday: bool = False


@dataclass(frozen=True, slots=True)
class _Term:
    concept: Concept
    text: str
    language: Language
    preferred: bool
    everyday: bool
    tokens: tuple[Token, ...]

    @property
    def folded(self) -> str:
        """The words as they are compared."""
        return _folded(self.text)


class TermBank:
    """Every word of every concept, analysed once; immutable, so safe to share between threads."""

    def __init__(
        self, concepts: Iterable[Concept], analyzers: Mapping[Language, Analyzer], analyse: Analyse | None = None
    ) -> None:
        """`analyse` analyses the words of the concepts as the analysers do, and may remember them."""
        self._analyzers = analyzers
        self._terms = tuple(_terms(concepts, analyse or (lambda language, text: analyzers[language].analyse(text))))
        self._by_first_word: dict[tuple[Language, str], list[_Term]] = {}
        for term in self._terms:
            for lemma in term.tokens[0].lemmas if term.tokens else ():
                self._by_first_word.setdefault((term.language, lemma), []).append(term)

    def recognise(self, tokens: Sequence[Token], language: Language) -> list[TermInText]:
        """Return the terms that stand in a text of this language, in order and without overlap.

        Where several begin at one word the longest is meant; a word of several concepts comes once for each.
        """
        found: list[TermInText] = []
        place = 0
        while place < len(tokens):
            here = self._terms_at(tokens, place, language)
            end = max((each.end for each in here), default=place + 1)
            found += (each for each in here if each.end == end)
            place = end
        return found

    def _terms_at(self, tokens: Sequence[Token], first: int, language: Language) -> list[TermInText]:
        candidates = {
            id(term): term for lemma in tokens[first].lemmas for term in self._by_first_word.get((language, lemma), ())
        }
        found: dict[tuple[str, int], TermInText] = {}
        for term in sorted(candidates.values(), key=lambda term: (not term.preferred, term.everyday)):
            end = first + len(term.tokens)
            if end <= len(tokens) and all(map(_are_forms_of_one_word, term.tokens, tokens[first:end])):
                found.setdefault(
                    (term.concept.id, end), TermInText(first, end, term.concept, term.preferred, term.everyday)
                )
        return list(found.values())

    def find(self, asked: str, reader: Language) -> list[TermMatch]:
        """Return the concepts that answer, each once by its closest word; nothing for a question without words.

        A word counts in whatever language it is; among equals the names of concepts come before everyday words, then
        the reader's own language comes first, then the shorter word, as it says less besides what was asked.
        """
        folded = _folded(asked)
        tokens = {language: analyzer.analyse(asked) for language, analyzer in self._analyzers.items()}
        matches = (
            TermMatch(term.concept, term.text, term.language, closeness)
            for term in self._near(folded, tokens)
            if (closeness := _closeness(term, folded, tokens[term.language])) is not None
        )
        best: dict[str, TermMatch] = {}
        for match in sorted(matches, key=lambda match: _rank(match, reader)):
            best.setdefault(match.concept.id, match)
        return list(best.values())

    @cached_property
    def _by_word(self) -> dict[tuple[Language, str], set[int]]:
        """The numbers of the terms by the base forms of their words and of the parts of these.

        Made with the first question that `find` is asked: places and codes are only ever recognised.
        """
        found: dict[tuple[Language, str], set[int]] = {}
        for number, term in enumerate(self._terms):
            for token in term.tokens:
                for lemma in {*token.lemmas, *token.part_lemmas}:
                    found.setdefault((term.language, lemma), set()).add(number)
        return found

    @cached_property
    def _by_letters(self) -> list[tuple[str, int]]:
        """The terms in the order of their letters, with their numbers."""
        return sorted((term.folded, number) for number, term in enumerate(self._terms))

    def _near(self, folded: str, asked: Mapping[Language, Sequence[Token]]) -> list[_Term]:
        """Return the terms that may answer, in their order: those that begin so, and those with all the words."""
        found = set()
        for letters, number in islice(self._by_letters, bisect_left(self._by_letters, (folded, 0)), None):
            if not letters.startswith(folded):
                break
            found.add(number)
        for language, tokens in asked.items():
            having = [
                set().union(*(self._by_word.get((language, lemma), ()) for lemma in token.lemmas)) for token in tokens
            ]
            found |= set.intersection(*having) if having else set()
        return [self._terms[number] for number in sorted(found)]


def _terms(concepts: Iterable[Concept], analyse: Analyse) -> Iterator[_Term]:
    for concept in concepts:
        for language, words in concept.wordings.items():
            names = words.all
            for text in words.ways_in:
                tokens = analyse(language, text)
                yield _Term(concept, text, language, text == words.preferred, text not in names, tokens)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _closeness(term: _Term, folded: str, asked: Sequence[Token]) -> Closeness | None:
    if not asked:
        return None
    words = term.folded
    if words == folded:
        return Closeness.PREFERRED if term.preferred else Closeness.SAME
    if len(term.tokens) == len(asked) and all(map(_are_forms_of_one_word, term.tokens, asked)):
        return Closeness.INFLECTED
    if words.startswith(folded):
        return Closeness.BEGINNING
    if all(any(_is_in(word, token) for token in term.tokens) for word in asked):
        return Closeness.CONTAINED
    return None


def _are_forms_of_one_word(one: Token, other: Token) -> bool:
    return bool(set(one.lemmas) & set(other.lemmas))


def _is_in(word: Token, token: Token) -> bool:
    return _are_forms_of_one_word(word, token) or bool(set(word.lemmas) & token.part_lemmas)


def _rank(match: TermMatch, reader: Language) -> tuple[int, bool, bool, int, str]:
    is_name = match.term in match.concept.wordings[match.language].all
    return match.closeness, not is_name, match.language != reader, len(match.term), match.concept.id
