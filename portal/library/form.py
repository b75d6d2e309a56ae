"""The form of every collection, made from the one table of fields, so that neither can lack what the other has."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from functools import cache

from portal.domain.clause import SlotName
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.library.attached_files import AttachedFile
from portal.library.attached_files import FileName
from portal.library.fields import Field
from portal.library.fields import Structure
from portal.library.form_field import ROW
from portal.library.form_field import Control
from portal.library.form_field import FormField
from portal.library.kinds import NOT_STATED
from portal.library.kinds import Address
from portal.library.kinds import Code
from portal.library.kinds import Date
from portal.library.kinds import DateOrNotStated
from portal.library.kinds import Flag
from portal.library.kinds import Id
from portal.library.kinds import Kind
from portal.library.kinds import Listing
from portal.library.kinds import Number
from portal.library.kinds import Reference
from portal.library.kinds import SourceId
from portal.library.kinds import Table
from portal.library.kinds import Text
from portal.library.schemas import SCHEMAS
from portal.library.schemas import SHARED_FIELDS
from portal.library.schemas import TEXT_FIELDS
from portal.library.schemas import TRANSLATION_FIELDS
from portal.library.structures import PeriodKind
from portal.library.structures import slot_fields

BY_PORTAL = frozenset({"checked", "machine_made", "legal_check", "minor_changes", "translation_of", "made_from"})
"""Fields that sign-offs, stamps and the beginning of a translation write."""

LONGEST_LINE = 200
"""What may be longer gets a field of several lines."""

SINGLE: Mapping[type, Control] = {
    Text: Control.LINE,
    FileName: Control.LINE,
    Code: Control.CODE,
    Id: Control.ENTRY,
    Reference: Control.REFERENCE,
    SourceId: Control.SOURCES,
    Date: Control.DATE,
    DateOrNotStated: Control.DATE,
    Number: Control.NUMBER,
    Address: Control.ADDRESS,
    Flag: Control.FLAG,
}

PLURALS: Mapping[Control, Control] = {
    Control.LINE: Control.LINES,
    Control.PARAGRAPH: Control.LINES,
    Control.CODE: Control.CODES,
    Control.ENTRY: Control.ENTRIES,
    Control.REFERENCE: Control.REFERENCES,
    Control.SOURCES: Control.SOURCES,
}


@dataclass(frozen=True, slots=True)
class Form:
    """What a person fills in for one language file; `fields` are in the order of the file, sections last."""

    collection: Collection
    translated: bool
    fields: tuple[FormField, ...]
    required_sections: tuple[str, ...]
    optional_sections: tuple[str, ...]
    free_sections: bool

    def field(self, name: str) -> FormField | None:
        """Return the field of that name, or None."""
        return next((field for field in self.fields if field.name == name), None)

    def all_fields(self) -> tuple[FormField, ...]:
        """Return every field with those inside it, in the order of the form."""
        return tuple(inner for field in self.fields for inner in field.walk())

    def field_at(self, path: str) -> FormField | None:
        """Return the field a path leads to (`obligation.0.amount`), or None where the form has none there."""
        name, _, rest = path.partition(".")
        field = self.field(name)
        while field is not None and rest:
            if field.control is Control.TABLE:
                return None if is_row(rest.rpartition(".")[2]) else field.field(rest) or _other(field, rest)
            name, _, rest = rest.partition(".")
            if field.control is Control.ROWS:
                if not is_row(name):
                    return None
                if not rest:
                    return field
                name, _, rest = rest.partition(".")
            field = field.field(name)
        return field


def is_row(step: str) -> bool:
    """Whether a step of a path is the number of a row, as the form writes it."""
    return step.isascii() and step.isdigit() and len(step) <= 4 and str(int(step)) == step


@cache
def form_of(collection: Collection, *, translated: bool = False) -> Form:
    """Return the form of an original of the collection, or of a translation, which holds text only."""
    schema = SCHEMAS[collection]
    sections = _sections()
    if translated:
        of, *stamps = TRANSLATION_FIELDS
        fields = [_field(field, "") for field in (of, *TEXT_FIELDS)]
        fields += [_slots(translated=True)] if schema.has_slots else []
        fields += [_field(field, "") for field in stamps]
    else:
        fields = [_field(field, "") for field in (*TEXT_FIELDS, *schema.fields)]
        fields += [_slots(translated=False)] if schema.has_slots else []
        fields += [_table_of(_field(field, ""), schema.fields) for field in SHARED_FIELDS]
    return Form(
        collection, translated, (*fields, sections),
        schema.required_sections, schema.optional_sections, schema.free_sections,
    )  # fmt: skip


def field_names() -> frozenset[str]:
    """Return the name of every field of every form, so that a test can ask for a word for each."""
    forms = [form_of(collection, translated=translated) for collection in Collection for translated in (False, True)]
    return frozenset(field.name for form in forms for field in form.all_fields())


def _other(table: FormField, name: str) -> FormField | None:
    return FormField(name, f"{table.path}.{name}", table.others) if table.others else None


def _field(field: Field, before: str) -> FormField:
    path = f"{before}{field.name}"
    made = replace(
        _control(field.name, path, field.kind),
        required=field.required,
        needs_evidence=field.evidence,
        help=field.help,
        form=field.kind.form,
    )
    return replace(made, by_portal=field.name in BY_PORTAL and not before)


def _control(name: str, path: str, kind: Kind) -> FormField:
    """Return the field that takes a value of the kind; a kind this does not know is an error at once, not a gap."""
    match kind:
        case Listing():
            return _listing(name, path, kind.kind)
        case Table():
            return FormField(name, path, Control.TABLE, others=_control(name, path, kind.kind).control)
        case PeriodKind():
            return FormField(name, path, Control.PERIOD, fields=_fields(kind.fields, path))
        case Structure():
            return FormField(name, path, Control.GROUP, fields=_fields(kind.fields, path))
    return _single(name, path, kind)


def _single(name: str, path: str, kind: Kind) -> FormField:
    """Return the field of a value that is made of no others, with what bounds it."""
    if type(kind) not in SINGLE:
        raise TypeError(f"the form does not know how {type(kind).__name__} is typed")
    field = FormField(name, path, SINGLE[type(kind)])
    match kind:
        case Text():
            control = Control.PARAGRAPH if kind.most > LONGEST_LINE else Control.LINE
            return replace(field, control=control, longest=kind.most)
        case Code():
            return replace(field, vocabulary=kind.vocabulary)
        case Id():
            return replace(field, collection=kind.collection)
        case Number():
            return replace(field, least=kind.least, most=kind.most)
        case DateOrNotStated():
            return replace(field, silent_word=NOT_STATED)
    return field


def _listing(name: str, path: str, kind: Kind) -> FormField:
    if isinstance(kind, Structure | AttachedFile):
        return FormField(name, path, Control.ROWS, fields=_fields(kind.fields, f"{path}.{ROW}"))
    one = _single(name, path, kind)
    return replace(one, control=PLURALS[one.control])


def _fields(fields: tuple[Field, ...], path: str) -> tuple[FormField, ...]:
    return tuple(_field(field, f"{path}.") for field in fields)


def _table_of(field: FormField, facts: tuple[Field, ...]) -> FormField:
    """Return the table with the names it can hold: facts that have evidence, languages that are left out.

    What is no table is returned as it is.
    """
    if field.control is not Control.TABLE:
        return field
    names = {"evidence": [fact.name for fact in facts], "untranslated": [language.value for language in Language]}.get(
        field.name, []
    )
    inner = [replace(_control(name, f"{field.path}.{name}", _kind_in_table(field.name)), name=name) for name in names]
    return replace(field, fields=tuple(inner))


def _kind_in_table(name: str) -> Kind:
    kind = next(field.kind for field in SHARED_FIELDS if field.name == name)
    if not isinstance(kind, Table):
        raise TypeError(f"{name} is no table")
    return kind.kind


def _slots(*, translated: bool) -> FormField:
    groups = tuple(_slot(name, translated=translated) for name in SlotName)
    return FormField("slots", "slots", Control.GROUP, required=not translated, fields=groups)


def _slot(name: SlotName, *, translated: bool) -> FormField:
    path = f"slots.{name}"
    fields = _fields(slot_fields(name), path)
    if translated:
        fields = tuple(replace(field, required=False) for field in fields if field.name == "text")
    return FormField(name.value, path, Control.GROUP, fields=fields)


def _sections() -> FormField:
    path = f"sections.{ROW}"
    inner = (
        FormField("id", f"{path}.id", Control.SECTION_ID, required=True),
        FormField("heading", f"{path}.heading", Control.LINE, required=True),
        FormField("text", f"{path}.text", Control.MARKDOWN, required=True),
    )
    return FormField("sections", "sections", Control.ROWS, required=True, fields=inner)
