"""What can go wrong with the index, named for what happened."""

from portal.domain.errors import PortalError
from portal.search.status import IndexFault


class SearchUnavailable(PortalError):
    """Raised by a search when no index can serve it: there is none, it is damaged, or it has another make."""

    def __init__(self, fault: IndexFault, detail: str) -> None:
        super().__init__(f"The search index cannot be used ({fault}): {detail}. Run `portal index build`.")
        self.fault = fault
        self.detail = detail


class IndexBusy(PortalError):
    """Raised when another process is still building the index after the agreed wait."""

    def __init__(self, waited: float) -> None:
        super().__init__(f"Another process has been building the index for more than {waited:g} seconds; try later.")
        self.waited = waited


class BuildFailed(PortalError):
    """Raised when a freshly written index does not hold what it should; the old one goes on being served."""

    def __init__(self, expected: int, found: int) -> None:
        super().__init__(f"The new search index holds {found} documents instead of {expected}; it was thrown away.")
        self.expected = expected
        self.found = found
