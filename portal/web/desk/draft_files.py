"""The files of a draft: brought in, listed and taken away, each with its row in the form."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from portal.bootstrap import Portal
from portal.domain.attachment import MOST_FILES
from portal.domain.attachment import stored_name
from portal.domain.draft import Draft
from portal.domain.file_type import IMAGES
from portal.domain.file_type import type_of_name
from portal.domain.people import Person
from portal.library.form_field import Typed
from portal.uploads.checked_file import CheckedFile
from portal.web.desk.form_sheet import count_rows
from portal.web.desk.posted_form import without_row
from portal.workspace.draft_errors import DraftMoved
from portal.workspace.draft_parts import DraftAttachment

TRIES = 5
"""Somebody who types saves every few seconds; a row more fits on whatever they saved."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as its draft lists it; `size` is None for one that is published already."""

    name: str
    label: str
    row: int
    size: int | None
    undescribed: bool


def file_lines(portal: Portal, draft: Draft) -> Sequence[FileLine]:
    """Return the files that a draft lists, in the order of its rows."""
    kept = {file.name: file.size for file in portal.workspace.draft_files.files(draft.id)}
    return [_line(draft.typed, row, kept) for row in range(count_rows(draft.typed, "files"))]


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that was let in, with what it is called and what it shows."""

    checked: CheckedFile
    content: bytes
    label: str
    description: str


def add_file(portal: Portal, draft: Draft, new: NewFile, by: Person) -> str:
    """Keep a file with the draft, list it with its label and description, and return the name it got."""
    file = new.checked
    listed = {line.name for line in file_lines(portal, draft)}
    name = _free_name(stored_name(file.name, file.file_type), listed)
    attachment = DraftAttachment(name, file.media_type, file.digest, file.size, by.name)
    portal.workspace.draft_files.keep(draft.id, attachment, new.content, by)

    def with_file(now: Draft) -> Typed:
        row = f"files.{count_rows(now.typed, 'files')}"
        language = now.language.value
        fields = {"name": name, f"label.{language}": new.label or file.name, f"description.{language}": new.description}
        return {**now.typed, **{f"{row}.{path}": text for path, text in fields.items() if text}}

    _change(portal, draft, with_file, by)
    return name


def take_file_away(portal: Portal, draft: Draft, name: str, by: Person) -> None:
    """Take a file off the list of a draft; one that is published goes when the draft is."""

    def without_file(now: Draft) -> Typed:
        rows = [path for path, text in now.typed.items() if path.startswith("files.") and text == name]
        found = next((path.removesuffix(".name") for path in rows if path.endswith(".name")), None)
        return without_row(now.typed, found) if found else now.typed

    _change(portal, draft, without_file, by)
    portal.workspace.draft_files.take_away(draft.id, name)


def is_full(draft: Draft) -> bool:
    """Whether a draft lists as many files as a page shows."""
    return count_rows(draft.typed, "files") >= MOST_FILES


def _change(portal: Portal, draft: Draft, change: Callable[[Draft], Typed], by: Person) -> None:
    for left in reversed(range(TRIES)):
        now = portal.workspace.drafts.draft(draft.id)
        try:
            portal.desk.save(now.id, now.version, change(now), by)
        except DraftMoved:
            if not left:
                raise
        else:
            return


def _free_name(name: str, taken: set[str]) -> str:
    """Return the name, with a number where the draft lists another file of that name."""
    stem, _, ending = name.rpartition(".")
    numbered = (f"{stem[:70]}-{number}.{ending}" for number in range(2, MOST_FILES + 3))
    return next(each for each in (name, *numbered) if each not in taken)


def _line(typed: Typed, row: int, kept: Mapping[str, int]) -> FileLine:
    path = f"files.{row}"
    name = typed.get(f"{path}.name", "")
    labels = [text for each, text in typed.items() if each.startswith(f"{path}.label.")]
    described = any(each.startswith(f"{path}.description.") for each in typed)
    is_image = type_of_name(name) in IMAGES
    return FileLine(name, labels[0] if labels else name, row, kept.get(name), is_image and not described)
