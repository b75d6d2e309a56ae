"""A draft as readers would meet it."""

from portal.domain.draft import Draft
from portal.domain.entry import Entry
from portal.library.draft_faults import folder_with_draft
from portal.publishing.editorial_desk import EditorialDesk
from portal.publishing.published_files import typed_text


def entry_as_read(desk: EditorialDesk, draft: Draft) -> Entry | None:
    """Return the entry as it would be with the draft published, or None while a fault keeps it from being read."""
    entry = folder_with_draft(desk.content, desk.shelf(), typed_text(draft, desk.workspace.draft_files)).entry
    return entry if entry is not None and draft.language in entry.texts.values else None
