"""The first page of the desk: what waits for whoever signed in."""

from flask import render_template

from portal.publishing.draft_turns import is_turn_of
from portal.publishing.rights import Permission
from portal.web.context import current_portal
from portal.web.desk.draft_line import draft_line
from portal.web.desk.gate import asks_for
from portal.web.desk.gate import person_here
from portal.web.desk.places import desk_blueprint

MOST_SHOWN = 10

blueprint = desk_blueprint("desk_home")


@blueprint.get("")
@asks_for(Permission.SEE_DESK)
def index() -> str:
    """Show the drafts that wait for whoever signed in, then the others, those saved last first."""
    workspace, person = current_portal().workspace, person_here()
    every = workspace.drafts.open_drafts()
    first = sorted(every, key=lambda draft: not is_turn_of(draft, person))[:MOST_SHOWN]
    remarks = workspace.passage_comments.open_counts()
    lines = [draft_line(draft, person, remarks) for draft in first]
    return render_template("desk_home/index.html", lines=lines, total=len(every))
