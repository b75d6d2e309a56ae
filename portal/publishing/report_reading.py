"""What a pasted report states of an employment clause, sentence by sentence, and what it leaves open.

It is read off the words and not understood: every field that is filled bears the sentence it was filled from.
"""

import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from portal.analysis.measures import Measure
from portal.analysis.measures import Unit
from portal.domain.clause import SlotName
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.publishing.drafts import DraftFacts
from portal.publishing.drafts import DraftReader
from portal.publishing.wanted import CASE_FACTS

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")
MOST_SENTENCES = 400
LONGEST_SLOT = 600
SLOT_OF_VOCABULARY: Mapping[str, SlotName] = {
    "target-groups": SlotName.TARGET_GROUP,
    "forms": SlotName.ACCEPTED_FORMS,
    "sanctions": SlotName.SANCTION,
    "exemptions": SlotName.EXEMPTION,
}
NAMED = (SlotName.MATCHING, SlotName.REPORTING, SlotName.SANCTION)
"""Parts that a sentence speaks of when it uses their very name."""
LIMIT = re.compile(
    r"\b(?:yli|vähintään|ylittä\w+|alkaen|raja\w*|över(?:stig\w+)?|minst|från|tröskel\w*|gräns\w*|"
    r"over|above|exceed\w*|at least|threshold\w*|from)\b",
    re.IGNORECASE,
)
"""Words that make a sum of money a limit from which something applies."""
QUANTITIES: Mapping[Unit, str] = {
    Unit.PERSONS: "persons",
    Unit.PERCENT: "percent",
    Unit.MONTHS: "months",
    Unit.WEEKS: "weeks",
}
MONEY = (Unit.EUR, Unit.SEK)


@dataclass(frozen=True, slots=True)
class ReportReading:
    """What a report states: fields of the form, the sentence behind each part, and what is left open.

    `gaps` are parts of a clause; `facts` are facts of a case, and empty for a clause.
    """

    typed: Mapping[str, str]
    found: Mapping[SlotName, tuple[str, ...]]
    gaps: tuple[SlotName, ...]
    facts: tuple[str, ...]


def read_report(text: str, language: Language, collection: Collection, reader: DraftReader) -> ReportReading:
    """Return what a text in a language states, as fields of a case or a clause.

    A number fills a field only where one sentence states it and no other sentence states another.
    """
    found: dict[SlotName, list[tuple[str, DraftFacts]]] = {}
    for sentence in sentences(text):
        facts = reader.read(sentence, language)
        for slot in _slots_of(sentence, facts):
            found.setdefault(slot, []).append((sentence, facts))
    words = {slot: tuple(sentence for sentence, _ in found[slot]) for slot in SlotName if slot in found}
    typed = dict(_codes(found))
    if collection is Collection.CLAUSES:
        typed.update(_slot_fields(found))
        facts_open: tuple[str, ...] = ()
    else:
        typed.update(_threshold(found))
        facts_open = tuple(name for name in CASE_FACTS if not any(path.startswith(f"{name}.") for path in typed))
    return ReportReading(typed, words, tuple(slot for slot in SlotName if slot not in found), facts_open)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, white space folded, the first four hundred."""
    parts = (" ".join(part.split()) for part in SENTENCE_END.split(text))
    return [part for part in parts if part][:MOST_SENTENCES]


def _slots_of(sentence: str, facts: DraftFacts) -> Iterator[SlotName]:
    codes = {vocabulary for vocabulary, _ in facts.codes}
    units = {measure.unit for measure in facts.measures}
    for slot in SlotName:
        if any(SLOT_OF_VOCABULARY.get(vocabulary) is slot for vocabulary in codes) or (
            slot in NAMED and slot.value in facts.concepts
        ):
            yield slot
    if Unit.PERSONS in units:
        yield SlotName.AMOUNT
    if units & {Unit.MONTHS, Unit.WEEKS} and (Unit.PERSONS in units or "target-groups" in codes or "forms" in codes):
        yield SlotName.DURATION
    if units & set(MONEY) and LIMIT.search(sentence) and "sanctions" not in codes:
        yield SlotName.TRIGGER


Found = Mapping[SlotName, list[tuple[str, DraftFacts]]]


def _codes(found: Found) -> Iterator[tuple[str, str]]:
    """Yield the target groups and forms of the whole."""
    for field, vocabulary in (("target_groups", "target-groups"), ("forms", "forms")):
        codes = _codes_of(vocabulary, [facts for each in found.values() for _, facts in each])
        if codes:
            yield field, ", ".join(codes)


def _codes_of(vocabulary: str, facts: list[DraftFacts]) -> list[str]:
    return sorted({code for each in facts for name, code in each.codes if name == vocabulary})


def _slot_fields(found: Found) -> Iterator[tuple[str, str]]:
    """Yield the fields of each part: the sentences themselves, and the values that they agree on."""
    for slot, each in found.items():
        yield f"slots.{slot}.text", " ".join(dict.fromkeys(sentence for sentence, _ in each))[:LONGEST_SLOT]
        facts = [facts for _, facts in each]
        vocabulary = next((name for name, of in SLOT_OF_VOCABULARY.items() if of is slot), "")
        codes = _codes_of(vocabulary, facts)
        if codes:
            yield f"slots.{slot}.value.codes", ", ".join(codes)
        units = {SlotName.AMOUNT: (Unit.PERSONS,), SlotName.DURATION: (Unit.MONTHS, Unit.WEEKS)}.get(slot, ())
        for unit in units:
            number = _agreed(unit, facts)
            if number is not None:
                yield f"slots.{slot}.value.{QUANTITIES[unit]}", _plain(number)
        if slot is SlotName.TRIGGER:
            yield from _money(f"slots.{slot}.value", facts)


def _threshold(found: Found) -> Iterator[tuple[str, str]]:
    yield from _money("threshold", [facts for _, facts in found.get(SlotName.TRIGGER, ())])


def _money(path: str, facts: list[DraftFacts]) -> Iterator[tuple[str, str]]:
    stated = [(unit, number) for unit in MONEY if (number := _agreed(unit, facts)) is not None]
    if len(stated) == 1:
        unit, number = stated[0]
        yield f"{path}.amount", _plain(number)
        yield f"{path}.currency", unit.value


def _agreed(unit: Unit, facts: list[DraftFacts]) -> Decimal | None:
    """Return the one number of a unit that the sentences state, None where they state none or several."""
    measures: set[Measure] = {measure for each in facts for measure in each.measures if measure.unit is unit}
    return next(iter(measures)).number if len(measures) == 1 else None


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
