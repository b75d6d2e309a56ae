"""What the desk does with what comes in: comments are shown or refused, cases and reports become drafts."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.domain.draft import Draft
from portal.domain.errors import EntryExists
from portal.domain.incoming import CaseField
from portal.domain.incoming import CaseState
from portal.domain.incoming import Moderation
from portal.domain.incoming import ReaderComment
from portal.domain.incoming import SentCase
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.publishing.drafts import DraftReader
from portal.publishing.editorial_desk import EditorialDesk
from portal.publishing.incoming_text import cleaned
from portal.publishing.publication import ReasonMissing
from portal.publishing.report_reading import read_report
from portal.publishing.rights import NotPermitted
from portal.publishing.rights import Permission
from portal.publishing.rights import Refusal
from portal.publishing.rights import may

if TYPE_CHECKING:  # what brings the database is loaded late
    from portal.workspace.workspace import Workspace

COMMENTED = frozenset({Collection.CASES, Collection.CLAUSES})
"""What somebody has used or may use, so that another reader may know something of it."""
SECTIONS: Mapping[CaseField, str] = {
    CaseField.WHAT: "background",
    CaseField.REQUIRED: "how-it-works",
    CaseField.OUTCOME: "results",
}
"""Where the answers of the form for cases go in the draft of a case."""


class AlreadyHandled(EntryExists):
    """Raised when somebody else has decided on a case meanwhile."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """The verbs for what was sent in; rights are decided here."""

    workspace: "Workspace"
    desk: EditorialDesk
    reader: DraftReader
    shelf: Callable[[], Shelf]

    def theirs(self, by: Person, comments: Sequence[ReaderComment]) -> list[ReaderComment]:
        """Return those of the comments that lie in a person's part of the library."""
        return [each for each in comments if self._covers(by, each.ref)]

    def decide(self, comment_id: int, state: Moderation, answer: str, by: Person) -> ReaderComment:
        """Return a comment that is shown from now on, or refused; a refusal needs its reason.

        Raises `NotPermitted`, `ReasonMissing`, `CommentMissing`.
        """
        comment = self.workspace.comments.comment(comment_id)
        _demand(by, Permission.MODERATE, f"comment {comment_id}")
        if not self._covers(by, comment.ref):
            raise NotPermitted(Refusal.SCOPE, f"comment on {comment.ref}")
        if state is Moderation.REFUSED and not answer.strip():
            raise ReasonMissing("say why")
        decided = self.workspace.comments.decide(comment_id, state, cleaned(answer), by)
        self.workspace.audit.note(by, f"comment-{state}", str(comment.ref), comment=comment_id)
        return decided

    def refuse(self, case_id: int, reason: str, by: Person) -> SentCase:
        """Return a case that was sent in, refused; raises `NotPermitted`, `ReasonMissing`, `AlreadyHandled`."""
        _demand(by, Permission.MODERATE, f"case {case_id}")
        if not reason.strip():
            raise ReasonMissing("say why")
        self._demand_waiting(case_id)
        self.workspace.audit.note(by, "case-refused", f"sent-case/{case_id}")
        return self.workspace.sent_cases.refuse(case_id, cleaned(reason), by)

    def make_draft(self, case_id: int, ref: Ref, language: Language, by: Person) -> Draft:
        """Return a new draft of a case that was sent in; what it states is in the fields, the rest is left open.

        Raises `NotPermitted`, `AlreadyHandled`, and `EntryExists` where the id is taken.
        """
        _demand(by, Permission.MODERATE, f"case {case_id}")
        return self._draft_of(self._demand_waiting(case_id), ref, language, by)

    def paste(self, text: str, ref: Ref, language: Language, by: Person) -> Draft:
        """Return a new draft of a report that was pasted; the report is kept beside it until the draft is done.

        Raises `NotPermitted`, and `EntryExists` where the id is taken.
        """
        _demand(by, Permission.WRITE, f"write {ref}/{language}")
        self._demand_free(ref, language)
        return self._draft_of(self.workspace.sent_cases.add(language, {CaseField.REPORT: text}), ref, language, by)

    def _draft_of(self, case: SentCase, ref: Ref, language: Language, by: Person) -> Draft:
        self._demand_free(ref, language)
        read = read_report(case.text, language, ref.collection, self.reader)
        draft = self.desk.begin(ref, language, by)
        sections = _sections(case, draft.typed) if ref.collection is Collection.CASES else {}
        draft = self.desk.save(draft.id, draft.version, {**draft.typed, **read.typed, **sections}, by)
        self.workspace.sent_cases.became(case.id, draft.id, by)
        self.workspace.audit.note(by, "case-drafted", f"{ref}/{language}", case=case.id, draft=draft.id)
        return draft

    def _demand_waiting(self, case_id: int) -> SentCase:
        case = self.workspace.sent_cases.case(case_id)
        if case.state is not CaseState.WAITING:
            raise AlreadyHandled(f"{case.handled_by} has decided already")
        return case

    def _demand_free(self, ref: Ref, language: Language) -> None:
        # A file with a fault is not on the shelf and takes its place all the same.
        there = self.shelf().get(ref) is not None or (self.desk.content / ref.collection / ref.id).exists()
        if there or self.workspace.drafts.open_draft(ref, language) is not None:
            raise EntryExists(f"{ref} is there already")

    def _covers(self, by: Person, ref: Ref) -> bool:
        entry = self.shelf().get(ref)
        return entry is None or by.scope.covers(entry.country, getattr(entry, "organisation", None))


def _demand(by: Person, permission: Permission, asked: str) -> None:
    if not may(by, permission):
        raise NotPermitted(Refusal.ROLE, asked)


def _sections(case: SentCase, typed: Mapping[str, str]) -> dict[str, str]:
    """Return the sender's words as the text of sections; a section the draft has not got yet is added at its end."""
    rows = {value: path.split(".")[1] for path, value in typed.items() if path.endswith(".id")}
    found: dict[str, str] = {}
    for field, section in SECTIONS.items():
        if case.fields.get(field):
            row = rows.setdefault(section, str(len(rows)))
            found |= {f"sections.{row}.id": section, f"sections.{row}.text": case.fields[field]}
    return found
