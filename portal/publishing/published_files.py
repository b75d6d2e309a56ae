"""What publishing a draft makes of the content: its own file, the files that come with it, its original where freed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from portal.domain.draft import Draft
from portal.history.publication import ContentRepository
from portal.history.publication import blob_id_of
from portal.library.draft_faults import TypedText
from portal.library.draft_file import file_from_typed
from portal.publishing.draft_attachments import file_changes
from portal.publishing.draft_attachments import file_contents
from portal.publishing.original_freed import original_freed
from portal.publishing.publication import base_typed
from portal.publishing.publication import signed_text

if TYPE_CHECKING:  # what brings the database is loaded late
    from portal.workspace.draft_file_book import DraftFileBook


def published_text(draft: Draft) -> str:
    """Return the language file of a draft with who has signed it, the same however often it is asked for."""
    text = signed_text(draft, base_typed(draft))
    return file_from_typed(text, draft.ref.collection, draft.base_text or None)


def typed_text(draft: Draft, files: "DraftFileBook") -> TypedText:
    """Return what a draft holds, as the checker asks for it."""
    base, changed = draft.base_text or None, file_changes(draft, files)
    return TypedText(draft.ref, draft.language, draft.typed, base, changed)


def further_files(draft: Draft, files: "DraftFileBook", repository: ContentRepository) -> Mapping[str, bytes | None]:
    """Return what else publishing a draft changes: paths and the bytes they are to hold; None takes a file away."""
    contents = file_contents(draft, file_changes(draft, files), files)
    return {**contents, **original_freed(draft, repository)}


def is_live(path: str, content: bytes | None, repository: ContentRepository) -> bool:
    """Tell whether a file is published with these bytes, or taken away where there are none."""
    return repository.blob_id(path) == (None if content is None else blob_id_of(content))
