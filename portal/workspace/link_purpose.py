"""What a one-time link is for, and what is raised for one that is good no more."""

from enum import StrEnum

from portal.domain.errors import PortalError


class LinkPurpose(StrEnum):
    """What a one-time link is for."""

    INVITATION = "invitation"
    NEW_PASSWORD = "new-password"  # noqa: S105  # the name of a purpose


class LinkSpent(PortalError):
    """Raised when a one-time link is unknown, used or too old; which of them is nobody's business."""
