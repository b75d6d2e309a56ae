"""What is raised when the workspace cannot be used."""

from portal.domain.errors import PortalError


class WorkspaceUnavailable(PortalError):
    """Raised when the workspace cannot be read or written: busy, full, read-only, unreachable or not prepared."""
