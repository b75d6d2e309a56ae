"""What can stand in the way of what readers and others send in."""

from portal.domain.errors import PortalError


class CommentMissing(PortalError):
    """Raised when there is no such comment."""


class InboxFull(PortalError):
    """Raised when more waits than anybody can read."""


class SentCaseMissing(PortalError):
    """Raised when there is no such case."""
