"""The rows of a table as entries: each cell at the field it fills, and what cannot be read as one."""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace

from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text
from portal.domain.spreadsheet_import import CellFault
from portal.domain.spreadsheet_import import SheetRule
from portal.library.form import form_of
from portal.library.form_field import Typed
from portal.publishing.import_columns import ID
from portal.publishing.import_columns import LANGUAGE
from portal.publishing.import_columns import SECTIONS
from portal.publishing.import_columns import TRANSLATION_OF
from portal.publishing.import_columns import Column
from portal.publishing.import_columns import column_named
from portal.publishing.import_columns import is_kept_back
from portal.publishing.import_columns import sections_of
from portal.uploads.table import CellKind
from portal.uploads.table import Row
from portal.uploads.table import Table
from portal.uploads.template import TemplateColumn
from portal.uploads.template import is_example
from portal.uploads.template import is_note
from portal.uploads.template import name_in_header

MESSAGES: Mapping[SheetRule, str] = {
    SheetRule.NO_ROWS: "There is no row to import below the header.",
    SheetRule.COLUMN_MISSING: "The column is missing.",
    SheetRule.HEADER_MISSING: "There is something below this place of the header, and the header is empty.",
    SheetRule.HEADER_UNKNOWN: "There is no such column.",
    SheetRule.HEADER_TWICE: "The column is there twice.",
    SheetRule.HEADER_NOT_IMPORTED: "This field cannot be imported: the portal or the form writes it.",
    SheetRule.CELL_ERROR: "The cell holds an error of the spreadsheet.",
    SheetRule.CELL_NOT_RECKONED: "The cell holds a formula without a value.",
    SheetRule.CELL_MERGED: "The cell is merged with another one.",
    SheetRule.ID_WRONG: "The id is missing, or holds other characters than a-z, 0-9 and hyphens.",
    SheetRule.LANGUAGE_WRONG: "The language is not fi, sv or en.",
    SheetRule.ROW_TWICE: "An earlier row has the same id and language.",
    SheetRule.ENTRY_EXISTS: "There is an entry with this id in this language already.",
    SheetRule.DRAFT_OPEN: "Somebody is writing this entry at the desk.",
    SheetRule.ORIGINAL_NOT_THERE: "There is no original in this language.",
    SheetRule.OUTSIDE_SCOPE: "The entry is outside the part of the library that you look after.",
}
BROKEN = {CellKind.ERROR: SheetRule.CELL_ERROR, CellKind.FORMULA_WITHOUT_VALUE: SheetRule.CELL_NOT_RECKONED}


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row as a language file; `original` is the language of the facts, another than its own in a translation."""

    number: int
    ref: Ref
    language: Language
    original: Language
    typed: Typed

    @property
    def is_translation(self) -> bool:
        """Whether the row holds text only."""
        return self.language is not self.original


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose header has been understood: columns by their number, and the faults of the header."""

    table: Table
    collection: Collection
    columns: Mapping[int, Column]
    sections: tuple[str, ...]
    rows: Mapping[int, Row]
    faults: tuple[CellFault, ...] = ()

    def fault(self, row: int, name: str, rule: str, message: str = "") -> CellFault:
        """Return a fault at the cell of a row and a column by its name; where the sheet has no such column, at 0."""
        number = next((number for number, column in self.columns.items() if column.name == name), 0)
        return self.fault_at(row, number, name, rule, message)

    def fault_at(self, row: int, number: int, name: str, rule: str, message: str = "") -> CellFault:
        """Return a fault at a cell."""
        words = message or MESSAGES[SheetRule(rule)]
        return CellFault(row, number, name, rule, self.table.sheet, self._found(row, number), words)

    def column_of(self, path: str, typed: Typed) -> str:
        """Return the name of the column for a field path of the form: the nearest one that the sheet has."""
        paths = {column.path(self.sections): column.name for column in self.columns.values()}
        inside = [each for each in paths if each.startswith(f"{path}.")]
        filled = [each for each in inside if each in typed]
        for each in (path, *filled, *inside):
            if each in paths:
                return paths[each]
        return self._told(path)

    def _told(self, path: str) -> str:
        """Return what a column for the path would be called, for a fault of what the sheet has no column for."""
        steps = path.split(".")
        if steps[0] == SECTIONS and len(steps) > 1 and steps[1].isdigit() and int(steps[1]) < len(self.sections):
            return ".".join([SECTIONS, self.sections[int(steps[1])], *steps[2:]])
        return ".".join([steps[0], *(str(int(step) + 1) if step.isdigit() else step for step in steps[1:])])

    def _found(self, row: int, number: int) -> str:
        if row == self.table.header_row:
            return self.table.headers.get(number, "")[:200]
        cell = self.rows[row].cell(number) if row in self.rows else None
        return cell.text[:200] if cell else ""


def sheet_of(table: Table, collection: Collection) -> Sheet:
    """Return the table with its header understood."""
    columns: dict[int, Column] = {}
    wrong: list[tuple[int, str, SheetRule]] = []
    for number, header in table.headers.items():
        name = name_in_header(header).casefold()
        column = column_named(collection, name)
        if column is None:
            kept = is_kept_back(collection, name)
            wrong.append((number, name, SheetRule.HEADER_NOT_IMPORTED if kept else SheetRule.HEADER_UNKNOWN))
        elif any(each.name == column.name for each in columns.values()):
            wrong.append((number, name, SheetRule.HEADER_TWICE))
        else:
            columns[number] = column
    names = {column.name for column in columns.values()}
    wrong += [(0, name, SheetRule.COLUMN_MISSING) for name in (ID, LANGUAGE) if name not in names]
    bare = {cell.address.column for row in table.rows for cell in row.cells if cell.text} - table.headers.keys()
    wrong += [(number, "", SheetRule.HEADER_MISSING) for number in sorted(bare)]
    sections = dict.fromkeys((*sections_of(form_of(collection)), *(each.section for each in columns.values())))
    rows = {row.number: row for row in table.rows}
    sheet = Sheet(table, collection, columns, tuple(section for section in sections if section), rows)
    faults = tuple(sheet.fault_at(table.header_row, number, name[:80], rule) for number, name, rule in wrong)
    return replace(sheet, faults=faults)


def rows_of(sheet: Sheet, examples: tuple[TemplateColumn, ...]) -> Iterator[ImportedRow | CellFault]:
    """Yield each row as a file to be, and each fault that keeps a cell or a row from being read.

    Notes are passed over, such as the help of the template, and so is its example row.
    """
    for row in sheet.table.rows:
        if not is_note(row) and not is_example(row, examples):
            yield from _broken_cells(sheet, row)
            yield from _row(sheet, row)


def _broken_cells(sheet: Sheet, row: Row) -> Iterator[CellFault]:
    for cell in row.cells:
        column = sheet.columns.get(cell.address.column)
        rule = SheetRule.CELL_MERGED if cell.merged else BROKEN.get(cell.kind)
        if column and rule:
            yield sheet.fault_at(row.number, cell.address.column, column.name, rule)


def _row(sheet: Sheet, row: Row) -> Iterator[ImportedRow | CellFault]:
    columns = sheet.columns
    told = {columns[cell.address.column].name: cell.text for cell in row.cells if cell.address.column in columns}
    ref = ref_from_text(f"{sheet.collection}/{told.get(ID, '')}")
    languages = {name: told.get(name, "").strip().casefold() for name in (LANGUAGE, TRANSLATION_OF)}
    if ref is None:
        yield sheet.fault(row.number, ID, SheetRule.ID_WRONG)
    wrong = [name for name, text in languages.items() if text not in set(Language) and (text or name == LANGUAGE)]
    for name in wrong:
        yield sheet.fault(row.number, name, SheetRule.LANGUAGE_WRONG)
    if ref is None or wrong:
        return
    language = Language(languages[LANGUAGE])
    original = Language(languages[TRANSLATION_OF] or language)
    if languages[TRANSLATION_OF] and original is language:
        yield sheet.fault(row.number, TRANSLATION_OF, SheetRule.ORIGINAL_NOT_THERE)
    yield ImportedRow(
        row.number, ref, language, original, _typed(sheet, row, original, translated=original != language)
    )


def _typed(sheet: Sheet, row: Row, original: Language, *, translated: bool) -> Typed:
    """Return what the cells say, as it would have been typed into the form."""
    typed = {TRANSLATION_OF: original.value} if translated else {}
    for cell in row.cells:
        column = sheet.columns.get(cell.address.column)
        if column is not None and column.field is not None and cell.text:
            typed[column.path(sheet.sections)] = cell.text
    required = form_of(sheet.collection, translated=translated).required_sections
    for number, section in enumerate(sheet.sections):
        if section in required or any(path.startswith(f"{SECTIONS}.{number}.") for path in typed):
            typed[f"{SECTIONS}.{number}.id"] = section
    return typed
