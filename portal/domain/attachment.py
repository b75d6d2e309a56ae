"""A file that belongs to an entry, such as the tender a clause was taken from."""

import re
import unicodedata
from dataclasses import dataclass

from portal.domain.file_type import FileType
from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.domain.reference import Ref

FOLDER = "files"
"""Where the files of an entry lie, below its folder."""
MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 20
LONGEST_STEM = 80
FILE_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?\.(?:pdf|odt|docx|png|jpg|webp)")
"""Names of stored files: small ASCII letters, so that every file system, archive and address says them alike."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file a reader can take home.

    `language` is the code of the language it is written in, `description` what a picture shows; both may be missing.
    """

    name: str
    file_type: FileType
    labels: Localized[str]
    description: Localized[str] | None = None
    language: str | None = None
    sources: tuple[str, ...] = ()
    size: int = 0

    def label(self, reader: Language) -> tuple[str, Language]:
        """Return what the file is called for a reader, and the language of those words."""
        return self.labels.best(reader)


def attachment_path(ref: Ref, name: str) -> str:
    """Return where a file of an entry lies below the content folder."""
    return f"{ref}/{FOLDER}/{name}"


def stored_name(name: str, file_type: FileType) -> str:
    """Return the name under which an uploaded file is stored: that of `name` in plain letters, with one right ending.

    A name without a letter or a figure becomes `file`.
    """
    stem = name.rpartition(".")[0] or name
    letters = unicodedata.normalize("NFKD", stem).lower()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_STEM].strip("-")
    return f"{slug or 'file'}.{file_type}"
