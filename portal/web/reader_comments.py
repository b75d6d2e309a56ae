"""The comments on the page of an entry; the page does without them where the workspace cannot be had."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain.incoming import LONGEST_COMMENT
from portal.domain.incoming import LONGEST_ROLE
from portal.domain.incoming import ReaderComment
from portal.domain.reference import Ref
from portal.publishing.inbox import COMMENTED
from portal.web.context import current_portal
from portal.web.spam_guard import let_workspace_rest
from portal.web.spam_guard import workspace_rests
from portal.workspace.unavailable import WorkspaceUnavailable


@dataclass(frozen=True, slots=True)
class EntryComments:
    """What readers have said about an entry and the desk has let; `is_open` tells whether more can be sent."""

    shown: Sequence[ReaderComment]
    is_open: bool
    longest: int = LONGEST_COMMENT
    longest_role: int = LONGEST_ROLE


def comments_on(ref: Ref) -> EntryComments | None:
    """Return the comments on an entry, None where entries of its kind take none."""
    if ref.collection not in COMMENTED:
        return None
    if workspace_rests():
        return EntryComments((), is_open=False)
    try:
        return EntryComments(current_portal().workspace.comments.shown(ref), is_open=True)
    except WorkspaceUnavailable:
        let_workspace_rest()
        return EntryComments((), is_open=False)
