"""The drafts in the making: what state each is in, and whose turn it is."""

from collections.abc import Mapping

from flask import render_template
from flask import request

from portal.domain.draft import Draft
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.reference import Collection
from portal.domain.workflow import DraftState
from portal.publishing.draft_turns import Turn
from portal.publishing.draft_turns import is_turn_of
from portal.publishing.draft_turns import turn_of
from portal.publishing.rights import Permission
from portal.web.context import current_portal
from portal.web.desk.draft_line import draft_line
from portal.web.desk.gate import asks_for
from portal.web.desk.gate import person_here
from portal.web.desk.places import desk_blueprint
from portal.web.listing import page_of

OPEN_STATES = tuple(state for state in DraftState if state.is_open)
MINE = "mine"

blueprint = desk_blueprint("desk_drafts", "drafts")


@blueprint.get("")
@asks_for(Permission.SEE_DESK)
def index() -> str:
    """Show the open drafts, those saved last first, narrowed by what the address asks for."""
    portal, person, asked = current_portal(), person_here(), _asked()
    every = portal.workspace.drafts.open_drafts()
    shown, pager = page_of([draft for draft in every if _fits(draft, asked, person)])
    remarks = portal.workspace.passage_comments.open_counts()
    lines = [draft_line(draft, person, remarks) for draft in shown]
    return render_template(
        "desk_drafts/index.html", lines=lines, pager=pager, asked=asked, total=len(every), states=OPEN_STATES
    )


def _asked() -> dict[str, str]:
    """Return what the address asks for; what is none of the choices is left out."""
    choices = {
        "state": set(OPEN_STATES),
        "turn": {MINE, *Turn},
        "collection": set(Collection),
        "text": set(Language),
    }
    return {name: value if (value := request.args.get(name, "")) in known else "" for name, known in choices.items()}


def _fits(draft: Draft, asked: Mapping[str, str], person: Person) -> bool:
    turn = asked["turn"]
    return (
        asked["state"] in {"", draft.state}
        and asked["collection"] in {"", draft.ref.collection}
        and asked["text"] in {"", draft.language}
        and (turn in {"", turn_of(draft)} or (turn == MINE and is_turn_of(draft, person)))
    )
