"""A draft as readers will see it: a passage while it is typed, and the whole page."""

from flask import jsonify
from flask import render_template
from flask import request
from werkzeug.wrappers import Response

from portal.domain.draft import Draft
from portal.domain.workflow import Action
from portal.publishing.draft_reading import entry_as_read
from portal.publishing.publication import demand
from portal.publishing.rights import Permission
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.desk.choices import matching
from portal.web.desk.draft_saving import DRAFT
from portal.web.desk.draft_saving import draft_or_404
from portal.web.desk.gate import asks_for
from portal.web.desk.gate import person_here
from portal.web.desk.passage_preview import Previewer
from portal.web.desk.places import desk_blueprint
from portal.web.facts.fact import Teller
from portal.web.i18n import reader_language
from portal.web.portrait import portrait

LONGEST = 200_000
blueprint = desk_blueprint("desk_preview", "write")


@blueprint.post(f"/{DRAFT}/preview")
@asks_for(Permission.WRITE)
def passage(draft_id: int) -> Response:
    """Return a passage as readers will see it, for the page on which it is typed."""
    draft = _draft(draft_id)
    text = request.form.get("text", "")[:LONGEST].replace("\r\n", "\n").replace("\0", "\ufffd")
    shown = _previewer(draft).passage("", text, request.form.get("section", ""))
    return jsonify(html=str(shown.html), hints=list(shown.hints))


@blueprint.get(f"/{DRAFT}/preview")
@asks_for(Permission.WRITE)
def index(draft_id: int) -> str:
    """Show the whole draft: the page of readers where it is sound, else its text."""
    draft = _draft(draft_id)
    entry = entry_as_read(current_portal().desk, draft)
    return render_template(
        "desk_write/preview.html",
        draft=draft,
        page=portrait(entry, Teller(current_shelf(), draft.language), current_portal().renderer) if entry else None,
        passages=_previewer(draft).passages(),
    )


@blueprint.get("/choices")
@asks_for(Permission.WRITE)
def choices() -> Response:
    """Return the names that fit what somebody types into a field."""
    found = matching(request.args.get("of", ""), request.args.get("q", ""), current_shelf(), reader_language())
    return jsonify(choices=[{"value": each.value, "name": each.name} for each in found])


def _draft(draft_id: int) -> Draft:
    draft = draft_or_404(current_portal(), draft_id)
    demand(person_here(), Action.SAVE, draft, current_shelf())
    return draft


def _previewer(draft: Draft) -> Previewer:
    return Previewer(draft, current_shelf(), current_portal().renderer)
