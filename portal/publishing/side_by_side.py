"""An original laid out for a translator: sentence by sentence, with what changed in it and the words to use."""

import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from portal.analysis.term_bank import TermBank
from portal.domain.glossary import Concept
from portal.domain.language import Language
from portal.domain.token import Token
from portal.history.difference import Change
from portal.history.difference import Stretch

SENTENCE_END = re.compile(r"(?<=[.!?”\"\])])\s+(?=[“”\"(\[*]*[A-ZÅÄÖ0-9])|\n+")
# The day in `1. huhtikuuta`, the number of a point and an abbreviation end no sentence.
NO_END = re.compile(r"(?:^|[\s(])(?:\d{1,3}|[A-Za-zÅÄÖåäö]{1,3})\.$")


@dataclass(frozen=True, slots=True)
class TermHint:
    """A word of the glossary as it stands in the sentence, and its concept, which has the words to use."""

    word: str
    concept: Concept
    language: Language
    """The language it is to be said in."""

    @property
    def preferred(self) -> str | None:
        """The word to use, or None where the glossary has none in that language."""
        words = self.concept.wordings.get(self.language)
        return words.preferred if words else None

    @property
    def in_finland(self) -> tuple[str, ...]:
        """The words to use instead in Finland's Swedish."""
        words = self.concept.wordings.get(self.language)
        return words.finland_swedish if words else ()

    @property
    def avoided(self) -> tuple[str, ...]:
        """The words not to use."""
        words = self.concept.wordings.get(self.language)
        return words.avoided if words else ()


@dataclass(slots=True)
class Sentence:
    """One sentence of the original, with what was added to it and taken out since it was translated."""

    stretches: list[Stretch] = field(default_factory=list)
    terms: list[TermHint] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The sentence as it reads today."""
        return "".join(each.text for each in self.stretches if each.change is not Change.REMOVED)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Where the words of the trade are looked up: how a text becomes words, and which of them are terms."""

    bank: TermBank
    analyse: Callable[[str], Sequence[Token]]


def sentences(
    stretches: Sequence[Stretch], source: Language, target: Language, glossary: Glossary
) -> tuple[Sentence, ...]:
    """Return the sentences of an original, each with its terms; line ends of the text end a sentence too.

    A term that comes again in the passage is told with each sentence, for a translator reads one at a time.
    """
    found = [Sentence()]
    for stretch in stretches:
        if stretch.change is Change.REMOVED:
            found[-1].stretches.append(stretch)
            continue
        for ends, text in _pieces(stretch.text):
            if text:
                found[-1].stretches.append(Stretch(stretch.change, text))
            if ends:
                found.append(Sentence())
    kept = tuple(sentence for sentence in found if any(each.text.strip() for each in sentence.stretches))
    for sentence in kept:
        sentence.terms.extend(_terms(sentence.text, source, target, glossary))
    return kept


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the text in pieces, each with whether a sentence ends with it."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        if "\n" not in match[0] and NO_END.search(text[start : match.start()]):
            continue
        yield True, text[start : match.start()]
        start = match.end()
    yield False, text[start:]


def _terms(text: str, source: Language, target: Language, glossary: Glossary) -> Iterator[TermHint]:
    tokens = glossary.analyse(text)
    seen: set[str] = set()
    for term in glossary.bank.recognise(tokens, source):
        if term.everyday or term.concept.id in seen:
            continue
        seen.add(term.concept.id)
        yield TermHint(text[tokens[term.first].start : tokens[term.end - 1].end], term.concept, target)
