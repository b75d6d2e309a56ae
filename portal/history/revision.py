"""One remembered state of a file."""

from dataclasses import dataclass
from datetime import datetime

SHORT = 12


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit that changed a file: its id, when it was made (UTC), and the first line of its message.

    Who made it is not here: readers are shown no personal data.
    """

    id: str
    when: datetime
    message: str

    @property
    def short(self) -> str:
        """The beginning of the id, long enough to name the revision in an address."""
        return self.id[:SHORT]
