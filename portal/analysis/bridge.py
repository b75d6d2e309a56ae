"""The bridge between the languages: what the words of a question are called in the two others.

The glossary comes first, as general dictionaries know few words of the trade; then the dictionaries, word by word, and
for a compound they do not know, part by part.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from portal.analysis.analyzer import Analyzer
from portal.analysis.families import relatives
from portal.analysis.freedict import FreeDict
from portal.analysis.term_bank import TermBank
from portal.analysis.term_bank import TermInText
from portal.domain.equivalent import Equivalent
from portal.domain.equivalent import Origin
from portal.domain.glossary import Concept
from portal.domain.language import Language
from portal.domain.token import Part
from portal.domain.token import Token

PREFERRED_WEIGHT = 1.0
SYNONYM_WEIGHT = 0.8
EVERYDAY_WEIGHT = 0.7
"""What a concept is worth to somebody who asked by an everyday word, which may have meant something else."""
DICTIONARY_WEIGHT = 0.9
LATER_WEIGHT = 0.8
"""What each further translation of a dictionary is worth: the first is the most common one."""
PART_WEIGHT = 0.6
SAME_LANGUAGE_WEIGHT = 0.6
FAMILY_WEIGHT = 0.4
"""What the concept of a noun is worth to somebody who used the verb, or the other way round."""
_REMEMBERED = 1024
Span = tuple[int, int]
_NAMES_AND_NUMBERS = 2
"""Shorter words are abbreviations, which are not translated word by word."""


class ConceptBridge:
    """Equivalents of the words of a question; immutable, so safe to share between threads."""

    def __init__(
        self, banks: Sequence[TermBank], dictionaries: FreeDict, analyzers: Mapping[Language, Analyzer]
    ) -> None:
        """`banks` hold the terms, the more trusted bank first."""
        self._banks = banks
        self._dictionaries = dictionaries
        self._analyzers = analyzers
        self._remembered = lru_cache(_REMEMBERED)(self._found)

    def equivalents(self, question: str, reader: Language) -> tuple[Equivalent, ...]:
        """Return what the stretches of a question mean in the languages they are not in, in the order of the question.

        The reader's own language is tried first for every word, then the others: a Finnish word typed on an English
        page is understood too.
        Offsets count characters of the question, which is analysed in NFC.
        """
        return self._remembered(question, reader)

    def _found(self, question: str, reader: Language) -> tuple[Equivalent, ...]:
        languages = sorted(Language, key=lambda language: language != reader)
        tokens = {language: self._analyzers[language].analyse(question) for language in languages}
        taken: set[Span] = set()
        found: list[Equivalent] = []
        for language in languages:
            for bank in self._banks:
                made = [
                    equivalent
                    for term in bank.recognise(tokens[language], language)
                    if _is_free(span := _span(term, tokens[language]), taken)
                    for equivalent in _from_terms(term, span, question, language)
                ]
                found += made
                taken |= {(each.start, each.end) for each in made}
        for language in languages:
            for token in tokens[language]:
                if _is_free((token.start, token.end), taken):
                    related = list(self._from_relatives(token, language, question))
                    found += related
                    taken |= {(token.start, token.end)} if related else set()
        for language in languages:
            for token in tokens[language]:
                if _is_free((token.start, token.end), taken):
                    translated = list(self._from_dictionaries(token, language))
                    found += translated
                    taken |= {(token.start, token.end)} if translated else set()
        return tuple(sorted(dict.fromkeys(found), key=lambda each: (each.start, each.language, -each.weight)))

    def _from_relatives(self, token: Token, source: Language, question: str) -> Iterator[Equivalent]:
        """Yield what a relative of the word means that is a word of the glossary: *raportoidaan* is about reporting."""
        span = (token.start, token.end)
        # The likeliest base form only: the others of an unknown word are stems, and a misspelling must stay one.
        for relative in relatives(token.lemmas[0], source):
            word = self._analyzers[source].analyse(relative)
            for bank in self._banks:
                for term in bank.recognise(word, source):
                    for each in _from_terms(term, span, question, source):
                        yield replace(each, weight=each.weight * FAMILY_WEIGHT)

    def _from_dictionaries(self, token: Token, source: Language) -> Iterator[Equivalent]:
        if len(token.surface) <= _NAMES_AND_NUMBERS or (not token.surface.isalpha() and "-" not in token.surface):
            return
        for target in Language:
            if target == source:
                continue
            whole = self._translated(token.lemmas, source, target)
            if whole:
                yield from _weighed(token.text, (token.start, token.end), whole, target, DICTIONARY_WEIGHT)
            elif token.parts:
                yield from self._by_part(token, source, target)

    def _by_part(self, token: Token, source: Language, target: Language) -> Iterator[Equivalent]:
        """Yield the equivalents of the parts of a compound, if the whole of it can be told in parts that have one.

        Of several ways to cut it the one with the fewest parts counts: *työllistämisvelvoite|laskelma* is about the
        obligation that the glossary knows, *työllistämis|velvoite|laskelma* about any.
        """
        told = {part: found for part in token.parts if (found := self._part(part, source, target))}
        for part in _fewest(token, told):
            yield from (replace(each, weight=each.weight * PART_WEIGHT, is_part=True) for each in told[part])

    def _part(self, part: Part, source: Language, target: Language) -> list[Equivalent]:
        """Return what a part of a compound means: by the glossary, else by the dictionaries."""
        span, word = (part.start, part.end), self._analyzers[source].analyse(part.lemmas[0])
        found = [
            replace(each, source=part.text)
            for bank in self._banks
            for term in bank.recognise(word, source)
            for each in _from_terms(term, span, part.text, source)
            if each.language is target
        ]
        words = self._translated(part.lemmas, source, target)
        return found or list(_weighed(part.text, span, words, target, DICTIONARY_WEIGHT))

    def _translated(self, lemmas: Sequence[str], source: Language, target: Language) -> tuple[str, ...]:
        found = (word for lemma in lemmas for word in self._dictionaries.translations(lemma, source, target))
        return tuple(dict.fromkeys(found))


def _fewest(token: Token, parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return the fewest of the parts that make up the whole word, those with the longer beginning among equals."""
    ways: dict[int, tuple[Part, ...]] = {token.start: ()}
    for part in sorted(parts, key=lambda part: (part.end, part.start)):
        if part.start in ways:
            way = (*ways[part.start], part)
            if part.end not in ways or len(way) <= len(ways[part.end]):
                ways[part.end] = way
    return ways.get(token.end, ())


def _span(term: TermInText, tokens: Sequence[Token]) -> Span:
    return tokens[term.first].start, tokens[term.end - 1].end


def _is_free(span: Span, taken: set[Span]) -> bool:
    """Whether no stretch that has its equivalents already overlaps."""
    return not any(start < span[1] and span[0] < end for start, end in taken)


def _from_terms(term: TermInText, span: Span, question: str, source: Language) -> Iterator[Equivalent]:
    asked = question[slice(*span)]
    for target in Language:
        if target in term.concept.wordings:
            for text, weight in _wordings(term.concept, target):
                weighed = weight * _trust(term)
                if target == source:
                    weighed *= SAME_LANGUAGE_WEIGHT
                    if text.casefold() == asked.casefold():
                        continue
                yield Equivalent(*span, question[slice(*span)], text, target, Origin.GLOSSARY, weighed)


def _trust(term: TermInText) -> float:
    """Return how surely the concept is meant."""
    if term.everyday:
        return EVERYDAY_WEIGHT
    return PREFERRED_WEIGHT if term.preferred else SYNONYM_WEIGHT


def _wordings(concept: Concept, language: Language) -> Iterator[tuple[str, float]]:
    """Yield the words of a concept with their worth; a synonym may be broader or narrower than the concept."""
    words = concept.wordings[language]
    worth = {
        **dict.fromkeys((*words.synonyms, *words.avoided, *words.abbreviations), SYNONYM_WEIGHT),
        **dict.fromkeys((*words.finland_swedish, words.preferred), PREFERRED_WEIGHT),
    }
    yield from worth.items()


def _weighed(source: str, span: Span, words: Sequence[str], target: Language, weight: float) -> Iterator[Equivalent]:
    for place, word in enumerate(words):
        yield Equivalent(
            *span, source, word, target, Origin.DICTIONARY, weight if place == 0 else weight * LATER_WEIGHT
        )
