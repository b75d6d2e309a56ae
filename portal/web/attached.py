"""The files of an entry as lines of its page."""

from dataclasses import dataclass

from flask import url_for

from portal.domain.attachment import Attachment
from portal.domain.entry import Entry
from portal.domain.file_type import FileType
from portal.domain.language import Language
from portal.domain.reference import Ref
from portal.web.facts.fact import Teller
from portal.web.formats import file_size

NAMES = {FileType.JPEG: "JPEG", FileType.WEBP: "WebP"}
"""What a type is called where that is not its ending in capitals."""


@dataclass(frozen=True, slots=True)
class AttachedLine:
    """A file to take home; `content_language` is the code of the language it is written in, where that is told."""

    label: str
    language: Language
    kind: str
    media_type: str
    size: str
    address: str
    content_language: str | None
    sources: tuple[str, ...]
    description: str = ""
    description_language: Language | None = None


def attached_lines(entry: Entry, tell: Teller) -> tuple[AttachedLine, ...]:
    """Return a line for each file of the entry, in the words of the reader's language where there are any."""
    return tuple(_line(entry.ref, attachment, tell.language) for attachment in entry.files)


def attachment_address(ref: Ref, attachment: Attachment, language: Language) -> str:
    """Return where a file is fetched; the language is that of what is said when it is gone."""
    return url_for(
        "attachments.file",
        language=language.value,
        collection=ref.collection.value,
        entry_id=ref.id,
        name=attachment.name,
    )


def _line(ref: Ref, attachment: Attachment, reader: Language) -> AttachedLine:
    label, language = attachment.label(reader)
    described = attachment.description.best(reader) if attachment.description else ("", None)
    return AttachedLine(
        label,
        language,
        NAMES.get(attachment.file_type, attachment.file_type.upper()),
        attachment.file_type.media_type,
        file_size(attachment.size, reader),
        attachment_address(ref, attachment, reader),
        attachment.language,
        attachment.sources,
        *described,
    )
