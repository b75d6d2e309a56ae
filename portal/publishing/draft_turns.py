"""Whose turn it is with a draft, so that nothing lies about because everybody waits for somebody else."""

from enum import StrEnum

from portal.domain.draft import Draft
from portal.domain.people import Person
from portal.domain.workflow import DraftState
from portal.publishing.rights import Permission
from portal.publishing.rights import may


class Turn(StrEnum):
    """Who has to do something next."""

    WRITER = "writer"
    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"
    CLOCK = "clock"
    NOBODY = "nobody"


def turn_of(draft: Draft) -> Turn:
    """Return whose turn it is: the writer's, a reviewer's while a task is unsigned, then a coordinator's."""
    match draft.state:
        case DraftState.DRAFT:
            return Turn.WRITER
        case DraftState.IN_REVIEW:
            return Turn.REVIEWER if draft.unsigned else Turn.COORDINATOR
        case DraftState.SCHEDULED:
            return Turn.CLOCK
    return Turn.NOBODY


def is_turn_of(draft: Draft, person: Person) -> bool:
    """Tell whether a draft waits for this person: theirs to write on, to sign or to publish.

    Nobody signs what they wrote, so a draft in review does not wait for its writers.
    """
    match turn_of(draft):
        case Turn.WRITER:
            return person.id in {draft.author, *draft.writers}
        case Turn.REVIEWER:
            return may(person, Permission.REVIEW) and person.id not in draft.writers
        case Turn.COORDINATOR:
            return may(person, Permission.PUBLISH)
    return False
