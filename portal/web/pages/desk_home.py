"""The first page of the desk: what waits for whoever signed in."""

from flask import render_template

from portal.publishing.rights import Permission
from portal.web.context import current_portal
from portal.web.desk.gate import asks_for
from portal.web.desk.places import desk_blueprint

blueprint = desk_blueprint("desk_home")


@blueprint.get("")
@asks_for(Permission.SEE_DESK)
def index() -> str:
    """Show the drafts in the making."""
    return render_template("desk_home/index.html", drafts=current_portal().workspace.drafts.open_drafts())
