"""What comes in as a file, looked at before it is kept, shown or read."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from zipfile import is_zipfile

from portal.domain.attachment import MOST_BYTES
from portal.domain.file_type import HEAD_BYTES
from portal.domain.file_type import STARTS
from portal.domain.file_type import ZIP_START
from portal.domain.file_type import FileType
from portal.domain.file_type import may_be
from portal.domain.file_type import type_of_name
from portal.uploads.file_name import safe_name
from portal.uploads.office_file import office_type
from portal.uploads.picture import picture_size
from portal.uploads.plain_table import plain_table
from portal.uploads.refusal import FileRefused
from portal.uploads.refusal import Reason
from portal.uploads.refusal import Refused
from portal.uploads.refusal import at_most

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The name under which Office keeps a document with a password inside a file of the old format."""
PDF_PROGRAMS = (b"/JavaScript", b"/Launch")
PDF_END_WITHIN = 2048


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be kept: its safe name, what it really is, and the SHA-256 of its bytes in hexadecimal digits."""

    name: str
    file_type: FileType
    size: int
    digest: str
    width: int | None = None
    height: int | None = None

    @property
    def media_type(self) -> str:
        """The type as HTTP names it."""
        return self.file_type.media_type


def check_file(data: bytes, name: str, allowed: AbstractSet[FileType], most: int = MOST_BYTES) -> CheckedFile | Refused:
    """Return what the file is, or why it is not let in; the content decides, and the name must agree with it.

    `allowed` is `ATTACHED` or `TABLES` of the domain.
    Programs of a PDF are found where they stand in the open, not inside its compressed streams.
    """
    try:
        return _checked(data, safe_name(name), allowed, most)
    except FileRefused as refusal:
        return refusal.refused


def _checked(data: bytes, name: str, allowed: AbstractSet[FileType], most: int) -> CheckedFile:
    if not data:
        raise FileRefused(Reason.EMPTY)
    at_most(len(data), most, Reason.TOO_LARGE)
    found = _found_type(data, name)
    if found not in allowed:
        raise FileRefused(Reason.TYPE_NOT_ALLOWED, place=found)
    if type_of_name(name) is not found:
        raise FileRefused(Reason.NAME_AND_CONTENT, place=found)
    width, height = picture_size(found, data) if found.is_image else (None, None)
    return CheckedFile(name, found, len(data), sha256(data).hexdigest(), width, height)


def _found_type(data: bytes, name: str) -> FileType:
    """Return what the content is; only a table of plain text is believed its name, as it has no mark of its own."""
    head = data[:HEAD_BYTES]
    if head.startswith(ZIP_START):
        return office_type(data)
    if head.startswith(OLD_OFFICE):
        raise FileRefused(Reason.ENCRYPTED if ENCRYPTED_PACKAGE in data else Reason.OLD_OFFICE)
    if is_zipfile(BytesIO(data)):
        raise FileRefused(Reason.TWO_TYPES)
    found = next((each for each in STARTS if may_be(each, head)), None)
    if found is FileType.PDF:
        _check_pdf(data)
    if found is None and type_of_name(name) is FileType.CSV:
        plain_table(data)
        return FileType.CSV
    if found is None:
        raise FileRefused(Reason.TYPE_UNKNOWN)
    return found


def _check_pdf(data: bytes) -> None:
    if b"%%EOF" not in data[-PDF_END_WITHIN:]:
        raise FileRefused(Reason.DAMAGED)
    if b"/Encrypt" in data:
        raise FileRefused(Reason.ENCRYPTED)
    for mark in PDF_PROGRAMS:
        if mark in data:
            raise FileRefused(Reason.MACROS, place=mark.decode("ascii"))
