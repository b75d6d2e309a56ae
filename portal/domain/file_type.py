"""The kinds of files the portal takes in, and how each begins."""

from collections.abc import Mapping
from enum import StrEnum

HEAD_BYTES = 64
"""As much of the beginning of a file as `may_be` needs."""


class FileType(StrEnum):
    """A kind of file; the value is the ending of its name."""

    PDF = "pdf"
    ODT = "odt"
    DOCX = "docx"
    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"
    XLSX = "xlsx"
    CSV = "csv"

    @property
    def media_type(self) -> str:
        """The type as HTTP names it."""
        return MEDIA_TYPES[self]

    @property
    def is_image(self) -> bool:
        """Whether it is a picture, which needs words for those who do not see it."""
        return self in IMAGES


MEDIA_TYPES: Mapping[FileType, str] = {
    FileType.PDF: "application/pdf",
    FileType.ODT: "application/vnd.oasis.opendocument.text",
    FileType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileType.PNG: "image/png",
    FileType.JPEG: "image/jpeg",
    FileType.WEBP: "image/webp",
    FileType.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileType.CSV: "text/csv",
}
IMAGES = frozenset({FileType.PNG, FileType.JPEG, FileType.WEBP})
ATTACHED = frozenset({FileType.PDF, FileType.ODT, FileType.DOCX, *IMAGES})
"""What may be attached to an entry."""
TABLES = frozenset({FileType.XLSX, FileType.CSV})
"""What many entries may be imported from."""

ZIP_START = b"PK\x03\x04"
STARTS: Mapping[FileType, bytes] = {
    FileType.PDF: b"%PDF-",
    FileType.ODT: ZIP_START,
    FileType.DOCX: ZIP_START,
    FileType.PNG: b"\x89PNG\r\n\x1a\n",
    FileType.JPEG: b"\xff\xd8\xff",
    FileType.WEBP: b"RIFF",
    FileType.XLSX: ZIP_START,
}
"""The first bytes of each kind; a table of plain text has none."""

_ENDINGS = {**{each.value: each for each in FileType}, "jpeg": FileType.JPEG}


def type_of_name(name: str) -> FileType | None:
    """Return the kind that the ending of a name promises, or None where it promises none of them."""
    stem, dot, ending = name.rpartition(".")
    return _ENDINGS.get(ending.lower()) if stem and dot else None


def may_be(file_type: FileType, head: bytes) -> bool:
    """Return whether a file that begins with these bytes can be of this kind; office files differ only inside."""
    if file_type is FileType.WEBP and head[8:12] != b"WEBP":
        return False
    if file_type is FileType.ODT and head[30:38] != b"mimetype":
        return False
    return head.startswith(STARTS.get(file_type, b""))
