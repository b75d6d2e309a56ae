"""Where people at the desk go on from a draft."""

from flask import url_for

from portal.domain.draft import Draft
from portal.library.shelf import Shelf


def draft_address(draft_id: int) -> str:
    """Return the form in which a draft is written."""
    return url_for("desk_write.form", draft_id=draft_id)


def writing_address(draft: Draft, shelf: Shelf) -> str:
    """Return where a draft is written: a translation beside its original where that can be read, else in its form."""
    entry = shelf.get(draft.ref)
    if not draft.is_translation or entry is None or entry.original not in entry.texts:
        return draft_address(draft.id)
    place = {"collection": draft.ref.collection.value, "entry_id": draft.ref.id, "target": draft.language.value}
    return url_for("desk_translate.index", **place)  # type: ignore[arg-type]  # werkzeug takes its options so as well
