"""Files to take home: documents in three formats, tables as CSV."""

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Sequence
from enum import StrEnum

from flask import Response

from portal.domain.document import Document
from portal.export.csv_file import csv_bytes
from portal.export.markdown_file import markdown_text

LONGEST_NAME = 80


class FileFormat(StrEnum):
    """A format a document can be taken home in; the value is the ending of the file's name."""

    DOCX = "docx"
    ODT = "odt"
    MARKDOWN = "md"


MEDIA_TYPES = {
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.ODT: "application/vnd.oasis.opendocument.text",
    FileFormat.MARKDOWN: "text/markdown; charset=utf-8",
}


def download(document: Document, file_format: FileFormat, name: str) -> Response:
    """Return the document as a file to save under that name, made anew each time and kept by nobody on the way."""
    return _attachment(_written(document, file_format), MEDIA_TYPES[file_format], f"{slug(name)}.{file_format}")


def download_csv(header: Sequence[str], rows: Iterable[Sequence[str]], name: str) -> Response:
    """Return the table as a CSV file to save under that name."""
    return _attachment(csv_bytes(header, rows), "text/csv; charset=utf-8; header=present", f"{slug(name)}.csv")


def slug(name: str) -> str:
    """Return a file name of small ASCII letters, figures and hyphens, for headers and every file system."""
    letters = unicodedata.normalize("NFKD", name).lower()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME].strip("-") or "silta"


def _written(document: Document, file_format: FileFormat) -> bytes:
    match file_format:
        case FileFormat.DOCX:
            from portal.export.docx_file import docx_bytes  # noqa: PLC0415 - loaded late, see docs/architecture.md

            return docx_bytes(document)
        case FileFormat.ODT:
            from portal.export.odt_file import odt_bytes  # noqa: PLC0415 - as above

            return odt_bytes(document)
        case FileFormat.MARKDOWN:
            return markdown_text(document).encode("utf-8")


def _attachment(content: bytes, media_type: str, name: str) -> Response:
    """Return the response; what a buyer typed may be in the file, so it is stored nowhere."""
    response = Response(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
