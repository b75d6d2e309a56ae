"""A text on its way to being published: it lives in the workspace and never under `content/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime

from portal.domain.language import Language
from portal.domain.reference import Ref
from portal.domain.workflow import DraftState
from portal.domain.workflow import ReviewTask
from portal.domain.workflow import tasks_for


@dataclass(frozen=True, slots=True)
class SignOff:
    """That somebody has checked one version of a draft for one task."""

    task: ReviewTask
    person: int
    name: str
    version: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """One language version of an entry as somebody wants it to be.

    There is one open draft per entry and language; everybody who may writes on the same one.
    """

    id: int
    ref: Ref
    language: Language
    typed: Mapping[str, str]
    """What was typed, by field path; kept as typed, sound or not."""
    version: int
    """Counts the acknowledged saves; who saves says which version they saw."""
    state: DraftState
    author: int
    author_name: str
    saved_by: int
    saved_by_name: str
    saved_at: datetime
    created_at: datetime
    original: Language
    """The language the entry's facts are written in; the draft is a translation where it differs from `language`."""
    base: str | None = None
    """The blob id of the live file the draft was begun from, None for a file that is not there yet."""
    base_text: str = ""
    """That file."""
    reason: str = ""
    """Why the change is made; readers of the history see it."""
    minor: bool = False
    """Whether the writer calls the change minor, so that translations stay current."""
    machine_made: bool = False
    """Whether a machine wrote some of the text."""
    publish_at: datetime | None = None
    sign_offs: tuple[SignOff, ...] = ()
    writers: frozenset[int] = field(default_factory=frozenset)
    """Everybody who has saved it."""

    @property
    def is_translation(self) -> bool:
        """Whether the draft holds text only, made from an original in another language."""
        return self.language is not self.original

    @property
    def tasks(self) -> tuple[ReviewTask, ...]:
        """What must be signed before it is published."""
        return tasks_for(self.ref.collection, translation=self.is_translation)

    @property
    def signed(self) -> Mapping[ReviewTask, SignOff]:
        """The sign-offs that count: those of the version as it is now."""
        return {each.task: each for each in self.sign_offs if each.version == self.version}

    @property
    def unsigned(self) -> tuple[ReviewTask, ...]:
        """The tasks that nobody has signed for the version as it is now."""
        return tuple(task for task in self.tasks if task not in self.signed)
