"""What people outside the desk send in: comments on an entry, and cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.domain.language import Language
from portal.domain.reference import Ref

LONGEST_COMMENT = 2_000
LONGEST_ROLE = 120
LONGEST_REPORT = 20_000


class Moderation(StrEnum):
    """What the desk has decided about a comment."""

    WAITING = "waiting"
    SHOWN = "shown"
    REFUSED = "refused"


class CaseState(StrEnum):
    """What the desk has made of a case that was sent in."""

    WAITING = "waiting"
    REFUSED = "refused"
    DRAFTED = "drafted"


@dataclass(frozen=True, slots=True)
class ReaderComment:
    """What a reader said about an entry; `role` is as whom, and may be empty.

    `answer` is the desk's, in the language of the comment; of a refused comment it is the reason, for the desk alone.
    """

    id: int
    ref: Ref
    language: Language
    text: str
    role: str
    at: datetime
    state: Moderation
    answer: str
    handled_by: str
    handled_at: datetime | None


class CaseField(StrEnum):
    """The five questions of the form, the text of a report pasted at the desk, and why a case was refused."""

    WHAT = "what"
    REQUIRED = "required"
    OUTCOME = "outcome"
    ADDRESS = "address"
    SENDER = "sender"
    REPORT = "report"
    REASON = "reason"


ASKED = (CaseField.WHAT, CaseField.REQUIRED, CaseField.OUTCOME, CaseField.ADDRESS, CaseField.SENDER)
NEEDED = frozenset({CaseField.WHAT, CaseField.REQUIRED})
LONGEST_FIELDS: Mapping[CaseField, int] = {
    CaseField.WHAT: 2_000,
    CaseField.REQUIRED: 2_000,
    CaseField.OUTCOME: 2_000,
    CaseField.ADDRESS: 500,
    CaseField.SENDER: 200,
}


@dataclass(frozen=True, slots=True)
class SentCase:
    """A case that somebody sent in, or a report that was pasted at the desk, as it was typed."""

    id: int
    at: datetime
    language: Language
    fields: Mapping[CaseField, str]
    state: CaseState
    draft: int | None
    handled_by: str
    handled_at: datetime | None

    @property
    def text(self) -> str:
        """Everything that tells of the case, in one text."""
        told = (CaseField.REPORT, CaseField.WHAT, CaseField.REQUIRED, CaseField.OUTCOME)
        return "\n\n".join(self.fields[name] for name in told if self.fields.get(name))
