"""What a pasted draft of a clause seems to state, and which parts it has in common with a published clause."""

import threading
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import is_not
from pathlib import Path

from portal.analysis.analyzer import Analyzer
from portal.analysis.measures import Measure
from portal.analysis.measures import Unit
from portal.analysis.measures import measures_in
from portal.analysis.term_bank import TermBank
from portal.domain.clause import Clause
from portal.domain.clause import SlotName
from portal.domain.glossary import Concept
from portal.domain.glossary import Wordings
from portal.domain.language import Language
from portal.domain.quantity import Quantity
from portal.domain.token import Token
from portal.domain.vocabulary import Vocabularies
from portal.library.shelf import Shelf
from portal.publishing.kept_analyses import KeptAnalyses
from portal.publishing.live_shelf import LiveShelf
from portal.search.function_words import FUNCTION_WORDS

ROLES = "contact-roles"
VOCABULARY_OF_SLOT: Mapping[SlotName, str] = {
    SlotName.TARGET_GROUP: "target-groups",
    SlotName.ACCEPTED_FORMS: "forms",
    SlotName.MATCHING: ROLES,
    SlotName.REPORTING: ROLES,
    SlotName.SANCTION: "sanctions",
    SlotName.EXEMPTION: "exemptions",
}

Code = tuple[str, str]
"""A vocabulary and one of its codes."""


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What a text seems to state: figures with a unit, codes of vocabularies, and the concepts of the glossary in it.

    It is read off the words and not understood: a figure is known by its unit, not by what it is said of.
    """

    measures: frozenset[Measure]
    codes: frozenset[Code]
    concepts: frozenset[str]


class DraftReader:
    """Reads drafts with the words of the current shelf; nothing of a draft is kept."""

    def __init__(
        self,
        live_shelf: LiveShelf,
        analyzers: Mapping[Language, Analyzer],
        glossary: Callable[[], TermBank],
        kept: Path | None = None,
    ) -> None:
        """`kept` is a file that remembers the words of the codes from start to start, if any is."""
        self._live_shelf = live_shelf
        self._analyzers = analyzers
        self._analyses = KeptAnalyses(kept, analyzers)
        self._glossary = glossary
        self._lock = threading.Lock()
        self._made: tuple[tuple[Vocabularies, Mapping[str, Concept]], TermBank] | None = None

    def read(self, text: str, language: Language) -> DraftFacts:
        """Return what a text in a language seems to state."""
        tokens = self._analyzers[language].analyse(text)
        found = (concept.partition(":") for concept in _concepts(self._codes(), tokens, language))
        return DraftFacts(
            measures_in(text, language),
            frozenset((vocabulary, code) for vocabulary, _, code in found),
            frozenset(_concepts(self._glossary(), tokens, language)),
        )

    def _codes(self) -> TermBank:
        """Return the words of the codes of the current shelf."""
        shelf = self._live_shelf.current()
        with self._lock:
            source = shelf.vocabularies, shelf.concepts
            if self._made is None or any(map(is_not, self._made[0], source)):
                self._made = source, TermBank(_code_concepts(shelf), self._analyzers, self._analyses.analyse)
                self._analyses.keep()
            return self._made[1]


def _concepts(bank: TermBank, tokens: Sequence[Token], language: Language) -> Iterator[str]:
    """Yield the concepts that stand in a text; a little word is none, though the Swedish for goods is also one."""
    for term in bank.recognise(tokens, language):
        if term.end - term.first > 1 or tokens[term.first].surface not in FUNCTION_WORDS[language]:
            yield term.concept.id


def shared_slots(facts: DraftFacts, clause: Clause) -> tuple[SlotName, ...]:
    """Return the parts that a clause states as the draft does, in reading order.

    A part is shared when both have one of its figures or codes, or when the draft uses the very term that the part is
    named for: both say something of reporting.
    """
    return tuple(slot for slot in SlotName if slot in clause.slots and _is_shared(slot, facts, clause))


def _is_shared(slot: SlotName, facts: DraftFacts, clause: Clause) -> bool:
    value = clause.slots[slot].value or Quantity()
    figures = set(_measures_of(value)) or _measures_in_words(slot, clause)
    codes = {(VOCABULARY_OF_SLOT.get(slot, ""), code) for code in value.codes}
    return bool(figures & facts.measures or codes & facts.codes or slot.value.replace("_", "-") in facts.concepts)


def _measures_of(value: Quantity) -> Iterator[Measure]:
    """Yield the figures of a comparable value."""
    numbers: dict[Unit, Decimal | None] = {
        Unit.PERSONS: value.persons,
        Unit.PERCENT: value.percent,
        Unit.MONTHS: value.months,
        Unit.WEEKS: value.weeks,
        Unit.HOURS: value.hours_per_week,
    }
    yield from (Measure(unit, number) for unit, number in numbers.items() if number is not None)
    if value.currency in set(Unit):
        amounts = (value.amount, value.per_amount)
        yield from (Measure(Unit(value.currency), amount) for amount in amounts if amount is not None)


def _measures_in_words(slot: SlotName, clause: Clause) -> set[Measure]:
    """Return the figures in the words of a part that has no comparable value."""
    return {
        measure
        for language, text in clause.texts.values.items()
        for measure in measures_in(text.slots.get(slot, ""), language)
    }


def _code_concepts(shelf: Shelf) -> Iterator[Concept]:
    """Yield each code as a concept: called by its labels, and by the words of the glossary's concept for the same.

    A role is called by its labels alone: the glossary's word for one, such as the supplier, stands in every clause.
    """
    called: defaultdict[tuple[Language, str], list[Concept]] = defaultdict(list)
    for concept in shelf.concepts.values():
        for language, wordings in concept.wordings.items():
            for word in wordings.all:
                called[language, word].append(concept)
    for name in dict.fromkeys(VOCABULARY_OF_SLOT.values()):
        for term in shelf.vocabularies[name]:
            labels = {language: term.label(language) for language in Language}
            same = [] if name == ROLES else _same_as(term.code, labels, shelf.concepts, called)
            words = {language: Wordings(label, tuple(_words_of(same, language))) for language, label in labels.items()}
            yield Concept(f"{name}:{term.code}", words, term.labels)


def _same_as(
    code: str,
    labels: Mapping[Language, str],
    concepts: Mapping[str, Concept],
    called: Mapping[tuple[Language, str], Sequence[Concept]],
) -> list[Concept]:
    """Return the concepts that have the id of a code or are called what it is called, each once."""
    found = [concepts[code]] if code in concepts else []
    found += [concept for label in labels.items() for concept in called.get(label, ())]
    return list({concept.id: concept for concept in found}.values())


def _words_of(concepts: Iterable[Concept], language: Language) -> Iterator[str]:
    for concept in concepts:
        if language in concept.wordings:
            yield from concept.wordings[language].all
