"""What a draft is begun with and what goes with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.domain.language import Language
from portal.domain.reference import Ref
from portal.domain.workflow import Action


@dataclass(frozen=True, slots=True)
class LiveFile:
    """A published file as a draft is begun from it or put onto it: its blob id, None where there is none, and text."""

    blob: str | None
    text: str


NO_FILE = LiveFile(None, "")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a draft is begun with."""

    ref: Ref
    language: Language
    original: Language
    typed: Mapping[str, str]
    live: LiveFile = NO_FILE
    machine_made: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step on a draft's way."""

    action: Action
    reason: str
    person: int
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftAttachment:
    """A file as it goes with a draft; its bytes are asked for on their own."""

    name: str
    media_type: str
    digest: str
    size: int
    added_by: str
