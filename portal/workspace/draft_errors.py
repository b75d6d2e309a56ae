"""What can stand in the way of a change to a draft."""

from portal.domain.draft import Draft
from portal.domain.errors import PortalError
from portal.domain.workflow import Action
from portal.domain.workflow import DraftState


class DraftMissing(PortalError):
    """Raised when there is no such draft."""


class DraftMoved(PortalError):
    """Raised when a draft has been saved by somebody else since it was looked at; holds it as it is now."""

    def __init__(self, current: Draft) -> None:
        super().__init__(f"draft {current.id} is at version {current.version}, saved by {current.saved_by_name}")
        self.current = current


class DraftOpen(PortalError):
    """Raised when there is a draft already where a fresh one was to be begun; holds it."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(f"draft {draft.id} is open")
        self.draft = draft


class StepImpossible(PortalError):
    """Raised when an action does not follow from the state a draft is in."""

    def __init__(self, action: Action, state: DraftState) -> None:
        super().__init__(f"{action} is not possible for a draft that is {state}")
        self.action = action
        self.state = state


class RemarkMissing(PortalError):
    """Raised when a draft has no such remark."""


class RemarksFull(PortalError):
    """Raised when a draft has more remarks than anybody can work through."""
