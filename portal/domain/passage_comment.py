"""What reviewers remark on a passage of a draft, and what others answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PassageComment:
    """A remark on words of a draft; `field` is the path where they stand, empty for the draft as a whole."""

    id: int
    draft: int
    field: str
    quote: str
    text: str
    version: int
    """The version of the draft that was before the eyes of whoever wrote it."""
    person: int
    name: str
    at: datetime
    resolved_at: datetime | None = None
    resolved_by: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """A remark with its answers, the oldest first."""

    comments: tuple[PassageComment, ...]

    @property
    def first(self) -> PassageComment:
        """The remark that was answered."""
        return self.comments[0]

    @property
    def is_resolved(self) -> bool:
        """Whether nothing is left to be done; an answer that comes later opens it again."""
        return all(each.resolved_at is not None for each in self.comments)

    @property
    def resolved_by(self) -> str:
        """Who settled it last."""
        return self.comments[-1].resolved_by


def threads(comments: Iterable[PassageComment]) -> tuple[Thread, ...]:
    """Return the remarks by the words they are about, the open ones first, then in the order they were begun."""
    found: dict[tuple[str, str], list[PassageComment]] = {}
    for each in comments:
        found.setdefault((each.field, each.quote), []).append(each)
    made = [Thread(tuple(each)) for each in found.values()]
    return tuple(sorted(made, key=lambda thread: (thread.is_resolved, thread.first.id)))
