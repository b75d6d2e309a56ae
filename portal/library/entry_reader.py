"""One language file of an entry: its front matter and text made into domain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.domain.clause import Slot
from portal.domain.clause import SlotName
from portal.domain.entry import EntryText
from portal.domain.language import Language
from portal.domain.problem import Rule
from portal.library.content_file import ContentFile
from portal.library.fields import read_fields
from portal.library.kinds import ANOTHER_CLAUSE
from portal.library.kinds import NOT_STATED
from portal.library.kinds import Text
from portal.library.passages import blanks_in
from portal.library.passages import check_text
from portal.library.record import Record
from portal.library.schemas import SHARED_FIELDS
from portal.library.schemas import TEXT_FIELDS
from portal.library.schemas import TRANSLATION_FIELDS
from portal.library.schemas import Schema
from portal.library.structures import slot_fields
from portal.library.structures import slot_from_fields


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """What one file says: its text, and the facts where it is the original."""

    text: EntryText | None
    facts: Mapping[str, Any]
    translation_of: Language | None
    record: Record


def read_language_file(file: ContentFile, schema: Schema, record: Record) -> LanguageFile:
    """Return what the file says; faults are in the record, and `text` is None when it has no sound one."""
    translated = "translation_of" in file.metadata
    fields = TEXT_FIELDS + (TRANSLATION_FIELDS if translated else (*schema.fields, *SHARED_FIELDS))
    metadata = {name: value for name, value in file.metadata.items() if not (schema.has_slots and name == "slots")}
    if translated:
        metadata = _without_facts(metadata, schema, record)
    values = read_fields(record, metadata, (), fields)
    words, slots = _slots(file, translated, record) if schema.has_slots else ({}, {})
    check_text(file, record)
    _check_sections(file, schema, record)
    text = None
    if "title" in values and "summary" in values:
        text = EntryText(
            values.pop("title"), values.pop("summary"), file.sections, words,
            values.pop("made_from", {}), values.pop("checked", ()), values.pop("machine_made", False),
        )  # fmt: skip
    of = values.pop("translation_of", None)
    if not translated:
        _check_evidence(values, schema, record)
        if schema.has_slots:
            values["slots"] = slots
            _check_blanks(file, values.get("blanks", ()), record)
    return LanguageFile(text, values, Language(of) if of else None, record)


def _without_facts(metadata: dict[str, Any], schema: Schema, record: Record) -> dict[str, Any]:
    facts = {field.name for field in (*schema.fields, *SHARED_FIELDS)}
    for name in metadata.keys() & facts:
        record.fault(Rule.FACT_IN_TRANSLATION, (name,), f"The field “{name}” is a fact.")
    return {name: value for name, value in metadata.items() if name not in facts}


def _slots(file: ContentFile, translated: bool, record: Record) -> tuple[dict[str, str], dict[SlotName, Slot]]:
    raw = file.metadata.get("slots")
    if not isinstance(raw, dict):
        if not translated:
            record.fault(Rule.SLOT_MISSING, ("slots",), "The clause has no slots.")
        return {}, {}
    words: dict[str, str] = {}
    slots: dict[SlotName, Slot] = {}
    silent = ANOTHER_CLAUSE if "set_part" in file.metadata else NOT_STATED
    for name, value in raw.items():
        path = ("slots", name)
        if name not in set(SlotName):
            record.fault(Rule.SLOT_UNKNOWN, path, f"There is no slot “{name}”.")
        elif translated:
            words[name] = Text().read(record, value, path) or ""
        elif isinstance(value, dict):
            _read_slot(SlotName(name), value, record, words, slots)
        elif value != silent:
            record.fault(Rule.FIELD_TYPE, path, f"The slot holds neither {silent} nor {{text, value, source}}.")
    for slot in SlotName:
        if not translated and slot not in raw:
            record.fault(Rule.SLOT_MISSING, ("slots",), f"The slot “{slot}” is missing.")
    return words, slots


def _read_slot(
    name: SlotName, value: Mapping[str, Any], record: Record, words: dict[str, str], slots: dict[SlotName, Slot]
) -> None:
    path = ("slots", name.value)
    before = len(record.faults.problems)
    read = read_fields(record, value, path, slot_fields(name))
    if len(record.faults.problems) == before:
        words[name] = read.pop("text")
        slots[name] = slot_from_fields(**read)


def _check_sections(file: ContentFile, schema: Schema, record: Record) -> None:
    present = [section.id for section in file.sections]
    for section_id in schema.required_sections:
        if section_id not in present:
            record.faults.add(
                Rule.SECTION_MISSING, file.body_line, section_id, f"The section “{section_id}” is missing."
            )
    if schema.free_sections:
        if not present:
            record.faults.add(Rule.SECTION_MISSING, file.body_line, "", "The text has no section.")
        return
    for section_id in present:
        if section_id not in schema.required_sections + schema.optional_sections:
            line = file.section_lines[section_id]
            record.faults.add(Rule.SECTION_UNKNOWN, line, section_id, f"There is no section “{section_id}” here.")


def _check_evidence(values: Mapping[str, Any], schema: Schema, record: Record) -> None:
    evidence = values.get("evidence", {})
    present = {field.name for field in schema.fields if field.target in values}
    for field in schema.fields:
        if field.evidence and field.name in present and field.name not in evidence:
            record.fault(Rule.EVIDENCE_MISSING, (field.name,), f"No source is named for “{field.name}”.")
    for name in evidence:
        if name not in present:
            record.fault(Rule.EVIDENCE_WITHOUT_FACT, ("evidence", name), f"The entry has no field “{name}”.")


def _check_blanks(file: ContentFile, declared: tuple[str, ...], record: Record) -> None:
    used = list(blanks_in(file))
    for number, name in used:
        if name not in declared:
            record.faults.add(Rule.BLANK_UNDECLARED, number, "wording", f"The blank “{name}” is not declared.")
    for name in declared:
        if name not in {name for _, name in used}:
            record.fault(Rule.BLANK_UNUSED, ("blanks",), f"The wording does not use the blank “{name}”.")
