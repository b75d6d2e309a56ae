"""Sending in a case: five questions, and what happens with the answers."""

from collections.abc import Mapping

from flask import Blueprint
from flask import Response
from flask import make_response
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.incoming import ASKED
from portal.domain.incoming import LONGEST_FIELDS
from portal.domain.incoming import NEEDED
from portal.domain.incoming import CaseField
from portal.publishing.incoming_text import cleaned
from portal.publishing.incoming_text import fault_of_address
from portal.publishing.incoming_text import fault_of_text
from portal.web.context import current_portal
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.incoming_words import case_hint
from portal.web.incoming_words import case_question
from portal.web.incoming_words import fault_sentence
from portal.web.spam_guard import Turned
from portal.web.spam_guard import let_workspace_rest
from portal.web.spam_guard import seal
from portal.web.spam_guard import turned_away
from portal.web.spam_guard import turned_sentence
from portal.web.words import gettext
from portal.workspace.allowance import SENT_CASES
from portal.workspace.inbox_errors import InboxFull
from portal.workspace.unavailable import WorkspaceUnavailable

PURPOSE = "send-a-case"

blueprint = Blueprint("send_case", __name__, url_prefix=f"{PREFIX}/send-a-case")


@blueprint.get("")
def form() -> Response:
    """Show the five questions."""
    return _page({}, {}, "")


@blueprint.post("")
def send() -> AnyResponse:
    """Keep what was typed for the desk; where it cannot be kept, say why, with everything still in the form."""
    typed = {field: cleaned(request.form.get(field, "")) for field in ASKED}
    faults = {field: words for field in ASKED if (words := _fault(field, typed[field]))}
    if faults:
        return _page(typed, faults, "", 400)
    try:
        turned = turned_away(PURPOSE, SENT_CASES)
        if turned:
            again = request.form.get("seal", "")[:200] if turned is Turned.TOO_FAST else ""
            return _page(typed, {}, turned_sentence(turned), 429 if turned is Turned.TOO_OFTEN else 400, again)
        current_portal().workspace.sent_cases.add(reader_language(), typed)
    except (WorkspaceUnavailable, InboxFull):
        let_workspace_rest()
        return _page(typed, {}, _closed(), 503)
    return redirect(url_for("send_case.thanks"), code=303)


@blueprint.get("/thanks")
def thanks() -> str:
    """Say what happens next."""
    return render_template("send_case/thanks.html")


def _closed() -> str:
    return gettext("Cases cannot be received just now. Keep your text and try again in a few minutes.")


def _fault(field: CaseField, text: str) -> str:
    longest = LONGEST_FIELDS[field]
    if field is CaseField.ADDRESS:
        fault = fault_of_address(text, longest)
    else:
        fault = fault_of_text(text, longest, needed=field in NEEDED)
    return fault_sentence(fault, longest, len(text)) if fault else ""


def _page(
    typed: Mapping[CaseField, str], faults: Mapping[CaseField, str], trouble: str, status: int = 200, again: str = ""
) -> Response:
    """Return the form so that no cache keeps it; without a workspace it says that nothing can be received."""
    sealed = again
    try:
        sealed = sealed or seal(PURPOSE)
    except WorkspaceUnavailable:
        let_workspace_rest()
        trouble, status = trouble or _closed(), 503
    page = render_template(
        "send_case/index.html",
        fields=[
            (field, case_question(field), case_hint(field), typed.get(field, ""), faults.get(field, ""))
            for field in ASKED
        ],
        longest=LONGEST_FIELDS,
        needed=NEEDED,
        trouble=trouble,
        sealed=sealed,
        address=CaseField.ADDRESS,
        sender=CaseField.SENDER,
    )
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
