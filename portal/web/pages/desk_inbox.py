"""What readers sent in: comments that are let or refused, cases that become drafts or are refused."""

from flask import abort
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from portal.domain.errors import EntryExists
from portal.domain.incoming import CaseState
from portal.domain.incoming import Moderation
from portal.domain.incoming import ReaderComment
from portal.domain.language import Language
from portal.domain.reference import ID_PATTERN
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.publishing.inbox import AlreadyHandled
from portal.publishing.publication import ReasonMissing
from portal.publishing.rights import Permission
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.desk.gate import asks_for
from portal.web.desk.gate import person_here
from portal.web.desk.places import desk_blueprint
from portal.web.i18n import reader_language
from portal.web.incoming_words import case_question
from portal.web.words import gettext
from portal.workspace.inbox_errors import CommentMissing
from portal.workspace.inbox_errors import SentCaseMissing

LONGEST_ANSWER = 2_000
BIGGEST = 2**31 - 1
"""The largest number an id can be; a larger one is no page."""
COMMENT = f"/comments/<int(max={BIGGEST}):comment_id>"
CASE = f"/cases/<int(max={BIGGEST}):case_id>"

blueprint = desk_blueprint("desk_inbox", "inbox")


@blueprint.get("/comments")
@asks_for(Permission.MODERATE)
def comments() -> str:
    """Show the comments that wait, and those that readers see."""
    return _comments()


@blueprint.post(COMMENT)
@asks_for(Permission.MODERATE)
def decide(comment_id: int) -> Response | tuple[str, int]:
    """Let a comment, or refuse it with the reason."""
    verdict, answer = request.form.get("verdict", ""), request.form.get("answer", "")
    if verdict not in {Moderation.SHOWN, Moderation.REFUSED}:
        abort(400)
    if len(answer) > LONGEST_ANSWER:
        return _comments(comment_id, answer, gettext("That is too long: at most 2,000 characters.")), 422
    try:
        current_portal().inbox.decide(comment_id, Moderation(verdict), answer, person_here())
    except CommentMissing:
        abort(404)
    except ReasonMissing:
        return _comments(comment_id, answer, gettext("Say why the comment is refused; only the desk reads it.")), 422
    return redirect(url_for("desk_inbox.comments"), code=303)


@blueprint.get("/cases")
@asks_for(Permission.MODERATE)
def cases() -> str:
    """Show the cases that were sent in."""
    return _cases()


@blueprint.post(f"{CASE}/draft")
@asks_for(Permission.MODERATE)
def draft(case_id: int) -> Response | tuple[str, int]:
    """Make a draft of a case, and show what it leaves open."""
    entry_id, code = request.form.get("id", "").strip(), request.form.get("language", "")
    if code not in set(Language):
        abort(400)
    if not ID_PATTERN.fullmatch(entry_id):
        return _cases(case_id, entry_id, gettext("Use the letters a–z, digits and hyphens, 80 at most.")), 422
    try:
        ref = Ref(Collection.CASES, entry_id)
        made = current_portal().inbox.make_draft(case_id, ref, Language(code), person_here())
    except SentCaseMissing:
        abort(404)
    except AlreadyHandled:
        return _cases(fault=gettext("Somebody has decided on this case already.")), 409
    except EntryExists:
        return _cases(case_id, entry_id, gettext("There is an entry or a draft with this id already.")), 422
    return redirect(url_for("desk_report.gaps", draft_id=made.id), code=303)


@blueprint.post(f"{CASE}/refuse")
@asks_for(Permission.MODERATE)
def refuse(case_id: int) -> Response | tuple[str, int]:
    """Refuse a case with the reason."""
    reason = request.form.get("reason", "")
    try:
        current_portal().inbox.refuse(case_id, reason, person_here())
    except SentCaseMissing:
        abort(404)
    except AlreadyHandled:
        return _cases(fault=gettext("Somebody has decided on this case already.")), 409
    except ReasonMissing:
        return _cases(case_id, fault=gettext("Say why the case is refused; only the desk reads it."), at="reason"), 422
    return redirect(url_for("desk_inbox.cases"), code=303)


def _comments(faulty: int = 0, answer: str = "", fault: str = "") -> str:
    portal, by = current_portal(), person_here()
    book = portal.workspace.comments
    return render_template(
        "desk_inbox/comments.html",
        waiting=portal.inbox.theirs(by, book.of_state(Moderation.WAITING)),
        shown=portal.inbox.theirs(by, book.of_state(Moderation.SHOWN, 50)),
        title_of=_title_of,
        faulty=faulty,
        answer=answer,
        fault=fault,
    )


def _title_of(comment: ReaderComment) -> tuple[str, Language | None]:
    """Return the title of what was commented on, and its language."""
    entry = current_shelf().get(comment.ref)
    if entry is None:
        return str(comment.ref), None
    text, language = entry.texts.best(reader_language())
    return text.title, language


def _cases(faulty: int = 0, typed_id: str = "", fault: str = "", at: str = "id") -> str:
    return render_template(
        "desk_inbox/cases.html",
        waiting=current_portal().workspace.sent_cases.of_state(CaseState.WAITING),
        question=case_question,
        faulty=faulty,
        typed_id=typed_id[:200],
        fault=fault,
        at=at,
    )
