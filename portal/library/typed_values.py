"""What was typed, made into the values of the front matter: each by the control it was typed into."""

import re
import unicodedata
from collections.abc import Callable
from collections.abc import Mapping

from portal.domain.partial_date import PartialDate
from portal.domain.partial_date import partial_date_from_text
from portal.domain.typed_number import Bounds
from portal.domain.typed_number import TypedNumber
from portal.domain.typed_number import number_from_text
from portal.library.content_file import FORBIDDEN
from portal.library.form_field import BY_COMMA
from portal.library.form_field import Control
from portal.library.form_field import FormField
from portal.library.form_field import values_of
from portal.library.front_matter import Node
from portal.library.front_matter import plain
from portal.library.front_matter import quoted
from portal.library.strict_yaml import NUMBER

SURROGATE = re.compile("[\ud800-\udfff]")
SHOWN_INSTEAD = "\ufffd"
PLACES = 6
"""Decimals the strict reader knows."""

NORDIC_DAY = re.compile(r"(?:([0-9]{1,2})\.)?([0-9]{1,2})[./]([0-9]{4})")

PLAIN_WORDS = frozenset({Control.CODE, Control.ENTRY, Control.SECTION_ID}) | BY_COMMA


def sound(text: str) -> str:
    """Return the text as a file holds it: Unix line ends, NFC, outer white space off, a mark for what is forbidden."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", SURROGATE.sub(SHOWN_INSTEAD, FORBIDDEN.sub(SHOWN_INSTEAD, unix))).strip()


def forbidden_in(text: str) -> str | None:
    """Return the first character that no file may hold, as `U+200E`, or None."""
    match = FORBIDDEN.search(text.replace("\r", "\n")) or SURROGATE.search(text)
    return f"U+{ord(match[0]):04X}" if match else None


def node_of(field: FormField, text: str) -> Node:
    """Return the YAML of what was typed into a field that is made of no others.

    Numbers and days are read the way they are typed in the north (`200 000`, `2,5`, `3.6.2019`); what cannot be read
    stays as typed, in quotes, for the checker to name.
    """
    several = values_of(field.control, text) if field.repeatable else ()
    if field.control in BY_COMMA:
        return [plain(word) if not word.isdigit() else quoted(word) for word in several]
    if several:
        return [quoted(line) for line in several]
    return READINGS.get(field.control, _words)(field, text)


def _words(field: FormField, text: str) -> str:
    return plain(text) if field.control in PLAIN_WORDS or text == field.silent_word else quoted(text)


def _number(field: FormField, text: str) -> str:
    if field.least is not None and field.most is not None:
        read = number_from_text(text, Bounds(field.most, field.least, PLACES))
        if isinstance(read, TypedNumber) and read.currency is None:
            return format(read.value, "f")
        if NUMBER.fullmatch(text) and not isinstance(read, TypedNumber) and not read.readings:
            return text
    return quoted(text)


def _date(field: FormField, text: str) -> str:
    if text == field.silent_word:
        return plain(text)
    read = date_from_typed(text)
    return quoted(text if read is None else str(read))


def date_from_typed(text: str) -> PartialDate | None:
    """Return the year, month or day that was typed in the northern way or as ISO 8601, None where it is none."""
    match = NORDIC_DAY.fullmatch(text)
    if not match:
        return partial_date_from_text(text)
    parts = [match[3], f"{int(match[2]):02}", *([f"{int(match[1]):02}"] if match[1] else [])]
    return partial_date_from_text("-".join(parts))


def _flag(_field: FormField, text: str) -> str:
    return text if text == "true" else quoted(text)


READINGS: Mapping[Control, Callable[[FormField, str], str]] = {
    Control.NUMBER: _number,
    Control.DATE: _date,
    Control.FLAG: _flag,
}
