"""The template of an import: its columns with the codes each may hold; the words are handed in."""

from collections.abc import Callable
from collections.abc import Iterable

from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.library.form_field import BY_COMMA
from portal.library.shelf import Shelf
from portal.publishing.import_columns import LANGUAGE
from portal.publishing.import_columns import OWN
from portal.publishing.import_columns import TRANSLATION_OF
from portal.publishing.import_columns import Column
from portal.publishing.import_columns import columns_of
from portal.uploads.template import TemplateCode
from portal.uploads.template import TemplateColumn
from portal.uploads.template import TemplateWords

EXAMPLES = {
    "id": "example-city-cleaning",
    "language": "fi",
    "title": "Esimerkki – Exempel – Example",
    "country": "fi",
    "review_by": "2027-12-31",
    "untranslated.sv": "awaiting-translator",
    "untranslated.en": "awaiting-translator",
}
"""The same in every language, so that the example row is known again whoever downloaded the template."""

Labels = Callable[[Column], tuple[str, str]]
"""From a column to its label and its help."""


def template_of(
    collection: Collection, shelf: Shelf, labels: Labels, words: TemplateWords, language: Language
) -> bytes:
    """Return the workbook to fill in, in the words of a language."""
    from portal.uploads.template_book import template_bytes  # noqa: PLC0415 - loaded late, see docs/architecture.md

    return template_bytes([_column(each, shelf, labels, language) for each in columns_of(collection)], words)


def examples_of(columns: Iterable[Column]) -> tuple[TemplateColumn, ...]:
    """Return the columns as far as their example tells which row is the template's own."""
    return tuple(TemplateColumn(each.name, "", example=EXAMPLES.get(each.name, "")) for each in columns)


def _column(column: Column, shelf: Shelf, labels: Labels, language: Language) -> TemplateColumn:
    label, words = labels(column)
    field = column.field
    return TemplateColumn(
        column.name,
        label,
        words,
        required=column.name in OWN[:2] or (field is not None and field.required and "." not in column.name),
        codes=_codes(column, shelf, language),
        several=field is not None and field.control in BY_COMMA,
        example=EXAMPLES.get(column.name, ""),
    )


def _codes(column: Column, shelf: Shelf, language: Language) -> tuple[TemplateCode, ...]:
    if column.name in {LANGUAGE, TRANSLATION_OF}:
        return tuple(TemplateCode(each.value, each.value) for each in Language)
    vocabulary = _vocabulary(column)
    return tuple(TemplateCode(term.code, term.label(language)) for term in shelf.vocabularies[vocabulary])


def _vocabulary(column: Column) -> str:
    if column.name.startswith("untranslated."):
        return "untranslated-reasons"
    return column.field.vocabulary or "" if column.field else ""
