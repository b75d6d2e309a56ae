"""What is done at start, so that a publication which a kill has cut off is whole or not at all."""

import logging
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable

from portal.domain.errors import PortalError
from portal.domain.reference import Ref
from portal.history.publication import ContentRepository
from portal.publishing.content_pull import refs_of_paths
from portal.publishing.editorial_desk import EditorialDesk
from portal.publishing.unfinished import PressedButton
from portal.publishing.unfinished import UnfinishedPublications
from portal.workspace.account import AccountMissing
from portal.workspace.draft_errors import DraftMissing

LOG = logging.getLogger(__name__)


def recover(
    repository: ContentRepository,
    unfinished: UnfinishedPublications,
    announce: Callable[[Collection[Ref]], None],
    opened: Callable[[], EditorialDesk],
) -> None:
    """Bring working files, index and drafts to where the commits are.

    `opened` gives the desk; it is asked only where a publication was cut off, as loading the workspace takes its time.
    Content that lies in no repository, or that cannot be written now, is served as it is.
    """
    try:
        found = repository.recover()
        for path in (*found.behind, *found.foreign):
            LOG.warning("%s is not as it was published.", path)
        announce(unfinished.left() | refs_of_paths(found.repaired))
        _finish_drafts(unfinished.pressed(), opened)
        unfinished.forget()
    except PortalError as error:
        LOG.warning("What a killed process may have left could not be looked after: %s", error)


def _finish_drafts(cut_off: Iterable[PressedButton], opened: Callable[[], EditorialDesk]) -> None:
    for pressed in cut_off:
        try:
            opened().finish(pressed)
        except (DraftMissing, AccountMissing) as error:
            LOG.warning("A publication that was cut off is left as it is: %s", error)
