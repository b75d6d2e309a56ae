"""What is done at start, so that a publication which a kill has cut off is whole or not at all."""

import logging

from portal.domain.errors import PortalError
from portal.history.publication import ContentRepository
from portal.publishing.content_pull import refs_of_paths
from portal.publishing.editorial_desk import EditorialDesk
from portal.publishing.unfinished import UnfinishedPublications
from portal.workspace.account_book import AccountBook
from portal.workspace.account_book import AccountMissing
from portal.workspace.draft_errors import DraftMissing

LOG = logging.getLogger(__name__)


def recover(
    repository: ContentRepository, unfinished: UnfinishedPublications, desk: EditorialDesk, accounts: AccountBook
) -> None:
    """Bring working files, index and drafts to where the commits are.

    Content that lies in no repository, or that cannot be written now, is served as it is.
    """
    try:
        found = repository.recover()
        for path in (*found.behind, *found.foreign):
            LOG.warning("%s is not as it was published.", path)
        desk.announce(unfinished.left() | refs_of_paths(found.repaired))
        _finish_drafts(unfinished, desk, accounts)
        unfinished.forget()
    except PortalError as error:
        LOG.warning("What a killed process may have left could not be looked after: %s", error)


def _finish_drafts(unfinished: UnfinishedPublications, desk: EditorialDesk, accounts: AccountBook) -> None:
    for pressed in unfinished.pressed():
        try:
            desk.finish(pressed, accounts.account(pressed.person).person)
        except (DraftMissing, AccountMissing) as error:
            LOG.warning("A publication that was cut off is left as it is: %s", error)
