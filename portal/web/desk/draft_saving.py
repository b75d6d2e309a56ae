"""Taking a form as somebody sent it into the draft, in the version they looked at."""

from dataclasses import dataclass

from flask import abort
from flask import request
from werkzeug.datastructures import MultiDict

from portal.bootstrap import Portal
from portal.domain.draft import Draft
from portal.domain.people import Person
from portal.library.form import Form
from portal.library.form import form_of
from portal.library.form_field import Typed
from portal.web.desk.posted_form import WHOLE
from portal.web.desk.posted_form import typed_in
from portal.web.i18n import reader_language
from portal.workspace.draft_errors import DraftMissing

LONGEST_REASON = 1000
DRAFT = "<int(max=9999999999):draft_id>"
"""The number of a draft in an address; databases know no larger one."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it arrived: the version it was made from, what was typed, and what is said about the change."""

    seen: int
    typed: Typed
    reason: str
    minor: bool
    machine_made: bool


def form_for(draft: Draft) -> Form:
    """Return the form a draft is written in."""
    return form_of(draft.ref.collection, translated=draft.is_translation)


def draft_or_404(portal: Portal, draft_id: int) -> Draft:
    """Return a draft; a page that is not there where there is none."""
    try:
        return portal.workspace.drafts.draft(draft_id)
    except DraftMissing:
        abort(404)


def read_sent(portal: Portal, draft: Draft) -> Sent:
    """Return what this request sent; one that was cut on its way or names a version that never was is refused."""
    posted: MultiDict[str, str] = request.form
    version = posted.get("version", "")
    if WHOLE not in posted or not (version.isascii() and version.isdigit() and len(version) < 10):
        abort(400)
    seen = int(version)
    before = _typed_at(portal, draft, seen)
    typed = typed_in(posted, before, form_for(draft), portal.desk.shelf(), reader_language())
    reason = posted.get("reason", "").replace("\0", "\ufffd")[:LONGEST_REASON]
    return Sent(seen, typed, reason, "minor" in posted, "machine_made" in posted)


def save_sent(portal: Portal, draft: Draft, sent: Sent, person: Person) -> Draft:
    """Return the draft saved; raises what saving raises, such as `DraftMoved`."""
    saved = portal.desk.save(draft.id, sent.seen, sent.typed, person)
    about = (saved.reason, saved.minor, saved.machine_made)
    if about == (sent.reason, sent.minor, sent.machine_made):
        return saved
    return portal.desk.describe(
        saved.id, saved.version, person, reason=sent.reason, minor=sent.minor, machine_made=sent.machine_made
    )


def _typed_at(portal: Portal, draft: Draft, seen: int) -> Typed:
    if seen == draft.version:
        return draft.typed
    try:
        return portal.workspace.drafts.typed_at(draft.id, seen)
    except DraftMissing:
        abort(400)
