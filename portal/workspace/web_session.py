"""A session as a browser and its holder have it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import Any

from portal.domain.people import Person
from portal.workspace.secret_tokens import hash_of

IDLE = timedelta(minutes=60)
"""Longer than the usual half hour: whoever writes a case reads sources for a while, and drafts are saved anyway."""


@dataclass(frozen=True, slots=True)
class WebSession:
    """One browser's session; `person` is None before sign-in."""

    secret: str
    data: Mapping[str, Any]
    person: Person | None
    created_at: datetime
    ends_at: datetime
    """When the session ends if nobody does anything more."""
    has_second_factor: bool = False


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session as its holder sees it in a list; `id` names it and is of no use to a thief."""

    id: str
    agent: str
    created_at: datetime
    seen_at: datetime


def session_name(secret: str) -> str:
    """Return the name of a session in the list of its holder."""
    return hash_of(secret)[:16]
