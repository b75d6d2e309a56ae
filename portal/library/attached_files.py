"""The files that belong to an entry: what its original lists, held against what lies in its folder."""

import os
import stat
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from typing import BinaryIO

from portal.domain.attachment import FILE_NAME
from portal.domain.attachment import FOLDER
from portal.domain.attachment import MOST_BYTES
from portal.domain.attachment import MOST_FILES
from portal.domain.attachment import Attachment
from portal.domain.attachment import attachment_path
from portal.domain.file_type import ATTACHED
from portal.domain.file_type import HEAD_BYTES
from portal.domain.file_type import may_be
from portal.domain.file_type import type_of_name
from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.domain.problem import Rule
from portal.domain.reference import Ref
from portal.library.faults import Faults
from portal.library.fields import Field
from portal.library.fields import Structure
from portal.library.kinds import Code
from portal.library.kinds import Listing
from portal.library.kinds import SourceId
from portal.library.kinds import Text
from portal.library.record import Record
from portal.library.record import shown
from portal.library.strict_yaml import Path as FieldPath

FileChanges = Mapping[str, int | None]
"""Names of files with the size of what is brought, None for what is taken away."""
NO_CHANGES: FileChanges = {}


class FileName:
    """The name of a file of the entry, whose ending tells its type."""

    form = '"name.pdf"'

    def read(self, record: Record, value: Any, path: FieldPath) -> str | None:
        """Return the name; only plain names of the types that may be attached are known."""
        if not isinstance(value, str) or not FILE_NAME.fullmatch(value) or type_of_name(value) not in ATTACHED:
            record.fault(
                Rule.ATTACHMENT_NAME, path, f"“{shown(value)}” is not the name of a file that can be attached."
            )
            return None
        return value


def _texts(most: int) -> Structure:
    """Return a text in up to three languages."""
    return Structure(_localized, tuple(Field(language.value, Text(most=most)) for language in Language))


def _localized(**texts: str) -> Localized[str]:
    languages = {Language(code): text for code, text in texts.items()}
    return Localized(languages, next(iter(languages)))


def _attachment(
    name: str,
    labels: Localized[str],
    description: Localized[str] | None = None,
    language: str | None = None,
    sources: tuple[str, ...] = (),
) -> Attachment:
    file_type = type_of_name(name)
    if file_type is None:
        raise ValueError(name)
    return Attachment(name, file_type, labels, description, language, sources)


_STRUCTURE = Structure(
    _attachment,
    (
        Field("name", FileName(), required=True),
        Field("label", _texts(160), required=True, attribute="labels"),
        Field("description", _texts(600)),
        Field("language", Code("languages")),
        Field("source", Listing(SourceId()), attribute="sources"),
    ),
)


class AttachedFile:
    """One file of the entry with what it is called in each language; a picture also says what it shows."""

    form = _STRUCTURE.form
    fields = _STRUCTURE.fields

    def read(self, record: Record, value: Any, path: FieldPath) -> Attachment | None:
        """Return the attachment, its size not yet known; a picture without a description is a fault."""
        read: Attachment | None = _STRUCTURE.read(record, value, path)
        if read is not None and read.file_type.is_image and read.description is None:
            message = f"Nothing tells what the picture “{read.name}” shows."
            record.fault(Rule.ATTACHMENT_UNDESCRIBED, (*path, "description"), message)
        return read


class AttachedFiles(Listing):
    """The files of the entry, each name once."""

    def read(self, record: Record, value: Any, path: FieldPath) -> tuple[Any, ...] | None:
        """Return the attachments that could be read."""
        read = super().read(record, value, path)
        names = [each.name for each in read or ()]
        for name in sorted({name for name in names if names.count(name) > 1}):
            record.fault(Rule.ATTACHMENT_TWICE, path, f"The file “{name}” is listed twice.")
        if len(names) > MOST_FILES:
            record.fault(
                Rule.ATTACHMENT_TOO_MANY, path, f"The entry has {len(names)} files; at most {MOST_FILES} are shown."
            )
        return read


FILES = Field("files", AttachedFiles(AttachedFile()), help="files a reader can take home, such as the original tender")


def sound_files(  # what is listed, what is there, and what a draft would change of either
    content: Path,
    ref: Ref,
    listed: tuple[Attachment, ...],
    places: Mapping[str, tuple[int, str]],
    original: str,
    changed: FileChanges = NO_CHANGES,
) -> tuple[tuple[Attachment, ...], dict[str, Faults]]:
    """Return the listed files that are there and sound, with their sizes, and the faults by the name of a file.

    A fault of a file takes that file off the page and leaves the entry on the shelf.
    `places` tells on which line and as which field `original` lists a name, for a file that is not there.
    `changed` is what a draft would bring or take away.
    """
    faults: dict[str, Faults] = {}
    there = set(_names(content / attachment_path(ref, ""), attachment_path(ref, "").rstrip("/"), faults))
    there = {*there, *changed} - {name for name, size in changed.items() if size is None}
    sound = []
    for attachment in listed:
        path = attachment_path(ref, attachment.name)
        if attachment.name not in there:
            missing = faults.setdefault(f"{path} missing", Faults(original))
            message = f"The file “{attachment.name}” is not in the folder “{FOLDER}”."
            line, field = places.get(attachment.name, (1, "files"))
            missing.add(Rule.ATTACHMENT_MISSING, line, field, message)
            continue
        found = Faults(path)
        brought = changed.get(attachment.name)
        size = _size(content, ref, attachment, found) if brought is None else brought
        if found.problems:
            faults[path] = found
        else:
            sound.append(replace(attachment, size=size))
    for name in sorted(there - {attachment.name for attachment in listed}):
        unlisted = Faults(attachment_path(ref, name))
        unlisted.add(Rule.ATTACHMENT_UNLISTED, 1, "", "The entry does not list this file.")
        faults[unlisted.file] = unlisted
    return tuple(sound), faults


def open_attached(content: Path, ref: Ref, name: str) -> BinaryIO | None:
    """Return a file of an entry, open for reading, or None where there is none or it is not a plain file.

    No link on the way below the content folder is followed, and a name with a path in it is the name of no file.
    """
    if not FILE_NAME.fullmatch(name):
        return None
    steps = (ref.collection.value, ref.id, FOLDER)
    try:
        folder = os.open(content, os.O_RDONLY | os.O_DIRECTORY)
        for step in steps:
            outer = folder
            try:
                folder = os.open(step, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=outer)
            finally:
                os.close(outer)
        try:
            # Not to wait for a writer should somebody have put a pipe there.
            file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
        finally:
            os.close(folder)
    except OSError:
        return None
    opened = os.fdopen(file, "rb")
    status = os.fstat(file)
    if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_BYTES:
        opened.close()
        return None
    return opened


def _names(folder: Path, shown_as: str, faults: dict[str, Faults]) -> Iterator[str]:
    """Yield the names in the folder of files; none where there is no such folder."""
    try:
        if stat.S_ISDIR(folder.lstat().st_mode):
            yield from sorted(os.listdir(folder))  # noqa: PTH208 a name is wanted, not a path
            return
    except FileNotFoundError:
        return
    except OSError as error:
        odd = faults.setdefault(shown_as, Faults(shown_as))
        odd.add(Rule.FILE_UNREADABLE, 1, "", f"The folder cannot be read: {os.strerror(error.errno or 0)}.")
        return
    odd = faults.setdefault(shown_as, Faults(shown_as))
    odd.add(Rule.FILE_STRAY, 1, "", f"“{FOLDER}” is not a folder.", "Put a folder in its place, or delete it.")


def _size(content: Path, ref: Ref, attachment: Attachment, faults: Faults) -> int:
    path = content / attachment_path(ref, attachment.name)
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            faults.add(Rule.FILE_LINK, 1, "", "The file is a link to another place.")
        elif status.st_size > MOST_BYTES:
            message = f"The file has {status.st_size} bytes; at most {MOST_BYTES} are let in."
            faults.add(Rule.FILE_TOO_LARGE, 1, "", message, "Make the file smaller, or link to where it is published.")
        else:
            _check_head(content, ref, attachment, faults)
    except OSError as error:
        faults.add(Rule.FILE_UNREADABLE, 1, "", f"The file cannot be read: {os.strerror(error.errno or 0)}.")
        return 0
    return status.st_size


def _check_head(content: Path, ref: Ref, attachment: Attachment, faults: Faults) -> None:
    opened = open_attached(content, ref, attachment.name)
    if opened is None:
        faults.add(Rule.FILE_UNREADABLE, 1, "", "The file cannot be read.")
        return
    with opened:
        if not may_be(attachment.file_type, opened.read(HEAD_BYTES)):
            message = f"The content is not what the ending “.{attachment.name.rpartition('.')[2]}” says."
            faults.add(Rule.ATTACHMENT_TYPE, 1, "", message)
