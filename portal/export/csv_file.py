"""Tables as CSV that a spreadsheet opens by a double click and does not obey."""

import csv
import re
from collections.abc import Iterable
from collections.abc import Sequence
from io import StringIO

from portal.export.characters import permitted

SEPARATOR = ";"
"""Spreadsheets set to Finnish or Swedish expect a semicolon, for their comma is in the numbers."""
BYTE_ORDER_MARK = "\ufeff"
_COMMANDS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d{1,15}([.,]\d{1,15})?")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return the table in UTF-8 with a byte order mark, semicolons and CRLF (RFC 4180 but for the separator).

    A cell a spreadsheet would take for a formula gets an apostrophe before it; plain numbers such as -5 stay numbers.
    """
    made = StringIO()
    writer = csv.writer(made, delimiter=SEPARATOR, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    for row in (header, *rows):
        writer.writerow([harmless(cell) for cell in row])
    return (BYTE_ORDER_MARK + made.getvalue()).encode("utf-8")


def harmless(cell: str) -> str:
    """Return the cell as text that no spreadsheet computes (OWASP, CSV injection).

    What stands after blanks counts as well, because some programs trim a cell before they look at it.
    """
    if _NUMBER.fullmatch(cell):
        return cell
    words = permitted(cell)
    risky = cell.startswith(_COMMANDS) or words.startswith(_COMMANDS) or words.lstrip().startswith(_COMMANDS)
    return "'" + words if risky else words
