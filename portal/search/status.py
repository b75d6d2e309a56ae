"""The state of the index and the course of a build, for people who look after the portal."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.language import Language


class IndexState(StrEnum):
    """Whether the index can be relied on."""

    READY = "ready"
    STALE = "stale"
    MISSING = "missing"
    UNREADABLE = "unreadable"


class IndexFault(StrEnum):
    """Why the index is not ready."""

    NO_INDEX = "no-index"
    POINTER_DAMAGED = "pointer-damaged"
    META_DAMAGED = "meta-damaged"
    FILES_DAMAGED = "files-damaged"
    OPENING_FAILED = "opening-failed"
    OTHER_SCHEMA = "other-schema"
    OTHER_ANALYSIS = "other-analysis"

    @property
    def state(self) -> IndexState:
        """The state that this fault puts the index in."""
        match self:
            case IndexFault.NO_INDEX:
                return IndexState.MISSING
            case IndexFault.OTHER_SCHEMA | IndexFault.OTHER_ANALYSIS:
                return IndexState.STALE
            case _:
                return IndexState.UNREADABLE


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What is on disk: how many documents, when built, by which analysers, and what is wrong if anything.

    `built_at` is an ISO time in UTC.
    What the disk does not tell is None or empty.
    """

    state: IndexState
    fault: IndexFault | None = None
    detail: str = ""
    documents: int | None = None
    built_at: str | None = None
    generation: int | None = None
    signatures: Mapping[Language, str] | None = None
    bytes_on_disk: int | None = None


class BuildStage(StrEnum):
    """What a build is doing."""

    ANALYSING = "analysing"
    WRITING = "writing"
    CHECKING = "checking"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class BuildProgress:
    """How far a build has come: documents done of all that have to be read."""

    stage: BuildStage
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; `reason` tells why it was a full one, or is None."""

    full: bool
    reason: IndexFault | None
    added: int
    changed: int
    removed: int
    unchanged: int
    documents: int
    generation: int
    seconds: float
