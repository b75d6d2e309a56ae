"""The bytes of a CSV file as text: which encoding it is in, and which mark parts its columns."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO

from portal.uploads.refusal import FileRefused
from portal.uploads.refusal import Reason

SEPARATORS = (";", ",", "\t")
"""In the order in which a tie is decided: Finnish and Swedish spreadsheets write semicolons."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Encoding(StrEnum):
    """How the letters of a file are written; only the last is a guess that a reader should be told of."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    WINDOWS_1252 = "windows-1252"


@dataclass(frozen=True, slots=True)
class PlainTable:
    """The text of a CSV file and how it was read."""

    text: str
    encoding: Encoding
    separator: str

    def records(self) -> Iterator[list[str]]:
        """Yield the records as they stand; raises `FileRefused` at a quotation mark that is wrong."""
        reader = csv.reader(StringIO(self.text, newline=""), delimiter=self.separator, strict=True)
        try:
            yield from reader
        except csv.Error as error:
            long = "field larger" in str(error)
            raise FileRefused(Reason.CELL_LENGTH if long else Reason.QUOTES, place=str(reader.line_num)) from error


def plain_table(data: bytes) -> PlainTable:
    """Return a CSV file as text; raises `FileRefused` for what is no text.

    A byte order mark tells UTF-8 or UTF-16; what is sound UTF-8 is that; the rest is taken for Windows-1252.
    """
    text, encoding = _decoded(data)
    if "\x00" in text:
        raise FileRefused(Reason.ENCODING)
    separator = _told_separator(text)
    if separator:
        return PlainTable(text.partition("\n")[2], encoding, separator)
    return PlainTable(text, encoding, _found_separator(text))


def _decoded(data: bytes) -> tuple[str, Encoding]:
    try:
        for mark, codec in _MARKS:
            if data.startswith(mark):
                return data.decode(codec), Encoding.UTF_16 if codec == "utf-16" else Encoding.UTF_8
    except UnicodeDecodeError as error:
        raise FileRefused(Reason.ENCODING) from error
    try:
        return data.decode("utf-8"), Encoding.UTF_8
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), Encoding.WINDOWS_1252
    except UnicodeDecodeError as error:
        raise FileRefused(Reason.ENCODING) from error


def _told_separator(text: str) -> str:
    """Return the mark that a first line `sep=;` names, as Excel writes and reads it, or nothing."""
    first = text[:16].partition("\n")[0].rstrip("\r").strip('"')
    return first[4:] if first[:4].lower() == "sep=" and first[4:] in SEPARATORS else ""


def _found_separator(text: str) -> str:
    """Return the mark that parts the first record into most columns; marks between quotation marks do not count."""
    counts = dict.fromkeys(SEPARATORS, 0)
    quoted = False
    for letter in text[:100_000]:
        if letter == '"':
            quoted = not quoted
        elif letter in "\r\n" and not quoted and any(counts.values()):
            break
        elif letter in counts and not quoted:
            counts[letter] += 1
    return max(SEPARATORS, key=lambda mark: counts[mark])
