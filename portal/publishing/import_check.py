"""The dry run of an import: every fault of every cell, and the files that the rows would become."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from portal.domain.entry import EntryText
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.problem import Problem
from portal.domain.problem import Rule
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.spreadsheet_import import CellFault
from portal.domain.spreadsheet_import import SheetRule
from portal.library.content_change import text_of_typed
from portal.library.content_change import with_stamps
from portal.library.draft_faults import faults_of_new_files
from portal.library.draft_file import file_from_typed
from portal.library.form_field import Typed
from portal.library.shelf import Shelf
from portal.publishing.import_columns import ID
from portal.publishing.import_columns import LANGUAGE
from portal.publishing.import_columns import TRANSLATION_OF
from portal.publishing.import_columns import columns_of
from portal.publishing.import_rows import ImportedRow
from portal.publishing.import_rows import Sheet
from portal.publishing.import_rows import rows_of
from portal.publishing.import_rows import sheet_of
from portal.publishing.import_template import examples_of
from portal.uploads.table import Table

STEP = 20
"""How many entries are checked between two words on how far it is."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rows are held against; `open_drafts` are named `collection/id/language`."""

    content: Path
    shelf: Shelf
    open_drafts: AbstractSet[str]
    by: Person


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that a row becomes."""

    ref: Ref
    language: Language
    original: Language
    typed: Typed
    text: str

    @property
    def path(self) -> str:
        """Its path below the content folder."""
        return f"{self.ref}/{self.language}.md"


@dataclass(slots=True)
class DryRun:
    """What importing a table would do; `files` are complete only where there are no faults."""

    rows: int = 0
    files: list[NewFile] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)


def dry_run(table: Table, collection: Collection, around: Surroundings, progress: Progress) -> DryRun:
    """Return what importing the table would do; nothing is written."""
    sheet = sheet_of(table, collection)
    run = DryRun(faults=list(sheet.faults))
    if {each.name for each in sheet.columns.values()} >= {ID, LANGUAGE}:
        _check_rows(run, sheet, around, progress)
    run.faults = sorted(_without_echoes(set(run.faults)))
    return run


def _without_echoes(faults: AbstractSet[CellFault]) -> set[CellFault]:
    """Return the faults without those that go by themselves when the first one is put right."""
    unknown = {(each.row, each.name) for each in faults if each.rule in {Rule.CODE_UNKNOWN, Rule.SOURCE_UNKNOWN}}
    faulty = {(each.row, each.name.partition(".")[0]) for each in faults if each.rule != Rule.EVIDENCE_WITHOUT_FACT}

    def is_echo(fault: CellFault) -> bool:
        if fault.rule == Rule.EVIDENCE_WITHOUT_FACT:
            return (fault.row, fault.name.partition(".")[2]) in faulty
        return fault.rule in {Rule.SOURCE_UNUSED, Rule.LANGUAGE_MISSING} and (fault.row, fault.name) in unknown

    return {each for each in faults if not is_echo(each)}


def _check_rows(run: DryRun, sheet: Sheet, around: Surroundings, progress: Progress) -> None:
    read = list(rows_of(sheet, examples_of(columns_of(sheet.collection))))
    rows = [each for each in read if isinstance(each, ImportedRow)]
    run.faults += [each for each in read if isinstance(each, CellFault)]
    run.rows = len({each.number if isinstance(each, ImportedRow) else each.row for each in read})
    if not run.rows:
        run.faults.append(sheet.fault_at(sheet.table.header_row, 0, ID, SheetRule.NO_ROWS))
    entries: dict[Ref, dict[Language, ImportedRow]] = {}
    for row in rows:
        if row.language in entries.setdefault(row.ref, {}):
            run.faults.append(sheet.fault(row.number, ID, SheetRule.ROW_TWICE))
        else:
            entries[row.ref][row.language] = row
    for number, (ref, languages) in enumerate(entries.items()):
        if number % STEP == 0:
            progress(number, len(entries))
        _check_entry(run, sheet, around, entries.keys(), ref, languages)
    progress(len(entries), len(entries))


def _check_entry(
    run: DryRun,
    sheet: Sheet,
    around: Surroundings,
    beside: AbstractSet[Ref],
    ref: Ref,
    languages: Mapping[Language, ImportedRow],
) -> None:
    """Check the rows of one entry together, since a translation may come with its original."""
    drafts: dict[Language, Typed] = {}
    for language, row in languages.items():
        refusal = _refusal(row, around)
        if refusal is not None:
            run.faults.append(sheet.fault(row.number, *refusal))
        original = _original(row, languages, around.shelf) if row.is_translation else None
        if row.is_translation and original is None:
            run.faults.append(sheet.fault(row.number, TRANSLATION_OF, SheetRule.ORIGINAL_NOT_THERE))
        elif refusal is None or refusal[1] is not SheetRule.ENTRY_EXISTS:
            drafts[language] = with_stamps(row.typed, original) if original else row.typed
    if not drafts:
        return
    for language, problem in faults_of_new_files(around.content, around.shelf, ref, drafts, beside):
        row = languages[language]
        name = _column(sheet, problem, drafts[language])
        run.faults.append(sheet.fault(row.number, name, problem.rule, problem.message))
    run.files += [
        NewFile(ref, language, languages[language].original, typed, file_from_typed(typed, ref.collection))
        for language, typed in drafts.items()
    ]


def _refusal(row: ImportedRow, around: Surroundings) -> tuple[str, SheetRule] | None:
    """Return the column and the rule where a row may not become a file, whatever it says."""
    folder = around.content / str(row.ref)
    live = around.shelf.get(row.ref)
    if (folder / f"{row.language}.md").exists() or (folder.exists() and not row.is_translation):
        return ID, SheetRule.ENTRY_EXISTS
    if f"{row.ref}/{row.language}" in around.open_drafts:
        return ID, SheetRule.DRAFT_OPEN
    country, organisation = row.typed.get("country"), row.typed.get("organisation")
    if live is not None:
        country, organisation = live.country, getattr(live, "organisation", None)
    if not around.by.scope.covers(country or None, organisation or None):
        return ("country" if country else ID), SheetRule.OUTSIDE_SCOPE
    return None


def _original(row: ImportedRow, languages: Mapping[Language, ImportedRow], shelf: Shelf) -> EntryText | None:
    """Return the text that a translation was made from: in the same table, or published."""
    beside = languages.get(row.original)
    if beside is not None:
        return None if beside.is_translation else text_of_typed(beside.typed)
    live = shelf.get(row.ref)
    return live.texts.get(row.original) if live is not None and live.original is row.original else None


def _column(sheet: Sheet, problem: Problem, typed: Typed) -> str:
    """Return the name of the column in which a fault is put right."""
    if problem.rule is Rule.LANGUAGE_MISSING:
        return f"untranslated.{Path(problem.file).stem}"
    if problem.rule is Rule.EVIDENCE_MISSING and problem.field:
        return sheet.column_of(f"evidence.{problem.field}", typed)
    return sheet.column_of(problem.field, typed) if problem.field else LANGUAGE
