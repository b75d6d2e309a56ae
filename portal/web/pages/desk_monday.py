"""A coordinator's Monday: everything that is due, dead, expired, touched, missing or waiting, on one page."""

from flask import abort
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from portal.domain.incoming import CaseState
from portal.domain.incoming import Moderation
from portal.domain.language import Language
from portal.domain.reference import ref_from_text
from portal.publishing.monday import monday
from portal.publishing.rights import Permission
from portal.search.failed_queries import CountsUnreadable
from portal.search.failed_queries import FailedQuery
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.desk.gate import asks_for
from portal.web.desk.gate import person_here
from portal.web.desk.monday_lines import EntryLines
from portal.web.desk.monday_lines import MondayPart
from portal.web.desk.monday_lines import case_lines
from portal.web.desk.monday_lines import comment_lines
from portal.web.desk.monday_lines import draft_lines
from portal.web.desk.monday_lines import file_lines
from portal.web.desk.monday_lines import search_lines
from portal.web.desk.places import desk_blueprint
from portal.web.desk.ways import draft_address
from portal.web.findings import sentence
from portal.web.findings import subject_name
from portal.web.i18n import NAMES
from portal.web.source_note import today
from portal.web.words import gettext

MOST = 20
"""Lines of one part, unless it is asked for alone."""
MOST_ALONE = 500

blueprint = desk_blueprint("desk_monday", "monday")


@blueprint.get("")
@asks_for(Permission.MODERATE)
def index() -> str:
    """Show every part with its count and its first lines, or one part alone with all of them."""
    alone = request.args.get("part", "")
    parts = (*_waiting(), *_due(), *_found())
    shown = [part for part in parts if part.id == alone] or list(parts)
    return render_template(
        "desk_monday/index.html",
        parts=parts,
        shown=shown,
        alone=len(shown) == 1,
        most=MOST_ALONE if len(shown) == 1 else MOST,
        troubles=_troubles(),
        today=today(),
        may_check=current_portal().settings.check_links,
    )


@blueprint.post("/draft")
@asks_for(Permission.MODERATE)
def draft() -> Response:
    """Begin to correct an entry, or go on where somebody has begun."""
    name, _, code = request.form.get("draft", "").rpartition("/")
    ref = ref_from_text(name)
    if ref is None or code not in set(Language) or current_shelf().get(ref) is None:
        abort(404)
    made = current_portal().desk.begin(ref, Language(code), person_here())
    return redirect(draft_address(made.id), code=303)


@blueprint.post("/link")
@asks_for(Permission.MODERATE)
def check_link() -> Response:
    """Try one link of the library now; what the library does not name is asked by nobody."""
    if not current_portal().outgoing_links.check_now(request.form.get("check", "")):
        abort(404)
    return redirect(f"{url_for('desk_monday.index', part='links')}#links", code=303)


def _waiting() -> tuple[MondayPart, ...]:
    """Return what other people wait for."""
    portal, by = current_portal(), person_here()
    comments = portal.inbox.theirs(by, portal.workspace.comments.of_state(Moderation.WAITING))
    return (
        MondayPart(
            "comments",
            gettext("Comments to read"),
            comment_lines(comments),
            gettext("No comment waits."),
            (gettext("Read and decide"), url_for("desk_inbox.comments")),
        ),
        MondayPart(
            "cases",
            gettext("Cases that were sent in"),
            case_lines(portal.workspace.sent_cases.of_state(CaseState.WAITING)),
            gettext("No case waits."),
            (gettext("Read and decide"), url_for("desk_inbox.cases")),
        ),
        MondayPart(
            "drafts",
            gettext("Drafts that wait"),
            draft_lines(portal.workspace.drafts.open_drafts(), lambda language: NAMES[language]),
            gettext("Nobody has a draft open."),
        ),
    )


def _due() -> tuple[MondayPart, ...]:
    """Return what time has brought about."""
    portal, lines = current_portal(), EntryLines(current_shelf(), person_here())
    found = monday(current_shelf(), today())
    return (
        MondayPart("reviews", gettext("To be looked at again"), lines.due(found.reviews), gettext("Nothing is due.")),
        MondayPart(
            "contacts",
            gettext("Contacts that run out"),
            lines.due(found.contacts),
            gettext("Every contact is valid for at least two more months."),
        ),
        MondayPart(
            "laws",
            gettext("Touched by a change of law"),
            lines.touched(found.law_changes),
            gettext("Everything has been checked since its laws changed."),
        ),
        MondayPart(
            "links",
            gettext("Links in trouble"),
            lines.links(portal.outgoing_links.findings()),
            gettext("Every link works."),
        ),
    )


def _found() -> tuple[MondayPart, ...]:
    """Return what readers missed and what the checker found."""
    return (
        MondayPart(
            "searches",
            gettext("Searches that found nothing"),
            search_lines(_failed_searches()),
            gettext("Every search of the last 30 days found something."),
        ),
        MondayPart(
            "files", gettext("Files with faults"), file_lines(current_shelf().problems), gettext("No file has a fault.")
        ),
    )


def _failed_searches() -> list[FailedQuery]:
    try:
        return current_portal().failed_queries.most_asked(limit=MOST_ALONE)
    except CountsUnreadable:
        return []


def _troubles() -> list[tuple[str, str]]:
    """Return what is wrong with the portal itself, in words."""
    return [(subject_name(each), sentence(each)) for each in current_portal().health_at_desk().troubles]
