"""Drafts whose moment to be published has come."""

import logging
from collections.abc import Callable
from collections.abc import Mapping

from portal.domain.people import Person
from portal.domain.workflow import Action
from portal.publishing.editorial_desk import EditorialDesk

LOG = logging.getLogger(__name__)


def publish_due(desk: EditorialDesk, person: Callable[[int], Person]) -> Mapping[int, str]:
    """Publish every draft whose moment has come, in the name of whoever scheduled it; returns what failed, and why.

    `person` finds somebody by the id of the account; who may not publish any more publishes nothing.
    """
    failed: dict[int, str] = {}
    for draft in desk.workspace.drafts.due():
        try:
            steps = desk.workspace.drafts.steps(draft.id)
            scheduled = next(step for step in reversed(steps) if step.action is Action.SCHEDULE)
            desk.publish(draft.id, draft.version, person(scheduled.person))
        except Exception as error:  # one draft that cannot be published must not keep the next
            LOG.exception("draft %s could not be published when it was due", draft.id)
            failed[draft.id] = str(error)
    return failed
