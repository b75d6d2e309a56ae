"""What an import says in plain words: why a file or a cell is wrong, where it stands, why an undo is refused."""

from collections.abc import Mapping

from portal.domain.problem import Rule
from portal.domain.spreadsheet_import import ImportState
from portal.domain.spreadsheet_import import SheetRule
from portal.domain.spreadsheet_import import Staying
from portal.publishing.import_columns import ID
from portal.publishing.import_columns import LANGUAGE
from portal.publishing.import_columns import SECTIONS
from portal.publishing.import_columns import TRANSLATION_OF
from portal.publishing.import_work import CHANGED
from portal.publishing.import_work import HINDERED
from portal.publishing.import_work import OUTAGE
from portal.uploads.refusal import Reason
from portal.uploads.refusal import Refused
from portal.uploads.template import TemplateWords
from portal.web.desk.fault_words import FAULT_WORDS
from portal.web.desk.fault_words import fault_sentences
from portal.web.field_words import field_help
from portal.web.field_words import field_label
from portal.web.words import N_
from portal.web.words import gettext

SHEET_WORDS: Mapping[SheetRule, str] = {
    SheetRule.NO_ROWS: N_("There is no row to import below the header."),
    SheetRule.COLUMN_MISSING: N_("This column is missing. Take it from the template."),
    SheetRule.HEADER_MISSING: N_(
        "Something stands in this column, but its header is empty. Name the column or clear it."
    ),
    SheetRule.HEADER_UNKNOWN: N_(
        "The portal knows no such column. Copy the header from the template, or delete the column."
    ),
    SheetRule.HEADER_TWICE: N_("This column is there twice. Delete one of them."),
    SheetRule.HEADER_NOT_IMPORTED: N_("The portal writes this field itself. Delete the column."),
    SheetRule.CELL_ERROR: N_("The cell holds an error of the spreadsheet program. Type the value instead."),
    SheetRule.CELL_NOT_RECKONED: N_("The cell holds a formula without a value. Type the value instead."),
    SheetRule.CELL_MERGED: N_("The cell is merged with another one. Split the cells."),
    SheetRule.ID_WRONG: N_("The id is missing or has other characters than a–z, 0–9 and hyphens."),
    SheetRule.LANGUAGE_WRONG: N_("Write fi, sv or en."),
    SheetRule.ROW_TWICE: N_("An earlier row has the same id and language. Delete one of the two or change the id."),
    SheetRule.ENTRY_EXISTS: N_(
        "The portal has this entry in this language already. Correct it at the desk, or change the id."
    ),
    SheetRule.DRAFT_OPEN: N_("Somebody is writing this entry at the desk. Publish or discard that draft first."),
    SheetRule.ORIGINAL_NOT_THERE: N_("There is no original in this language, neither in the table nor in the portal."),
    SheetRule.OUTSIDE_SCOPE: N_("The entry lies outside the part of the library you work on."),
}
TABLE_WORDS: Mapping[Reason, str] = {
    Reason.EMPTY: N_("The file is empty."),
    Reason.TOO_LARGE: N_("The file is too large. Divide the table into several files."),
    Reason.TYPE_UNKNOWN: N_("The portal does not know this kind of file. Save the table as XLSX or CSV."),
    Reason.TYPE_NOT_ALLOWED: N_("This kind of file holds no table. Save the table as XLSX or CSV."),
    Reason.NAME_AND_CONTENT: N_("The name of the file does not match its content. Save it again as XLSX or CSV."),
    Reason.TWO_TYPES: N_("The file can be read as two kinds of file at once. Save it again as XLSX or CSV."),
    Reason.OLD_OFFICE: N_("This is the format of old office programs. Save the table as XLSX or CSV."),
    Reason.DAMAGED: N_("The file is damaged. Open it in your office program and save it again."),
    Reason.ENCRYPTED: N_("The file is locked with a password. Save it without one."),
    Reason.MACROS: N_("The file carries macros. Save it as XLSX, which has none."),
    Reason.OUTSIDE_CONTENT: N_(
        "The file fetches something from elsewhere when it is opened. Paste the values into a new table."
    ),
    Reason.ARCHIVE_ENTRIES: N_("The file holds too many parts. Paste the values into a new table."),
    Reason.ARCHIVE_UNPACKED: N_("The file would be too large when unpacked. Paste the values into a new table."),
    Reason.ARCHIVE_NAMES: N_(
        "The file is not built as office programs build files. Paste the values into a new table."
    ),
    Reason.ARCHIVE_NESTED: N_(
        "The file holds other files, such as one behind a chart. Paste the values into a new table."
    ),
    Reason.XML_ENTITIES: N_("The file is not built as office programs build files. Paste the values into a new table."),
    Reason.PIXELS: N_("A picture in the file is too large."),
    Reason.ROWS: N_("The table has too many rows. Divide it into several files."),
    Reason.COLUMNS: N_("The table has too many columns. Keep those of the template."),
    Reason.CELLS: N_("The table has too many cells. Divide it into several files."),
    Reason.CELL_LENGTH: N_("There is too much text in one cell."),
    Reason.QUOTES: N_("A quotation mark is not closed."),
    Reason.ENCODING: N_("The characters in the file cannot be read. Save it as “CSV UTF-8” or XLSX."),
    Reason.SHEET_MISSING: N_("The workbook has no sheet that can be seen."),
    Reason.NO_TABLE: N_("There is no table in the file: the first row that holds something is the header."),
    Reason.HEADER_TWICE: N_("Two columns have the same header. Delete one of them."),
    Reason.TOO_SLOW: N_("Reading the file took too long. Divide the table into several files."),
}
STATE_WORDS: Mapping[ImportState, str] = {
    ImportState.CHECKING: N_("Being checked"),
    ImportState.FAULTY: N_("Has faults; nothing was imported"),
    ImportState.READY: N_("Checked, without faults; nothing is imported yet"),
    ImportState.IMPORTING: N_("Being imported"),
    ImportState.INDEXING: N_("Being added to the search"),
    ImportState.IMPORTED: N_("Imported"),
    ImportState.UNDOING: N_("Being undone"),
    ImportState.UNDONE: N_("Undone"),
}
STAYING_WORDS: Mapping[Staying, str] = {
    Staying.CHANGED: N_("Somebody has changed it since."),
    Staying.HAS_MORE: N_("It has got a translation or a file since."),
    Staying.NAMED: N_("Another entry refers to it."),
    Staying.BEING_WRITTEN: N_("Somebody is writing it at the desk."),
    Staying.GONE: N_("It is not there any more."),
}
FAILURE_WORDS: Mapping[str, str] = {
    OUTAGE: N_("It did not work just now, and nothing was changed. Try again in a while."),
    CHANGED: N_("Somebody changed the library at the same moment. Nothing was imported. Try again."),
    HINDERED: N_("Somebody built on the import at the same moment. Nothing was undone."),
}


def refusal_sentence(refused: Refused) -> str:
    """Return why a file cannot be read as a table, with the place where there is one."""
    return f"{gettext(TABLE_WORDS[refused.reason])} {_place(refused)}".strip()


def _place(refused: Refused) -> str:
    """Return where the fault is, or how much is let in; nothing where neither is known."""
    if refused.reason is Reason.QUOTES:
        return gettext("Line: %(line)s.", line=refused.place)
    if refused.reason is Reason.HEADER_TWICE:
        return gettext("Header: %(header)s.", header=refused.place)
    if refused.place and refused.reason in {Reason.CELL_LENGTH, Reason.COLUMNS, Reason.CELLS}:
        return gettext("Cell: %(cell)s.", cell=refused.place)
    if refused.most and refused.reason is not Reason.TOO_LARGE:
        return gettext("At most: %(most)s.", most=refused.most)
    return ""


def cell_sentence(rule: str) -> str:
    """Return what is wrong with a cell and what to do."""
    if rule in set(SheetRule):
        return gettext(SHEET_WORDS[SheetRule(rule)])
    known = rule in set(Rule) and Rule(rule) in FAULT_WORDS
    return fault_sentences(Rule(rule)) if known else gettext("There is something wrong here.")


def state_sentence(state: ImportState) -> str:
    """Return where an import stands."""
    return gettext(STATE_WORDS[state])


def staying_sentence(why: Staying) -> str:
    """Return why an undo would leave something."""
    return gettext(STAYING_WORDS[why])


def failure_sentence(failure: str) -> str:
    """Return what came of work that failed; nothing has been changed by it."""
    return gettext(FAILURE_WORDS.get(failure, FAILURE_WORDS[OUTAGE])) if failure else ""


def column_label(name: str) -> str:
    """Return what a column is called: the fields it lies in, the number of its row, the field itself."""
    if name == ID:
        return gettext("Name in the address")
    if name == LANGUAGE:
        return gettext("Language of the row")
    if name == TRANSLATION_OF:
        return gettext("Language of the original")
    first, *rest = name.split(".")
    if first == SECTIONS and len(rest) > 1:
        return gettext("Section %(id)s: %(part)s", id=rest[0], part=field_label(rest[-1]))
    words = [field_label(first)]
    for step in rest:
        if step.isdigit():
            words[-1] = f"{words[-1]} {step}"
        else:
            words.append(field_label(step))
    return ": ".join(words)


def column_help(name: str) -> str:
    """Return what to type into a column."""
    own = {
        ID: gettext("Letters a–z, figures and hyphens; it becomes the address. Example: helsinki-cleaning"),
        LANGUAGE: gettext("The language in which this row is written: fi, sv or en."),
        TRANSLATION_OF: gettext("Only for a translation: the language of the original, whose id it has."),
    }
    if name.startswith("evidence."):
        return gettext("The ids of the sources that tell it, with commas between. Example: S1, S4")
    return own.get(name) or field_help(name.rpartition(".")[2])


def template_words() -> TemplateWords:
    """Return the words of the workbook to fill in."""
    return TemplateWords(
        entries=gettext("Entries"),
        codes=gettext("Codes"),
        columns=gettext("Columns"),
        column=gettext("Column"),
        code=gettext("Code"),
        meaning=gettext("Meaning"),
        required=gettext("Required"),
        yes=gettext("yes"),
        no=gettext("no"),
        explanation=gettext("What to type"),
        choose=gettext("Choose a code from the list."),
    )
