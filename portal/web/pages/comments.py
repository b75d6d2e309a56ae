"""Commenting on a clause or a case: the form, a look at what will be sent, and thanks."""

from flask import Blueprint
from flask import Response
from flask import abort
from flask import make_response
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.entry import Entry
from portal.domain.incoming import LONGEST_COMMENT
from portal.domain.incoming import LONGEST_ROLE
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.publishing.inbox import COMMENTED
from portal.publishing.incoming_text import cleaned
from portal.publishing.incoming_text import fault_of_text
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.incoming_words import fault_sentence
from portal.web.reading import read_entry
from portal.web.spam_guard import Turned
from portal.web.spam_guard import let_workspace_rest
from portal.web.spam_guard import seal
from portal.web.spam_guard import turned_away
from portal.web.spam_guard import turned_sentence
from portal.web.words import gettext
from portal.workspace.allowance import READER_COMMENTS
from portal.workspace.inbox_errors import InboxFull
from portal.workspace.unavailable import WorkspaceUnavailable

PLACE = f"/<any({', '.join(sorted(COMMENTED))}):collection>/<entry_id>/comment"
SENT = "sent"

blueprint = Blueprint("comments", __name__, url_prefix=PREFIX)


@blueprint.get(PLACE)
def form(collection: str, entry_id: str) -> Response:
    """Show the form by itself."""
    return _page(_entry(collection, entry_id), "", "", "")


# No token against forged requests: no reader is signed in, no cookie is set, and what is sent is looked at by a person
# before anybody sees it. The seal tells that the page before was read.
@blueprint.post(PLACE)
def send(collection: str, entry_id: str) -> AnyResponse:
    """Show what will be sent, or keep it; with the text still there where it cannot be kept."""
    entry = _entry(collection, entry_id)
    text, role = cleaned(request.form.get("text", "")), cleaned(request.form.get("role", "")).replace("\n", " ")
    at, fault = _fault(text, role)
    if fault:
        return _page(entry, text, role, fault, 400, at=at)
    try:
        if SENT not in request.form:
            return _page(entry, text, role, "", ready=seal(f"{entry.ref}"))
        turned = turned_away(f"{entry.ref}", READER_COMMENTS)
        if turned:
            again = request.form.get("seal", "")[:200] if turned is Turned.TOO_FAST else seal(f"{entry.ref}")
            status = 429 if turned is Turned.TOO_OFTEN else 400
            return _page(entry, text, role, turned_sentence(turned), status, ready=again)
        current_portal().workspace.comments.add(entry.ref, reader_language(), text, role)
    except (WorkspaceUnavailable, InboxFull):
        let_workspace_rest()
        return _page(entry, text, role, _closed(), 503)
    return redirect(url_for("comments.thanks", collection=collection, entry_id=entry_id), code=303)


@blueprint.get(f"{PLACE}/thanks")
def thanks(collection: str, entry_id: str) -> str:
    """Say what happens next."""
    reading = read_entry(_entry(collection, entry_id), reader_language())
    return render_template("comments/thanks.html", reading=reading)


def _closed() -> str:
    return gettext("Comments cannot be received just now. Keep your text and try again in a few minutes.")


def _fault(text: str, role: str) -> tuple[str, str]:
    """Return which field is faulty, the text before the role, and why in words; nothing where both are sound."""
    for name, typed, longest, needed in (("text", text, LONGEST_COMMENT, True), ("role", role, LONGEST_ROLE, False)):
        fault = fault_of_text(typed, longest, needed=needed)
        if fault:
            return name, fault_sentence(fault, longest, len(typed))
    return "", ""


def _entry(collection: str, entry_id: str) -> Entry:
    entry = current_shelf().get(Ref(Collection(collection), entry_id))
    if entry is None:
        abort(404)
    return entry


def _page(entry: Entry, text: str, role: str, fault: str, status: int = 200, ready: str = "", at: str = "") -> Response:
    """Return the page so that no cache keeps it; `ready` is the seal under which the text can be sent.

    `at` names the field that is at fault, where one is.
    """
    page = render_template(
        "comments/index.html",
        reading=read_entry(entry, reader_language()),
        text=text[: 2 * LONGEST_COMMENT],
        role=role[: 2 * LONGEST_ROLE],
        fault=fault,
        at=at,
        ready=ready,
        longest=LONGEST_COMMENT,
        longest_role=LONGEST_ROLE,
    )
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
