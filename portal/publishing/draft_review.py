"""What reviewers and writers say to each other about a draft."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.domain.draft import Draft
from portal.domain.passage_comment import PassageComment
from portal.domain.passage_comment import Thread
from portal.domain.passage_comment import threads
from portal.domain.people import Person
from portal.domain.workflow import Action
from portal.library.shelf import Shelf
from portal.publishing.publication import ReasonMissing
from portal.publishing.publication import demand
from portal.workspace.draft_errors import StepImpossible

if TYPE_CHECKING:  # what brings the database is loaded late
    from portal.workspace.draft_book import DraftBook
    from portal.workspace.passage_comment_book import PassageCommentBook

LONGEST_FIELD = 200
LONGEST_QUOTE = 1_000
LONGEST_REMARK = 4_000


@dataclass(frozen=True, slots=True)
class DraftReview:
    """The verbs for remarks on passages; whoever may write on a draft may remark on it, answer and settle."""

    shelf: Callable[[], Shelf]
    drafts: "DraftBook"
    comments: "PassageCommentBook"

    def threads(self, draft_id: int) -> tuple[Thread, ...]:
        """Return the remarks on a draft with their answers, the open ones first."""
        return threads(self.comments.of_draft(draft_id))

    def remark(self, draft_id: int, field: str, quote: str, text: str, by: Person) -> Draft:
        """Keep a remark on words of a draft.

        Raises `NotPermitted`, `ReasonMissing` without a word, `StepImpossible` on a closed draft, `RemarksFull`.
        """
        draft = self._open(draft_id, by)
        if not text.strip():
            raise ReasonMissing("write the remark")
        passage = " ".join(quote.split())[:LONGEST_QUOTE]
        self.comments.add(draft, field[:LONGEST_FIELD], passage, text.strip()[:LONGEST_REMARK], by)
        return draft

    def answer(self, draft_id: int, comment_id: int, text: str, by: Person) -> Draft:
        """Keep an answer to a remark; raises what `remark` raises, and `RemarkMissing`."""
        asked = self.comments.find(draft_id, comment_id)
        return self.remark(draft_id, asked.field, asked.quote, text, by)

    def resolve(self, draft_id: int, comment_id: int, by: Person) -> PassageComment:
        """Settle a remark with its answers; raises `NotPermitted`, `StepImpossible` and `RemarkMissing`."""
        self._open(draft_id, by)
        comment = self.comments.find(draft_id, comment_id)
        self.comments.resolve(comment, by)
        return comment

    def _open(self, draft_id: int, by: Person) -> Draft:
        draft = self.drafts.draft(draft_id)
        demand(by, Action.SAVE, draft, self.shelf())
        if not draft.state.is_open:
            raise StepImpossible(Action.SAVE, draft.state)
        return draft
