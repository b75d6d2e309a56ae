"""What publishing a draft does to the files of its entry: what is listed comes with it, what is no longer goes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from portal.domain.attachment import FILE_NAME
from portal.domain.attachment import attachment_path
from portal.domain.draft import Draft
from portal.library.attached_files import FileChanges
from portal.library.form_field import Typed
from portal.publishing.publication import base_typed

if TYPE_CHECKING:  # what brings the database is loaded late
    from portal.workspace.draft_file_book import DraftFileBook


def listed_names(typed: Typed) -> frozenset[str]:
    """Return the names of files that a form lists; what is not the name of a file is left to the checker."""
    names = (text.strip() for path, text in typed.items() if path.startswith("files.") and path.endswith(".name"))
    return frozenset(name for name in names if FILE_NAME.fullmatch(name))


def file_changes(draft: Draft, book: "DraftFileBook") -> FileChanges:
    """Return the files that publishing brings, by their size, and those it takes away; a translation has none."""
    if draft.is_translation:
        return {}
    listed = listed_names(draft.typed)
    brought: dict[str, int | None] = {file.name: file.size for file in book.files(draft.id) if file.name in listed}
    return {**dict.fromkeys(listed_names(base_typed(draft)) - listed), **brought}


def file_contents(draft: Draft, changes: FileChanges, book: "DraftFileBook") -> Mapping[str, bytes | None]:
    """Return the paths below the content folder with the bytes they are to hold; None takes a file away."""
    return {
        attachment_path(draft.ref, name): None if size is None else book.content(draft.id, name)
        for name, size in changes.items()
    }
