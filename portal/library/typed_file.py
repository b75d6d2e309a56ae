"""What a content file says, as a person would have typed it into the form."""

import json
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from portal.domain.entry import EntryText
from portal.domain.errors import FileUnreadable
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.translation import passages
from portal.library.content_file import ContentFile
from portal.library.content_file import split_content
from portal.library.faults import Faults
from portal.library.file_rows import body_of_file
from portal.library.file_rows import sections_of_body
from portal.library.form import form_of
from portal.library.form_field import SEVERAL
from portal.library.form_field import Control
from portal.library.form_field import FormField
from portal.library.form_field import Typed
from portal.library.form_field import text_of
from portal.library.kinds import ANOTHER_CLAUSE
from portal.library.kinds import NOT_STATED
from portal.library.schemas import SCHEMAS

TRANSLATION_OF = "translation_of"
SILENT = frozenset({NOT_STATED, ANOTHER_CLAUSE})


def typed_from_file(text: str, collection: Collection) -> Typed:
    """Return what the file says, field by field; fields that say nothing are not there.

    What the form has no field for stands under its own name, what has another shape than the form's as JSON: nothing
    is lost while it is not touched, and the checker names it.
    Raises `FileUnreadable` where the file cannot be taken apart.
    """
    file = split_file(text)
    form = form_of(collection, translated=TRANSLATION_OF in file.metadata)
    known = {field.name: field for field in form.fields if field.name != "sections"}
    typed: dict[str, str] = {}
    for name, value in file.metadata.items():
        if name == "sections":  # a field of that name has no place in the form, whose sections are those of the text
            continue
        typed.update(_pairs(known.get(name), str(name), value))
    for number, (section_id, heading, body) in enumerate(_sections(file)):
        row = f"sections.{number}"
        pairs = {f"{row}.id": section_id, f"{row}.heading": heading, f"{row}.text": body}
        typed.update((path, value) for path, value in pairs.items() if value)
    return typed


def is_translation(typed: Typed) -> bool:
    """Whether what was typed is a translation, which holds text only."""
    return bool(typed.get(TRANSLATION_OF, "").strip())


def split_file(text: str) -> ContentFile:
    """Return the file taken apart, its line ends those of Unix; raises `FileUnreadable` where it cannot be."""
    faults = Faults("draft")
    file = split_content(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), faults)
    if file is None:
        raise FileUnreadable("; ".join(problem.message for problem in faults.problems))
    return file


def typed_for_new(collection: Collection) -> Typed:
    """Return the beginning of a new original: its compulsory sections, without a word in them."""
    sections = SCHEMAS[collection].required_sections or ("about",)
    return {f"sections.{number}.id": section for number, section in enumerate(sections)}


def typed_for_translation(original: EntryText, language: Language) -> Typed:
    """Return the beginning of a translation of the text, which is in `language`: its sections, still empty."""
    rows = {f"sections.{number}.id": section.id for number, section in enumerate(original.sections)}
    return {TRANSLATION_OF: language.value, **rows}


def beside(typed: Typed, original: EntryText) -> Mapping[str, str]:
    """Return for each text field of a translation the words of the original that belong beside it.

    Passages the translation has no field for yet are there too, as further sections.
    """
    words = {f"slots.{name}.text": text for name, text in original.slots.items()}
    words |= {"title": original.title, "summary": original.summary}
    rows = {value: path.split(".")[1] for path, value in typed.items() if _is_section_id(path)}
    free = max((int(row) for row in rows.values()), default=-1) + 1
    for section in original.sections:
        if section.id not in rows:
            rows[section.id], free = str(free), free + 1
        words[f"sections.{rows[section.id]}.heading"] = section.heading
        words[f"sections.{rows[section.id]}.text"] = section.markdown
    return words


def passage_of(path: str, typed: Typed) -> str | None:
    """Return the name of the translated passage a field belongs to, as `made_from` has it, or None for a fact."""
    steps = path.split(".")
    if path in {"title", "summary"}:
        return path
    if steps[0] == "sections" and len(steps) > 1:
        return typed.get(f"sections.{steps[1]}.id") or None
    if steps[0] == "slots" and len(steps) == 3 and steps[2] == "text":
        return f"slot.{steps[1]}"
    return None


def passage_names(original: EntryText) -> tuple[str, ...]:
    """Return the names of the passages a translation of the text is made of, in their order."""
    return tuple(passages(original))


def _is_section_id(path: str) -> bool:
    first, _, rest = path.partition(".")
    return first == "sections" and rest.endswith(".id") and rest.removesuffix(".id").isdecimal()


def _sections(file: ContentFile) -> Iterator[tuple[str, str, str]]:
    """Yield id, heading and text of each section; text before the first one counts as one without id and heading."""
    before, sections = sections_of_body(body_of_file(file))
    if before.strip():
        yield "", "", before.strip()
    for section_id, heading, text in sections:
        yield section_id, heading, text.split("\n", 1)[1].strip() if "\n" in text else ""


def _pairs(field: FormField | None, path: str, value: Any) -> Iterable[tuple[str, str]]:
    control = field.control if field else None
    if field is None or value is None:
        found = _plain(path, value)
    elif control is Control.ROWS and isinstance(value, list):
        found = _rows(field, path, value)
    elif control in {Control.GROUP, Control.PERIOD, Control.TABLE} and isinstance(value, dict):
        found = _members(field, path, value)
    elif control is Control.PERIOD:
        found = _period(path, value)
    elif control is Control.GROUP and path.startswith("slots."):
        found = () if value in SILENT else _plain(f"{path}.text", value)
    elif control in SEVERAL and isinstance(value, list) and not any(isinstance(each, dict | list) for each in value):
        found = _plain(path, text_of(field.control, tuple(_word(each) for each in value)))
    else:
        found = _plain(path, value)
    return found


def _rows(field: FormField, path: str, rows: list[Any]) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(rows):
        yield from (
            _members(field, f"{path}.{number}", row) if isinstance(row, dict) else _plain(f"{path}.{number}", row)
        )


def _members(field: FormField, path: str, members: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in members.items():
        inner = field.field(name)
        if inner is None and field.others:
            inner = FormField(name, f"{path}.{name}", field.others)
        yield from _pairs(inner, f"{path}.{name}", value)


def _period(path: str, value: Any) -> Iterable[tuple[str, str]]:
    start, slash, end = _word(value).partition("/")
    if "/" in end or not _word(value):
        return _plain(path, value)
    return ((f"{path}.start", start), (f"{path}.end", end if slash else start))


def _plain(path: str, value: Any) -> Iterable[tuple[str, str]]:
    word = json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else _word(value)
    return ((path, word),) if word else ()


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
