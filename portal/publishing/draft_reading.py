"""A draft as readers would meet it."""

from portal.domain.draft import Draft
from portal.domain.entry import Entry
from portal.library.draft_faults import folder_with_draft
from portal.library.typed_file import typed_from_file
from portal.publishing.draft_attachments import file_changes
from portal.publishing.editorial_desk import EditorialDesk


def entry_as_read(desk: EditorialDesk, draft: Draft) -> Entry | None:
    """Return the entry as it would be with the draft published, or None while a fault keeps it from being read."""
    before = typed_from_file(draft.base_text, draft.ref.collection) if draft.base is not None else {}
    changed = file_changes(draft, before, desk.files)
    base = draft.base_text or None
    folder = folder_with_draft(desk.content, desk.shelf(), draft.ref, draft.language, draft.typed, base, changed)
    entry = folder.entry
    return entry if entry is not None and draft.language in entry.texts.values else None
