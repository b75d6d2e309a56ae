"""From a pasted report to a structured draft, and what it leaves open as questions to the municipality."""

from flask import abort
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from portal.domain.errors import EntryExists
from portal.domain.incoming import LONGEST_REPORT
from portal.domain.language import Language
from portal.domain.reference import ID_PATTERN
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.publishing.incoming_text import cleaned
from portal.publishing.incoming_text import fault_of_text
from portal.publishing.report_reading import read_report
from portal.publishing.rights import Permission
from portal.web.context import current_portal
from portal.web.desk.gate import asks_for
from portal.web.desk.gate import person_here
from portal.web.desk.places import desk_blueprint
from portal.web.desk.ways import draft_address
from portal.web.gap_words import gap_questions
from portal.web.i18n import reader_language
from portal.web.incoming_words import fault_sentence
from portal.web.labels import slot_name
from portal.web.words import gettext
from portal.workspace.draft_errors import DraftMissing
from portal.workspace.inbox_errors import InboxFull

READ = (Collection.CASES, Collection.CLAUSES)
MANY = 2**31 - 1

blueprint = desk_blueprint("desk_report", "report")


@blueprint.get("")
@asks_for(Permission.WRITE)
def form() -> str:
    """Show where a report can be pasted."""
    return _form()


@blueprint.post("")
@asks_for(Permission.WRITE)
def paste() -> Response | tuple[str, int]:
    """Make a draft of the report, with what it states in the fields."""
    entry_id = request.form.get("id", "").strip()
    collection, code = request.form.get("collection", ""), request.form.get("language", "")
    if collection not in READ or code not in set(Language):
        abort(400)
    text = cleaned(request.form.get("text", ""))
    fault = fault_of_text(text, LONGEST_REPORT)
    faults = {"text": fault_sentence(fault, LONGEST_REPORT, len(text))} if fault else {}
    if not ID_PATTERN.fullmatch(entry_id):
        faults["id"] = gettext("Use the letters a–z, digits and hyphens, 80 at most.")
    if not faults:
        try:
            ref = Ref(Collection(collection), entry_id)
            made = current_portal().inbox.paste(text, ref, Language(code), person_here())
        except EntryExists:
            faults["id"] = gettext("There is an entry or a draft with this id already.")
        except InboxFull:
            faults["text"] = gettext("Too many cases wait to be read; handle some of them first.")
        else:
            return redirect(url_for("desk_report.gaps", draft_id=made.id), code=303)
    return _form(text[: 2 * LONGEST_REPORT], entry_id[:200], faults), 422


@blueprint.get(f"/<int(max={MANY}):draft_id>")
@asks_for(Permission.WRITE)
def gaps(draft_id: int) -> str:
    """Show what was found in the report, sentence by sentence, and what it leaves open as questions."""
    portal = current_portal()
    case = portal.workspace.sent_cases.of_draft(draft_id)
    if case is None:
        abort(404)
    try:
        draft = portal.workspace.drafts.draft(draft_id)
    except DraftMissing:
        abort(404)
    read = read_report(case.text, draft.language, draft.ref.collection, portal.drafts)
    return render_template(
        "desk_report/gaps.html",
        draft=draft,
        address=draft_address(draft.id),
        found=read.found,
        slot_name=slot_name,
        questions=gap_questions(read.gaps, read.facts),
    )


def _form(text: str = "", entry_id: str = "", faults: dict[str, str] | None = None) -> str:
    return render_template(
        "desk_report/index.html",
        text=text,
        entry_id=entry_id,
        faults=faults or {},
        collections=READ,
        collection=request.form.get("collection", Collection.CASES),
        chosen=request.form.get("language", reader_language()),
        longest=LONGEST_REPORT,
    )
