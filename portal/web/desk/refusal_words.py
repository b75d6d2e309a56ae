"""Why a file is not let in, in plain words with the way on; a test asks for one for each reason."""

from collections.abc import Mapping

from portal.uploads.refusal import Reason
from portal.uploads.refusal import Refused
from portal.web.words import N_
from portal.web.words import gettext

REFUSAL_WORDS: Mapping[Reason, str] = {
    Reason.EMPTY: N_("The file is empty."),
    Reason.TOO_LARGE: N_("The file is too large. Make it smaller, or link to where it is published."),
    Reason.TYPE_UNKNOWN: N_("The portal does not know this kind of file. Use PDF, ODT, DOCX, PNG, JPEG or WebP."),
    Reason.TYPE_NOT_ALLOWED: N_("This kind of file cannot be attached here. Use PDF, ODT, DOCX, PNG, JPEG or WebP."),
    Reason.NAME_AND_CONTENT: N_(
        "The ending of the file name does not say what the file is. Save it again in the right format."
    ),
    Reason.TWO_TYPES: N_(
        "The file can be read as two kinds of file at once. Save it again from the program it was made with."
    ),
    Reason.OLD_OFFICE: N_("This is an old Office format. Save the file as DOCX or PDF."),
    Reason.DAMAGED: N_("The file is damaged. Save it again from the program it was made with."),
    Reason.ENCRYPTED: N_("The file is locked with a password. Take the password off first."),
    Reason.MACROS: N_("The file carries programs (macros or scripts). Save it without them."),
    Reason.OUTSIDE_CONTENT: N_(
        "The file fetches something from elsewhere when it is opened. Put the content into the file itself."
    ),
    Reason.ARCHIVE_ENTRIES: N_("The file holds too many parts. Split it into several files."),
    Reason.ARCHIVE_UNPACKED: N_("The file would be too large when unpacked. Make it smaller or split it."),
    Reason.ARCHIVE_NAMES: N_(
        "Names inside the file are not in order. Save it again from the program it was made with."
    ),
    Reason.ARCHIVE_NESTED: N_("The file holds another packed file. Take it out, such as the table behind a chart."),
    Reason.XML_ENTITIES: N_(
        "The file is built in a way that can harm programs. Save it again from the program it was made with."
    ),
    Reason.PIXELS: N_("The picture has too many pixels. Make it smaller."),
    Reason.ROWS: N_("The table has too many rows."),
    Reason.COLUMNS: N_("The table has too many columns."),
    Reason.CELLS: N_("The table has too many cells."),
    Reason.CELL_LENGTH: N_("A cell of the table is too long."),
    Reason.QUOTES: N_("A quotation mark in the table is not closed."),
    Reason.ENCODING: N_("The characters in the file cannot be read. Save it as UTF-8."),
    Reason.SHEET_MISSING: N_("The sheet is missing."),
    Reason.NO_TABLE: N_("There is no table in the file."),
    Reason.HEADER_TWICE: N_("Two columns have the same heading."),
    Reason.TOO_SLOW: N_("It took too long to look at the file. Make it smaller and try again."),
}


def refusal_sentence(refused: Refused) -> str:
    """Return why a file was refused, and what can be done."""
    return gettext(REFUSAL_WORDS[refused.reason])
