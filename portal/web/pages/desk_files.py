"""The files that go with a draft: adding, looking at and taking away."""

from io import BytesIO

from flask import abort
from flask import redirect
from flask import render_template
from flask import request
from flask import send_file
from flask import url_for
from werkzeug.wrappers import Response

from portal.domain.attachment import MOST_BYTES
from portal.domain.draft import Draft
from portal.domain.file_type import ATTACHED
from portal.domain.workflow import Action
from portal.publishing.publication import demand
from portal.publishing.rights import Permission
from portal.uploads.checked_file import check_file
from portal.uploads.refusal import Refused
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.desk.draft_files import NewFile
from portal.web.desk.draft_files import add_file
from portal.web.desk.draft_files import file_lines
from portal.web.desk.draft_files import is_full
from portal.web.desk.draft_files import take_file_away
from portal.web.desk.draft_saving import DRAFT
from portal.web.desk.draft_saving import draft_or_404
from portal.web.desk.gate import asks_for
from portal.web.desk.gate import person_here
from portal.web.desk.places import desk_blueprint
from portal.web.desk.refusal_words import refusal_sentence
from portal.web.formats import file_size
from portal.web.i18n import reader_language
from portal.web.limits import takes_files
from portal.web.words import gettext
from portal.workspace.unavailable import WorkspaceUnavailable

FORM_AROUND_FILE = 64 * 1024
LONGEST_LABEL = 160
LONGEST_DESCRIPTION = 600

blueprint = desk_blueprint("desk_files", "write")


@blueprint.get(f"/{DRAFT}/files")
@asks_for(Permission.WRITE)
def index(draft_id: int) -> str:
    """Show the files of a draft and the form to add one."""
    return _page(_draft(draft_id), "")


@blueprint.post(f"/{DRAFT}/files")
@takes_files(MOST_BYTES + FORM_AROUND_FILE)
@asks_for(Permission.WRITE)
def add(draft_id: int) -> Response | tuple[str, int]:
    """Add a file after a look at what it really is."""
    draft = _draft(draft_id)
    name, content = _sent()
    if draft.is_translation or is_full(draft) or not draft.state.is_open:
        return _page(draft, gettext("No more files can be added here.")), 422
    checked = check_file(content, name, ATTACHED)
    if isinstance(checked, Refused):
        return _page(draft, refusal_sentence(checked)), 422
    new = NewFile(checked, content, _words("label", LONGEST_LABEL), _words("description", LONGEST_DESCRIPTION))
    try:
        add_file(current_portal(), draft, new, person_here())
    except WorkspaceUnavailable:
        return _page(draft, gettext("The file could not be saved. Try again in a moment.")), 503
    return redirect(url_for(".index", draft_id=draft.id))


@blueprint.post(f"/{DRAFT}/files/remove")
@asks_for(Permission.WRITE)
def remove(draft_id: int) -> Response | tuple[str, int]:
    """Take a file away."""
    draft = _draft(draft_id)
    if not draft.state.is_open:
        return _page(draft, gettext("No more files can be added here.")), 409
    take_file_away(current_portal(), draft, request.form.get("name", ""), person_here())
    return redirect(url_for(".index", draft_id=draft.id))


@blueprint.get(f"/{DRAFT}/files/<name>")
@asks_for(Permission.WRITE)
def file(draft_id: int, name: str) -> Response:
    """Hand out a file of a draft, to be saved and never opened in the portal's own name."""
    draft = _draft(draft_id)
    found = next((each for each in current_portal().workspace.draft_files.files(draft.id) if each.name == name), None)
    content = current_portal().workspace.draft_files.content(draft.id, name) if found else None
    if found is None or content is None:
        abort(404)
    return send_file(BytesIO(content), mimetype=found.media_type, as_attachment=True, download_name=found.name)


def _page(draft: Draft, fault: str) -> str:
    return render_template(
        "desk_write/files.html",
        draft=draft,
        lines=file_lines(current_portal(), draft),
        fault=fault,
        sent=request.form,
        full=is_full(draft),
        size_of=lambda size: file_size(size, reader_language()),
        most=file_size(MOST_BYTES, reader_language()),
    )


def _sent() -> tuple[str, bytes]:
    """Return the name and the bytes of the file that was sent, both empty where there is none."""
    upload = request.files.get("file")
    if upload is None:
        return "", b""
    content = upload.read()
    upload.close()
    return upload.filename or "", content


def _draft(draft_id: int) -> Draft:
    draft = draft_or_404(current_portal(), draft_id)
    demand(person_here(), Action.SAVE, draft, current_shelf())
    return draft


def _words(name: str, longest: int) -> str:
    return " ".join(request.form.get(name, "").replace("\0", " ").split())[:longest]
