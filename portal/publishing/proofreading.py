"""Proofreading: what a careful reader of three languages would mark in the texts."""

import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.analysis.analyzer import Analyzer
from portal.analysis.numbers import numbers_in
from portal.analysis.numbers import spelled_numbers_in
from portal.analysis.spelling import Speller
from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.token import Token
from portal.domain.translation import passages
from portal.library.shelf import Shelf

# A word, with the hyphen of an elliptic first part (arbets- och), but not the ending of a figure (29-vuotias, §:ssä).
WORD = re.compile(r"(?<![^\W_])(?<![\d%§€][-‑–:])[^\W\d_]+(?:[-‑’':][^\W\d_]+)*(?:[-‑](?![^\W_]))?")
ADDRESS = re.compile(r"https?://\S+|www\.\S+")
QUOTED = re.compile(r"”[^”\n]*”|“[^”\n]*”|‘[^’\n]*’")
SHORTEST_NAME = 4
LONGEST_ENDING = 7


class Remark(StrEnum):
    """What is wrong with a passage."""

    UNKNOWN_WORD = "unknown-word"
    AVOIDED_TERM = "avoided-term"
    NUMBER_NOT_IN_ORIGINAL = "number-not-in-original"
    NUMBER_NOT_IN_TRANSLATION = "number-not-in-translation"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: where it stands, and the word, term or number itself."""

    ref: str
    language: Language
    passage: str
    remark: Remark
    text: str


class Proofreader:
    """Reads entries against dictionaries, glossary and originals."""

    def __init__(
        self,
        shelf: Shelf,
        *,
        spellers: Mapping[Language, Speller],
        analyzers: Mapping[Language, Analyzer],
        known_words: Mapping[Language, frozenset[str]],
        own_words: Callable[[str], str],
    ) -> None:
        """`own_words` turns Markdown into words without what is only mentioned; `known_words` add to a dictionary."""
        self._spellers = spellers
        self._analyzers = analyzers
        self._own_words = own_words
        names = frozenset(_names(shelf))
        self._words = {language: known_words[language] | names for language in Language}
        self._beginnings = {language: frozenset(_beginnings(known_words[language], names)) for language in Language}
        self._avoided = {language: _avoided_terms(shelf, analyzers[language], language) for language in Language}

    def read(self, entry: Entry) -> Iterator[Finding]:
        """Yield what is to be looked at in every language of the entry."""
        original = passages(entry.texts.values[entry.original])
        for language, text in entry.texts.values.items():
            for name, markdown in passages(text).items():
                yield from self._read_passage(entry, language, name, markdown)
                if language != entry.original and name in original:
                    yield from self._compare(entry, language, name, original[name], markdown)

    def _read_passage(self, entry: Entry, language: Language, name: str, markdown: str) -> Iterator[Finding]:
        words = ADDRESS.sub(" ", self._own_words(markdown))
        for match in WORD.finditer(words):
            if not self._is_known(match.group(), language):
                yield Finding(str(entry.ref), language, name, Remark.UNKNOWN_WORD, match.group())
        tokens = self._analyzers[language].analyse(QUOTED.sub(" … ", words))
        for term in _used(tokens, self._avoided[language]):
            yield Finding(str(entry.ref), language, name, Remark.AVOIDED_TERM, term)

    def _compare(self, entry: Entry, language: Language, name: str, original: str, made: str) -> Iterator[Finding]:
        more, less = differing_figures((made, language), (original, entry.original), self._own_words)
        for number in more:
            yield Finding(str(entry.ref), language, name, Remark.NUMBER_NOT_IN_ORIGINAL, number)
        for number in less:
            yield Finding(str(entry.ref), language, name, Remark.NUMBER_NOT_IN_TRANSLATION, number)

    def _is_known(self, word: str, language: Language) -> bool:
        known, speller = self._words[language], self._spellers[language]
        if word.isupper() or word in known or word.casefold() in known or speller.knows(word):
            return True
        shortest = max(1, len(word) - LONGEST_ENDING)
        if any(word[:length] in self._beginnings[language] for length in range(shortest, len(word) + 1)):
            return True
        stem, colon, _ending = word.partition(":")
        if colon:
            return self._is_known(stem, language)
        parts = [part for part in re.split(r"[-‑]", word) if part]
        if word.endswith(("-", "‑")) and any(speller.knows(stem) for stem in (parts[-1], parts[-1].removesuffix("s"))):
            parts.pop()
        return ("-" in word or "‑" in word) and all(self._is_known(part, language) for part in parts)


def differing_figures(
    made: tuple[str, Language], original: tuple[str, Language], own_words: Callable[[str], str]
) -> tuple[list[str], list[str]]:
    """Return the figures that only the translation states, and those that only the original does.

    A figure that the other text may have in letters is no difference; citations, addresses and blanks do not count.
    """
    ours, theirs = (ADDRESS.sub(" ", own_words(text.replace("*", ""))) for text, _ in (made, original))
    stated = numbers_in(ours, made[1]), numbers_in(theirs, original[1])
    spelled = spelled_numbers_in(ours, made[1]), spelled_numbers_in(theirs, original[1])
    return sorted(stated[0] - stated[1] - spelled[1]), sorted(stated[1] - stated[0] - spelled[0])


def _names(shelf: Shelf) -> Iterator[str]:
    """Yield the words that are right because something on the shelf is called so."""
    for collection in (Collection.ORGANISATIONS, Collection.INITIATIVES):
        for entry in shelf.entries(collection):
            titles = [text.title for text in entry.texts.values.values()]
            for name in (*titles, *getattr(entry, "official_names", ())):
                yield from WORD.findall(name)
    for source in shelf.sources.values():
        for name in (source.title, source.publisher):
            yield from (word for word in WORD.findall(name) if word[:1].isupper())


def _beginnings(words: frozenset[str], names: frozenset[str]) -> Iterator[str]:
    """Yield what a word may begin with to be known: names are inflected, and so is a word that ends in `*`."""
    yield from (word.rstrip("*") for word in words if word.endswith("*"))
    yield from (name for name in names if len(name) >= SHORTEST_NAME and name[0].isupper())


def _avoided_terms(shelf: Shelf, analyzer: Analyzer, language: Language) -> Mapping[str, Sequence[frozenset[str]]]:
    terms = (term for concept in shelf.concepts.values() for term in concept.wordings[language].avoided)
    return {term: [frozenset(token.lemmas) for token in analyzer.analyse(term)] for term in terms}


def _used(tokens: Sequence[Token], terms: Mapping[str, Sequence[frozenset[str]]]) -> Iterator[str]:
    """Yield the terms whose words follow each other among the tokens, in whatever form."""
    forms = [set(token.lemmas) for token in tokens]
    everything = set[str]().union(*forms)
    for term, words in terms.items():
        # Hardly a term has all its words in a passage, and a look at each place would take most of the reading.
        if any(everything.isdisjoint(wanted) for wanted in words):
            continue
        for start in range(len(forms) - len(words) + 1):
            run = forms[start : start + len(words)]
            if all(wanted & here for wanted, here in zip(words, run, strict=True)):
                yield term
