"""What a clause asks for, in facts."""

from dataclasses import dataclass
from dataclasses import replace

from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.clause import SlotName
from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.structures import SLOT_CODES
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Fact
from portal.web.facts.fact import Teller
from portal.web.labels import slot_name
from portal.web.labels import slot_question
from portal.web.quantities import quantity_phrase
from portal.web.words import gettext

HEADLINE = (SlotName.AMOUNT, SlotName.DURATION, SlotName.SANCTION)


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A part of the clause: its name, the question it answers, what the sources state in words and to compare."""

    slot: SlotName
    name: str
    question: str
    fact: Fact
    comparable: tuple[str, ...] = ()


def clause_facts(clause: Clause, tell: Teller) -> list[Fact]:
    """Return where a clause belongs: setting, way of requiring, level, what it suits."""
    facts = [
        Fact(gettext("For procurement in"), tell.code("countries", clause.country)),
        Fact(gettext("Type of requirement"), tell.code("instruments", clause.instrument)),
        Fact(gettext("Level of ambition"), tell.code("ambitions", clause.ambition)),
        Fact(gettext("What is bought"), tell.codes("sectors", clause.sectors)),
        Fact(gettext("Used in phase"), tell.codes("phases", clause.phases)),
    ]
    return [fact for fact in facts if fact.values]


def clause_headline(clause: Clause, tell: Teller) -> list[Fact]:
    """Return the facts that a line in a list carries: amount, duration, sanction.

    Of a clause of a set only what it says itself, for the set says the rest.
    """
    facts = [_slot_fact(clause, slot, tell) for slot in HEADLINE]
    return [fact for fact in facts if fact.values] if clause.set_part else facts


def slot_lines(clause: Clause, tell: Teller) -> list[SlotLine]:
    """Return the ten parts of a clause in reading order."""
    return [
        SlotLine(
            slot, slot_name(slot), slot_question(slot), _slot_fact(clause, slot, tell), slot_values(clause, slot, tell)
        )
        for slot in SlotName
    ]


def slot_values(clause: Clause, slot: SlotName, tell: Teller) -> tuple[str, ...]:
    """Return the comparable value of one part: the phrase of its numbers, then the labels of its codes."""
    stated = clause.slots.get(slot)
    if stated is None or stated.value is None:
        return ()
    phrase = quantity_phrase(stated.value, tell.shelf.vocabularies, tell.language)
    codes = tell.codes(SLOT_CODES.get(slot, ""), stated.value.codes)
    return (*((phrase,) if phrase else ()), *(code.text for code in codes))


def clause_trail(clause: Clause, tell: Teller) -> list[Fact]:
    """Return the reuse of a clause in both directions: what it is built on, what is built on it, who has used it."""
    heirs = tuple(
        tell.title(each)
        for each in tell.shelf.linked_from(clause.ref)
        if isinstance(each, Clause) and clause.id in each.built_on
    )
    said = clause.evidence
    return [
        Fact(gettext("Built on"), tell.entries(Collection.CLAUSES, clause.built_on), said.get("built_on", ())),
        Fact(gettext("Others built on it"), heirs),
        Fact(gettext("Used in"), _uses(clause, tell), said.get("used_in", ())),
    ]


def _uses(clause: Clause, tell: Teller) -> tuple[Datum, ...]:
    """Return the cases that used a clause, each with the number of its notice where that is known."""
    refs = [Ref(Collection.CASES, each) for each in clause.used_in]
    return tuple(_with_notice(use, tell.shelf.get(ref)) for ref in refs for use in tell.entry(ref))


def _with_notice(use: Datum, case: Entry | None) -> Datum:
    if not isinstance(case, Case) or case.notice is None:
        return use
    return replace(use, text=gettext("%(case)s (notice %(number)s)", case=use.text, number=case.notice.number))


def clause_laws(clause: Clause, tell: Teller) -> tuple[Datum, ...]:
    """Return the laws a clause rests on, as links."""
    return tell.entries(Collection.LAWS, clause.laws)


def clause_blanks(clause: Clause, tell: Teller) -> list[tuple[str, str]]:
    """Return what the buyer fills in: each blank in the reader's language and in that of the original."""
    label = tell.shelf.vocabularies.label
    return [(label("blanks", code, tell.language), label("blanks", code, clause.original)) for code in clause.blanks]


def _slot_fact(clause: Clause, slot: SlotName, tell: Teller) -> Fact:
    """Return what the sources state of one part, in the reader's language, else in the original."""
    stated = clause.slots.get(slot)
    words = _slot_words(clause, slot, tell.language)
    if stated is None or words is None:
        return Fact(slot_name(slot))
    return Fact(slot_name(slot), (words,), stated.sources)


def _slot_words(clause: Clause, slot: SlotName, reader: Language) -> Datum | None:
    for language in (reader, clause.original):
        text = clause.texts.get(language)
        if text is not None and slot in text.slots:
            return Datum(text.slots[slot], language=language if language != reader else None)
    return None
