"""The versions of an entry: a list of them, how it read in one, what changed between two."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from flask import abort
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from portal.domain.entry import Entry
from portal.domain.errors import PortalError
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.history.revision import Revision
from portal.web.addresses import present_ref
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.earlier import earlier_text
from portal.web.earlier import versions
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.labels import collection_name
from portal.web.listing import page_of
from portal.web.reading import read_entry
from portal.web.version_changes import Changes
from portal.web.version_changes import typed_changes

ANY = f"<any({', '.join(Collection)}):collection>"
QUERY = ("text", "at", "from", "to", "since", "page")

blueprint = Blueprint("versions", __name__, url_prefix=PREFIX)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; `unknown` tells that it names a version or a language this entry has not."""

    language: Language
    at: Revision | None = None
    start: Revision | None = None
    end: Revision | None = None
    unknown: bool = False


@blueprint.get(f"/{ANY}/<entry_id>/versions")
def of_entry(collection: str, entry_id: str) -> str | Response:
    """Show the versions of one language of an entry; an id that has moved leads to where the entry is now."""
    shelf, ref = current_shelf(), Ref(Collection(collection), entry_id)
    entry = shelf.get(ref)
    if entry is None:
        present = present_ref(ref, shelf)
        if shelf.get(present) is None:
            abort(404)
        return redirect(_address(present, request.args.to_dict()), code=301)
    asked = _asked(entry)
    revisions = current_portal().history.revisions(entry.ref, asked.language)
    every = versions(revisions or (), reader_language())
    shown, pager = page_of(every)
    return render_template(
        "versions/index.html",
        entry=entry,
        reading=read_entry(entry, reader_language()),
        collection=ref.collection,
        name=collection_name(ref.collection),
        asked=asked,
        known=revisions is not None,
        every=every,
        versions=shown,
        pager=pager,
        **_shown_text(entry, asked),
    )


def _asked(entry: Entry) -> Asked:
    """Return what the address asks for; only versions of this entry in this language are taken."""
    named = request.args.get("text", "")
    language = Language(named) if named in set(entry.texts) else read_entry(entry, reader_language()).language
    names = [request.args.get(name, "") for name in ("at", "from", "to")]
    at, start, end = (current_portal().history.revision(entry.ref, language, name) for name in names)
    unknown = any(name and not met for name, met in zip(names, (at, start, end), strict=True))
    since = request.args.get("since", "")
    if since in set(Language) and start is None and language == entry.original:
        start = current_portal().history.made_from(entry, Language(since))
    return Asked(language, at, start, end, unknown or bool(named and named != language))


def _shown_text(entry: Entry, asked: Asked) -> dict[str, object]:
    """Return the earlier text or the changes that were asked for, as the template takes them."""
    if asked.at:
        text = current_portal().history.text(asked.at)
        renderer, shelf = current_portal().renderer, current_shelf()
        earlier = earlier_text(text, entry, asked.language, renderer, shelf) if text else None
        return {"earlier": earlier, "changes": None}
    return {"earlier": None, "changes": _changes(entry, asked) if asked.start else None}


def _changes(entry: Entry, asked: Asked) -> Changes | None:
    """Return what differs between two versions, or from one to the text of today; None where one is unreadable."""
    desk, names = current_portal().live_desk, [each.id if each else None for each in (asked.start, asked.end)]
    try:
        before, now = (desk.typed_at(entry.ref, asked.language, name) for name in names)
    except PortalError:
        return None
    return typed_changes(before, now, entry.ref.collection, asked.language) if before and now else None


def _address(ref: Ref, asked: Mapping[str, str]) -> str:
    """Return the versions of an entry with what was asked for: a cited version stays one under another id."""
    kept: dict[str, Any] = {name: asked[name] for name in QUERY if name in asked}
    return url_for("versions.of_entry", collection=ref.collection.value, entry_id=ref.id, **kept)
