"""The way of a text from draft to published: its states, its reviews, and what may follow what."""

from collections.abc import Mapping
from enum import StrEnum

from portal.domain.reference import Collection


class DraftState(StrEnum):
    """Where a draft is on its way."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    DISCARDED = "discarded"

    @property
    def is_open(self) -> bool:
        """Whether the draft can still change what is published."""
        return self in {DraftState.DRAFT, DraftState.IN_REVIEW, DraftState.SCHEDULED}


class ReviewTask(StrEnum):
    """What somebody signs for; the values are those of `checked` in the front matter."""

    CONTENT = "content"
    LAW = "law"
    LANGUAGE = "language"


class Action(StrEnum):
    """What people do with a draft or an entry; the values stand in messages of commits and in the audit log."""

    SAVE = "save"
    SUBMIT = "submit"
    SIGN = "sign"
    RETURN = "return"
    TAKE_BACK = "take-back"
    SCHEDULE = "schedule"
    PUBLISH = "publish"
    DISCARD = "discard"
    WITHDRAW = "withdraw"
    RESTORE = "restore"


NEXT: Mapping[DraftState, Mapping[Action, DraftState]] = {
    DraftState.DRAFT: {
        Action.SAVE: DraftState.DRAFT,
        Action.SUBMIT: DraftState.IN_REVIEW,
        Action.DISCARD: DraftState.DISCARDED,
    },
    DraftState.IN_REVIEW: {
        Action.SAVE: DraftState.IN_REVIEW,
        Action.SIGN: DraftState.IN_REVIEW,
        Action.RETURN: DraftState.DRAFT,
        Action.TAKE_BACK: DraftState.DRAFT,
        Action.SCHEDULE: DraftState.SCHEDULED,
        Action.PUBLISH: DraftState.PUBLISHED,
        Action.DISCARD: DraftState.DISCARDED,
    },
    DraftState.SCHEDULED: {
        Action.SAVE: DraftState.IN_REVIEW,
        Action.RETURN: DraftState.DRAFT,
        Action.TAKE_BACK: DraftState.IN_REVIEW,
        Action.SCHEDULE: DraftState.SCHEDULED,
        Action.PUBLISH: DraftState.PUBLISHED,
        Action.DISCARD: DraftState.DISCARDED,
    },
    DraftState.PUBLISHED: {},
    DraftState.DISCARDED: {},
}
"""What is scheduled is taken back into review, where its sign-offs still count; what is in review, to its writer.

A save during review keeps the draft there; the sign-offs of the older version no longer count."""


def next_state(state: DraftState, action: Action) -> DraftState | None:
    """Return where an action leads from a state, or None where it is not possible."""
    return NEXT[state].get(action)


LEGAL_COLLECTIONS = frozenset({Collection.CLAUSES, Collection.LAWS})


def tasks_for(collection: Collection, *, translation: bool) -> tuple[ReviewTask, ...]:
    """Return what must be signed before a draft is published.

    Content and language always; the law where wording is reused in contracts or tells what the law says.
    A translation changes no facts, so what is signed for it is that it says the same in good language.
    """
    if translation:
        return (ReviewTask.LANGUAGE,)
    law = (ReviewTask.LAW,) if collection in LEGAL_COLLECTIONS else ()
    return (ReviewTask.CONTENT, *law, ReviewTask.LANGUAGE)
