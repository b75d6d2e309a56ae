"""One draft: what is to be done with it, what would change for readers, and every step of its way."""

from collections.abc import Callable
from collections.abc import Mapping

from flask import abort
from flask import redirect
from flask import render_template
from flask import url_for
from werkzeug.wrappers import Response

from portal.domain.draft import Draft
from portal.domain.errors import PortalError
from portal.domain.people import Person
from portal.domain.workflow import ReviewTask
from portal.publishing.rights import Permission
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.desk.draft_page import draft_page
from portal.web.desk.gate import asks_for
from portal.web.desk.gate import person_here
from portal.web.desk.moments import moment_from
from portal.web.desk.places import desk_blueprint
from portal.web.desk.posted import posted_fields
from portal.web.desk.posted import posted_number
from portal.web.desk.posted import posted_text
from portal.web.desk.ways import writing_address
from portal.web.desk.workflow_words import verdict
from portal.web.words import gettext
from portal.workspace.draft_errors import DraftMissing
from portal.workspace.draft_errors import RemarkMissing
from portal.workspace.unavailable import WorkspaceUnavailable

DRAFT = "/<int(max=999999999):draft_id>"
LONGEST_REMARK = 4_000

blueprint = desk_blueprint("desk_draft", "drafts")

Verb = Callable[[int, int, Person], object]


class MomentUnclear(PortalError):
    """Raised when what was typed is no moment."""


@blueprint.get(DRAFT)
@asks_for(Permission.SEE_DESK)
def show(draft_id: int) -> str:
    """Show a draft."""
    return _page(_draft(draft_id))


@blueprint.post(f"{DRAFT}/<any('submit','sign','return','take-back','discard','schedule','publish','join'):verb>")
@asks_for(Permission.SEE_DESK)
def act(draft_id: int, verb: str) -> Response | tuple[str, int]:
    """Do one thing with a draft, or say why not; who may is decided by the editorial desk."""
    _draft(draft_id)
    try:
        _verbs()[verb](draft_id, posted_number("version"), person_here())
    except MomentUnclear:
        return _refused(draft_id, verb, 422, gettext("Write the day as 3.6.2027 and the time as 8.30."))
    except WorkspaceUnavailable:
        raise
    except PortalError as error:
        return _refused(draft_id, verb, *verdict(error))
    return redirect(url_for("desk_draft.show", draft_id=draft_id), code=303)


@blueprint.post(f"{DRAFT}/remarks")
@asks_for(Permission.SEE_DESK)
def remark(draft_id: int) -> Response | tuple[str, int]:
    """Keep a remark on a passage."""
    _draft(draft_id)
    return _said(
        draft_id,
        "remark",
        lambda: current_portal().draft_review.remark(
            draft_id,
            posted_text("field", 200),
            posted_text("quote"),
            posted_text("text", LONGEST_REMARK),
            person_here(),
        ),
    )


@blueprint.post(f"{DRAFT}/remarks/<int(max=999999999):comment_id>/<any('answer','settle'):verb>")
@asks_for(Permission.SEE_DESK)
def reply(draft_id: int, comment_id: int, verb: str) -> Response | tuple[str, int]:
    """Keep an answer to a remark, or settle it."""
    _draft(draft_id)
    review, person = current_portal().draft_review, person_here()
    if verb == "settle":
        return _said(draft_id, verb, lambda: review.resolve(draft_id, comment_id, person))
    text = posted_text("text", LONGEST_REMARK)
    return _said(draft_id, f"answer-{comment_id}", lambda: review.answer(draft_id, comment_id, text, person))


def _verbs() -> Mapping[str, Verb]:
    desk = current_portal().desk
    return {
        "submit": desk.submit,
        "sign": _sign,
        "return": lambda draft, version, by: desk.return_to_writer(draft, version, posted_text("reason"), by),
        "take-back": desk.take_back,
        "discard": desk.discard,
        "schedule": _schedule,
        "publish": desk.publish,
        "join": desk.put_onto_live,
    }


def _sign(draft_id: int, version: int, by: Person) -> object:
    task = posted_text("task", 20)
    if task not in set(ReviewTask):
        abort(400)
    return current_portal().desk.sign(draft_id, version, ReviewTask(task), by)


def _schedule(draft_id: int, version: int, by: Person) -> object:
    at = moment_from(posted_text("day", 40), posted_text("time", 20))
    if at is None:
        raise MomentUnclear("no moment")
    return current_portal().desk.schedule(draft_id, version, at, by)


def _said(draft_id: int, place: str, say: Callable[[], object]) -> Response | tuple[str, int]:
    try:
        say()
    except RemarkMissing:
        abort(404)
    except WorkspaceUnavailable:
        raise
    except PortalError as error:
        return _refused(draft_id, place, *verdict(error))
    return redirect(f"{url_for('desk_draft.show', draft_id=draft_id)}#remarks", code=303)


def _refused(draft_id: int, verb: str, status: int, sentence: str) -> tuple[str, int]:
    """Return the page of the draft as it is now, with why nothing was done and with what was typed."""
    return _page(_draft(draft_id), verb=verb, sentence=sentence), status


def _page(draft: Draft, verb: str = "", sentence: str = "") -> str:
    return render_template(
        "desk_draft/show.html",
        page=draft_page(draft, person_here()),
        draft=draft,
        writing=writing_address(draft, current_shelf()),
        verb=verb,
        sentence=sentence,
        typed=posted_fields(),
    )


def _draft(draft_id: int) -> Draft:
    try:
        return current_portal().workspace.drafts.draft(draft_id)
    except DraftMissing:
        abort(404)
