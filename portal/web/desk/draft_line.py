"""One draft in a list."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.draft import Draft
from portal.domain.people import Person
from portal.publishing.draft_turns import Turn
from portal.publishing.draft_turns import is_turn_of
from portal.publishing.draft_turns import turn_of
from portal.web.context import current_portal
from portal.web.desk.draft_page import title_of


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One draft in the list."""

    draft: Draft
    title: str
    turn: Turn
    mine: bool
    remarks: int
    overtaken: bool


def draft_line(draft: Draft, person: Person, remarks: Mapping[int, int]) -> DraftLine:
    """Return a draft as a line of a list."""
    return DraftLine(
        draft,
        title_of(draft),
        turn_of(draft),
        is_turn_of(draft, person),
        remarks.get(draft.id, 0),
        current_portal().desk.live.is_overtaken(draft),
    )
