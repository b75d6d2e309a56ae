"""Who did what at the desk, for administrators."""

from flask import render_template
from flask import request
from flask import url_for

from portal.publishing.rights import Permission
from portal.web.context import current_portal
from portal.web.desk.gate import asks_for
from portal.web.desk.places import desk_blueprint

blueprint = desk_blueprint("audit", "audit")
A_PAGE = 100


@blueprint.get("")
@asks_for(Permission.SEE_AUDIT)
def index() -> str:
    """Show the log, the newest first, of one subject where asked."""
    subject, before = request.args.get("subject", "").strip()[:200], _number(request.args.get("before", ""))
    lines = current_portal().workspace.audit.lines(subject=subject, before=before, most=A_PAGE + 1)
    more = (
        url_for("audit.index", subject=subject or None, before=lines[A_PAGE - 1].number) if len(lines) > A_PAGE else ""
    )
    names = {f"account/{each.person.id}": each.person.name for each in current_portal().workspace.accounts.all()}
    return render_template("audit/index.html", lines=lines[:A_PAGE], subject=subject, older=more, names=names)


def _number(text: str) -> int | None:
    """Return the number of a line; nonsense begins at the newest."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
