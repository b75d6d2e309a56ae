"""One remembered state of a file."""

from dataclasses import dataclass
from datetime import datetime

SHORT = 12


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit that changed a file: its id, when it was made (UTC), and the first line of its message.

    `path` is where the file lay then, below the content folder: an entry may have had another id.
    Who made it is not here, for readers are shown no personal data; for the desk there is `SignedRevision`.
    """

    id: str
    when: datetime
    message: str
    path: str

    @property
    def short(self) -> str:
        """The beginning of the id, long enough to name the revision in an address."""
        return self.id[:SHORT]


@dataclass(frozen=True, slots=True)
class SignedRevision:
    """A revision with who made it and why, for those who are signed in; never for a public page.

    E-mail addresses are taken out of all of it.
    """

    revision: Revision
    author: str
    author_id: str | None
    """The account by which it was published here; None for a commit that came from elsewhere."""
    reason: str
    """The whole message without its trailers."""
    trailers: tuple[tuple[str, str], ...]
    """Who reviewed it, what it restores and the like, by name, in the order of the message."""
