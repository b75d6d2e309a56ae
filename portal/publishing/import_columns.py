"""The columns of a table from which entries of a collection are imported, made from the form of the collection."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.domain.reference import Collection
from portal.library.form import Form
from portal.library.form import form_of
from portal.library.form import is_row
from portal.library.form_field import GROUPS
from portal.library.form_field import ROW
from portal.library.form_field import Control
from portal.library.form_field import FormField

ID = "id"
LANGUAGE = "language"
TRANSLATION_OF = "translation_of"
OWN = (ID, LANGUAGE, TRANSLATION_OF)
"""Columns that are no field of the form: they say which file a row becomes."""
SECTIONS = "sections"
FILES = "files"
"""Attached files come with the form, for a table cannot hold them."""
TEMPLATE_ROWS = 2
"""How many rows of a repeated group the template offers; a sheet may have more."""
MOST_ROWS = 20
SECTION_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the header and the field it fills; `OWN` columns have none.

    `section` is the id of the section whose heading or text the column holds.
    """

    name: str
    field: FormField | None = None
    section: str = ""

    @property
    def row(self) -> int | None:
        """The number of the row of its group, counted from 1 as the header counts."""
        number = next((step for step in self.name.split(".")[1:] if is_row(step)), None)
        return None if number is None else int(number)

    def path(self, sections: tuple[str, ...]) -> str:
        """Return the field path of the form; rows count from 0 there, and sections have numbers."""
        if self.section:
            return f"{SECTIONS}.{sections.index(self.section)}.{self.name.rpartition('.')[2]}"
        return ".".join(str(int(step) - 1) if is_row(step) else step for step in self.name.split("."))


def columns_of(collection: Collection) -> tuple[Column, ...]:
    """Return the columns of the template: id and language, the fields in the order of the form, the sections."""
    form = form_of(collection)
    fields = (column for field in form.fields if _is_importable(field) for column in _columns(field))
    sections = (column for section in sections_of(form) for column in _section_columns(form, section))
    return (*(Column(name) for name in OWN), *fields, *sections)


def column_named(collection: Collection, name: str) -> Column | None:
    """Return the column of that name, also one that the template does not offer: a third row of a group, say."""
    form = form_of(collection)
    if name in OWN:
        return Column(name)
    first, _, rest = name.partition(".")
    if first == SECTIONS:
        return _section_column(form, name, rest)
    if not all(_is_row_of_sheet(step) for step in name.split(".")[1:] if is_row(step)):
        return None
    field = form.field_at(Column(name).path(()))
    top = form.field(first)
    if field is None or field.control in GROUPS or top is None or not _is_importable(top):
        return None
    return Column(name, field)


def is_kept_back(collection: Collection, name: str) -> bool:
    """Whether the name is of a field that no table may fill: sign-offs, stamps, files."""
    first = name.partition(".")[0]
    forms = (form_of(collection), form_of(collection, translated=True))
    return any(field.name == first and not _is_importable(field) for form in forms for field in form.fields)


def sections_of(form: Form) -> tuple[str, ...]:
    """Return the ids of the sections a row is asked for."""
    return (*form.required_sections, *form.optional_sections) or ("about",)


def _is_importable(field: FormField) -> bool:
    return not field.by_portal and field.name not in {FILES, SECTIONS}


def _is_row_of_sheet(step: str) -> bool:
    return 1 <= int(step) <= MOST_ROWS


def _columns(field: FormField) -> Iterator[Column]:
    leaves = [each for each in field.walk() if each.control not in GROUPS]
    if field.control is Control.ROWS:
        for number in range(1, TEMPLATE_ROWS + 1):
            yield from (Column(each.path.replace(ROW, str(number), 1), each) for each in leaves)
    else:
        yield from (Column(each.path, each) for each in leaves)


def _section_columns(form: Form, section: str) -> Iterator[Column]:
    for part in ("heading", "text"):
        found = _section_column(form, f"{SECTIONS}.{section}.{part}", f"{section}.{part}")
        if found:
            yield found


def _section_column(form: Form, name: str, rest: str) -> Column | None:
    section, _, part = rest.partition(".")
    known = section in sections_of(form) or (form.free_sections and SECTION_ID.fullmatch(section) is not None)
    field = form.field_at(f"{SECTIONS}.0.{part}")
    return Column(name, field, section) if known and field is not None and part in {"heading", "text"} else None
