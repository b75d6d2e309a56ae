"""The Markdown file that a form makes: small differences against the file it was begun from, nothing broken by it."""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.errors import FileUnreadable
from portal.domain.problem import Rule
from portal.domain.reference import Collection
from portal.library.file_rows import Block
from portal.library.file_rows import FileRows
from portal.library.file_rows import body_of_file
from portal.library.file_rows import rows_of_file
from portal.library.form import form_of
from portal.library.form import is_row
from portal.library.form_field import Typed
from portal.library.front_matter import field_rows
from portal.library.front_matter import quoted
from portal.library.section_rows import Refusal
from portal.library.section_rows import TypedSection
from portal.library.section_rows import body_of
from portal.library.typed_file import is_translation
from portal.library.typed_file import split_file
from portal.library.typed_file import typed_from_file
from portal.library.typed_tree import TypedTree
from portal.library.typed_values import forbidden_in
from portal.library.typed_values import sound

SECTION_FIELDS = ("id", "heading", "text")


@dataclass(frozen=True, slots=True)
class DraftFile:
    """The text of a file with the way back from its lines to the fields of the form.

    `rows` leads from a row of the front matter (`obligation.0`) to the row typed, `sections` from the line (from 1) on
    which a section begins to its row; `refusals` are what could not be written as it was typed.
    """

    text: str
    rows: Mapping[str, str]
    sections: tuple[tuple[int, int], ...]
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class _Base:
    """The file a draft was begun from: what it says and how it says it."""

    typed: Typed
    rows: FileRows | None
    body: str


def file_from_typed(typed: Typed, collection: Collection, base_text: str | None = None) -> str:
    """Return the Markdown file that says what was typed.

    What says the same as in `base_text` keeps its bytes, comments included; a field or section that changed is written
    anew, and comments inside it go with it.
    What no file can hold is replaced by a mark or a stand-in, never dropped in silence: `draft_file` tells of each.
    """
    return draft_file(typed, collection, base_text).text


def draft_file(typed: Typed, collection: Collection, base_text: str | None = None) -> DraftFile:
    """Return the file with what is needed to lead its faults back to the form."""
    said = {path: sound(text) for path, text in typed.items()}
    said = {path: text for path, text in said.items() if text}
    base = _base(base_text, collection)
    tree = TypedTree(form_of(collection, translated=is_translation(said)), said)
    front, kept = _front(tree, base)
    body = body_of(list(_sections(said)), base.body if base else "")
    above = front.count("\n")
    places = tuple((above + line + 1, row) for line, row in body.places)
    refusals = (*_invisible(typed), *_homeless(tree, kept), *body.refusals)
    return DraftFile(front + body.text, tree.rows, places, refusals)


def _base(text: str | None, collection: Collection) -> _Base | None:
    """Return the file a draft was begun from, or None where there is none or it cannot be taken apart."""
    if text is None:
        return None
    whole = sound(text) + "\n" if sound(text) != text.rstrip("\n") else text
    try:
        file = split_file(whole)
        return _Base(typed_from_file(whole, collection), rows_of_file(file), body_of_file(file))
    except FileUnreadable:
        return None


def _front(tree: TypedTree, base: _Base | None) -> tuple[str, frozenset[str]]:
    """Return the front matter with its fences, and the names of the fields that kept their bytes."""
    blocks = base.rows.blocks if base and base.rows else {}
    below = base.rows.below if base and base.rows else ()
    kept = frozenset(name for name in blocks if base and _says_the_same(name, tree, base))
    rows: list[str] = []
    for name in _order(tree, blocks):
        block = blocks.get(name)
        rows += block.above if block else ()
        if block and name in kept:
            rows += block.rows
        else:
            value = tree.value(name)
            flow = block.is_flow if block else not _is_table(tree, name)
            rows += field_rows(name, value, flow=flow) if value is not None else ()
    if not any(row and not row.startswith("#") for row in rows):
        rows += field_rows("title", quoted(""), flow=True)  # front matter without a field is none
    return "\n".join(["---", *rows, *below, "---", ""]), kept


def _is_table(tree: TypedTree, name: str) -> bool:
    """Whether the field is written with a line for each of its parts where no file shows how."""
    field = tree.form.field(name)
    return name == "slots" or (field is not None and field.control in {"rows", "table"})


def _says_the_same(name: str, tree: TypedTree, base: _Base) -> bool:
    same = _part(tree.typed, name) == _part(base.typed, name)
    was = TypedTree(tree.form, base.typed)
    return same and (name != "slots" or tree.silent_word == was.silent_word)


def _part(typed: Typed, name: str) -> Typed:
    return {path: sound(text) for path, text in typed.items() if path == name or path.startswith(f"{name}.")}


def _order(tree: TypedTree, blocks: Mapping[str, Block]) -> list[str]:
    """Return the names of the fields: those of the base where they stand, new ones behind what precedes them."""
    names = list(blocks)
    before: str | None = None
    for field in tree.form.fields:
        if field.name != "sections" and field.name not in blocks:
            names.insert(names.index(before) + 1 if before in names else 0, field.name)
        before = field.name
    return names


def _sections(typed: Typed) -> Iterator[TypedSection]:
    """Yield the sections that say something, in the order of their rows; an id alone says nothing."""
    steps = {path.split(".")[1] for path in typed if path.startswith("sections.")}
    for row in sorted(int(step) for step in steps if is_row(step)):
        section_id, heading, text = (typed.get(f"sections.{row}.{name}", "") for name in SECTION_FIELDS)
        if heading or text:
            yield TypedSection(row, section_id, heading, text)


def _invisible(typed: Typed) -> Iterator[Refusal]:
    for path, text in typed.items():
        if found := forbidden_in(text):
            message = f"The field holds the invisible character {found}."
            yield Refusal(path, Rule.FILE_CONTROL_CHARACTER, message)


def _homeless(tree: TypedTree, kept: frozenset[str]) -> Iterator[Refusal]:
    """Yield what was typed where the form has no field; what the base had there already is left to the checker."""
    original = form_of(tree.form.collection)
    for path in tree.overflow:
        yield Refusal(path, Rule.YAML_TOO_DEEP, "The form holds more values than a file can.")
    for path in tree.typed:
        if path in tree.taken or path.split(".")[0] in kept or _is_section_field(path):
            continue
        if tree.form.translated and original.field_at(path):
            yield Refusal(path, Rule.FACT_IN_TRANSLATION, f"The field “{path[:80]}” is a fact.")
        else:
            yield Refusal(path, Rule.FIELD_UNKNOWN, f"There is no field “{path[:80]}” here.")


def _is_section_field(path: str) -> bool:
    steps = path.split(".")
    return len(steps) == 3 and steps[0] == "sections" and is_row(steps[1]) and steps[2] in SECTION_FIELDS
