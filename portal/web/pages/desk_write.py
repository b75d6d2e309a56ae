"""Writing at the desk: beginning a draft, its form, saving it, and handing it over to review."""

from collections.abc import Sequence

from flask import abort
from flask import jsonify
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from portal.domain.draft import Draft
from portal.domain.language import Language
from portal.domain.reference import ID_PATTERN
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text
from portal.domain.workflow import Action
from portal.publishing.publication import DraftFaulty
from portal.publishing.publication import demand
from portal.publishing.rights import Permission
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.desk.choices import ANY_ENTRY
from portal.web.desk.choices import matching
from portal.web.desk.draft_form import Shown
from portal.web.desk.draft_form import form_page
from portal.web.desk.draft_form import others_sentence
from portal.web.desk.draft_saving import DRAFT
from portal.web.desk.draft_saving import Sent
from portal.web.desk.draft_saving import draft_or_404
from portal.web.desk.draft_saving import form_for
from portal.web.desk.draft_saving import read_sent
from portal.web.desk.draft_saving import save_sent
from portal.web.desk.form_sheet import path_label
from portal.web.desk.gate import asks_for
from portal.web.desk.gate import person_here
from portal.web.desk.places import desk_blueprint
from portal.web.desk.posted_form import is_offered
from portal.web.desk.posted_form import moved_up
from portal.web.desk.posted_form import with_choices
from portal.web.desk.posted_form import without_row
from portal.web.desk.ways import writing_address
from portal.web.i18n import reader_language
from portal.web.words import gettext
from portal.workspace.draft_errors import DraftMoved
from portal.workspace.draft_errors import StepImpossible
from portal.workspace.unavailable import WorkspaceUnavailable

LONGEST_QUERY = 200

blueprint = desk_blueprint("desk_write", "write")


@blueprint.get("")
@asks_for(Permission.WRITE)
def index() -> str:
    """Show where to begin: a new entry, an entry to correct, the drafts that are open."""
    return _beginning()


@blueprint.post("")
@asks_for(Permission.WRITE)
def begin() -> Response | tuple[str, int]:
    """Begin a new entry."""
    collection, entry_id = request.form.get("collection", ""), request.form.get("id", "").strip()
    language = _language(request.form.get("language", ""))
    if collection not in set(Collection) or language is None:
        return _beginning(fault=gettext("Choose what you want to write, and in which language.")), 422
    if not ID_PATTERN.fullmatch(entry_id):
        return _beginning(id_fault=gettext("Use the letters a–z, digits and hyphens, 80 at most.")), 422
    ref = Ref(Collection(collection), entry_id)
    if current_shelf().get(ref) is not None:
        return _beginning(id_fault=gettext("There is an entry with this id already. Correct it below."), asked=ref), 422
    return _to(current_portal().desk.begin(ref, language, person_here()))


@blueprint.post("/correct")
@asks_for(Permission.WRITE)
def correct() -> Response:
    """Begin to correct, or to translate, an entry that is published, or go on where somebody has begun."""
    ref = ref_from_text(request.form.get("entry", ""))
    language = _language(request.form.get("language", ""))
    if ref is None or language is None or current_shelf().get(ref) is None:
        abort(404)
    return _to(current_portal().desk.begin(ref, language, person_here()))


@blueprint.get(f"/{DRAFT}")
@asks_for(Permission.WRITE)
def form(draft_id: int) -> str:
    """Show the form of a draft."""
    portal, person = current_portal(), person_here()
    draft = draft_or_404(portal, draft_id)
    demand(person, Action.SAVE, draft, current_shelf())
    check = "check" in request.args
    problems = portal.desk.faults(draft) if check else ()
    more = request.args.get("more", "")
    return form_page(portal, Shown(draft, draft.typed, problems, more=more, checked=check), person)


@blueprint.post(f"/{DRAFT}")
@asks_for(Permission.WRITE)
def save(draft_id: int) -> Response | tuple[str | Response, int]:
    """Save a draft as it was sent, and do what the button says."""
    portal, person = current_portal(), person_here()
    draft = draft_or_404(portal, draft_id)
    sent = _as_asked(draft, read_sent(portal, draft))
    try:
        saved = save_sent(portal, draft, sent, person)
    except DraftMoved as moved:
        if _by_script():
            return jsonify(by=moved.current.saved_by_name, version=moved.current.version), 409
        return _conflict(moved.current, sent), 409
    except StepImpossible:
        note = gettext("This draft is closed. What you typed is still on this page: copy it before you leave.")
        return form_page(portal, Shown(draft, sent.typed, (), seen=sent.seen, unsaved=note), person), 409
    except WorkspaceUnavailable:
        note = gettext("It could not be saved. What you typed is still on this page: try again in a moment.")
        return form_page(portal, Shown(draft, sent.typed, (), seen=sent.seen, unsaved=note), person), 503
    if not _by_script():
        return _after(saved)
    # Noting presence is a write of its own: the page does it every few seconds, a save need not wait for it.
    return jsonify(_state(saved, current_portal().workspace.presences.others(saved.id, person)))


@blueprint.post(f"/{DRAFT}/here")
@asks_for(Permission.WRITE)
def here(draft_id: int) -> Response:
    """Note that somebody has the draft open, and tell who else has, and which version it is at."""
    draft = draft_or_404(current_portal(), draft_id)
    demand(person_here(), Action.SAVE, draft, current_shelf())
    return jsonify(_state(draft, current_portal().workspace.presences.note(draft.id, person_here())))


def _state(draft: Draft, others: Sequence[str]) -> dict[str, object]:
    """Return what the page has to know of a draft as it is now."""
    return {
        "version": draft.version,
        "saved": draft.saved_at.isoformat(),
        "by": draft.saved_by_name,
        "others": others_sentence(others),
    }


def _by_script() -> bool:
    """Whether the page itself asks, and not its reader."""
    return request.accept_mimetypes.best == "application/json"


def _as_asked(draft: Draft, sent: Sent) -> Sent:
    """Return what was sent with what the pressed button does to the lists of the form."""
    verb, _, row = request.form.get("do", "").partition(":")
    typed = with_choices(sent.typed, request.form, form_for(draft))
    if verb == "remove":
        typed = without_row(typed, row)
    elif verb == "up":
        typed = moved_up(typed, row)
    return Sent(sent.seen, typed, sent.reason, sent.minor, sent.machine_made)


def _after(draft: Draft) -> Response:
    """Lead on after a save: to the faults, to the new row, to the review."""
    verb, _, path = request.form.get("do", "").partition(":")
    if verb == "submit":
        return _submitted(draft)
    if verb == "check":
        return _form_of(draft, check=1)
    if verb == "add" and form_for(draft).field(path):
        return _form_of(draft, more=path, anchor=f"f-{path}-more")
    if verb in {"remove", "up"}:
        return _form_of(draft, anchor=f"f-{path.partition('.')[0]}")
    return _form_of(draft)


def _form_of(draft: Draft, check: int | None = None, more: str | None = None, anchor: str | None = None) -> Response:
    """Lead to the form and tell its script that the save is acknowledged, so that it forgets what it kept."""
    return redirect(url_for(".form", draft_id=draft.id, saved=1, check=check, more=more, _anchor=anchor))


def _submitted(draft: Draft) -> Response:
    try:
        current_portal().desk.submit(draft.id, draft.version, person_here())
    except DraftFaulty:
        return _form_of(draft, check=1)
    except (StepImpossible, DraftMoved):
        pass  # it is in review already, or somebody has saved in this moment: the form shows how it is
    return _form_of(draft)


def _conflict(current: Draft, sent: Sent) -> str:
    merged = current_portal().desk.merge(current, sent.seen, sent.typed)
    fillable = {each.path for each in merged.conflicts if is_offered(each.path, form_for(current))}
    return render_template(
        "desk_write/conflict.html",
        draft=current,
        sent=sent,
        merged=merged,
        offered=fillable,
        path_label=path_label,
    )


def _beginning(fault: str = "", id_fault: str = "", asked: Ref | None = None) -> str:
    words = request.args.get("q", str(asked) if asked else "")[:LONGEST_QUERY]
    found = matching(ANY_ENTRY, words, current_shelf(), reader_language())
    return render_template(
        "desk_write/begin.html",
        fault=fault,
        id_fault=id_fault,
        sent=request.form,
        words=words,
        found=[current_shelf().get(ref) for each in found if (ref := ref_from_text(each.value))],
        drafts=current_portal().workspace.drafts.open_drafts(),
        person=person_here(),
    )


def _to(draft: Draft) -> Response:
    return redirect(writing_address(draft, current_shelf()))


def _language(code: str) -> Language | None:
    return Language(code) if code in set(Language) else None
