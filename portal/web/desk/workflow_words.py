"""What the steps, tasks and states of a draft are called, and why the desk says no."""

from collections.abc import Mapping

from portal.domain.errors import EntryMissing
from portal.domain.errors import PortalError
from portal.domain.workflow import Action
from portal.domain.workflow import DraftState
from portal.domain.workflow import ReviewTask
from portal.history.errors import DiskFull
from portal.history.errors import EditConflict
from portal.history.errors import PathRefused
from portal.history.errors import RepositoryBusy
from portal.history.errors import RepositoryUnwritable
from portal.history.errors import UncommittedEdit
from portal.publishing.draft_turns import Turn
from portal.publishing.live_desk import WayOnMissing
from portal.publishing.publication import DraftFaulty
from portal.publishing.publication import MomentPast
from portal.publishing.publication import ReasonMissing
from portal.publishing.publication import ReviewerUnnamed
from portal.publishing.publication import ReviewUnfinished
from portal.publishing.rights import NotPermitted
from portal.publishing.rights import Refusal
from portal.web.words import N_
from portal.web.words import gettext
from portal.web.words import ngettext
from portal.workspace.draft_errors import DraftMoved
from portal.workspace.draft_errors import RemarksFull
from portal.workspace.draft_errors import StepImpossible

STATES: Mapping[DraftState, str] = {
    DraftState.DRAFT: N_("Being written"),
    DraftState.IN_REVIEW: N_("In review"),
    DraftState.SCHEDULED: N_("Scheduled"),
    DraftState.PUBLISHED: N_("Published"),
    DraftState.DISCARDED: N_("Discarded"),
}
TURNS: Mapping[Turn, str] = {
    Turn.WRITER: N_("The writer's turn"),
    Turn.REVIEWER: N_("A reviewer's turn"),
    Turn.COORDINATOR: N_("A coordinator's turn: ready to be published"),
    Turn.CLOCK: N_("Waits for its moment"),
    Turn.NOBODY: N_("Nobody's turn: closed"),
}
TASKS: Mapping[ReviewTask, tuple[str, str]] = {
    ReviewTask.CONTENT: (N_("Content"), N_("The facts are right, and the sources say what the text says.")),
    ReviewTask.LAW: (N_("Law"), N_("The wording is in line with procurement and labour law.")),
    ReviewTask.LANGUAGE: (N_("Language"), N_("The text is plain and correct, and says the same as the original.")),
}
STEPS: Mapping[Action, str] = {
    Action.SAVE: N_("Saved"),
    Action.SUBMIT: N_("Sent to review"),
    Action.SIGN: N_("Signed off"),
    Action.RETURN: N_("Returned to the writer"),
    Action.TAKE_BACK: N_("Undone"),
    Action.SCHEDULE: N_("Scheduled"),
    Action.PUBLISH: N_("Published"),
    Action.DISCARD: N_("Discarded"),
    Action.WITHDRAW: N_("Withdrawn"),
    Action.RESTORE: N_("Restored"),
}
REFUSALS: Mapping[Refusal, str] = {
    Refusal.ROLE: N_("Your role does not include this. Ask a coordinator to do it."),
    Refusal.SCOPE: N_("The entry lies outside the part of the library you work on."),
    Refusal.OWN_WORK: N_("You have written in this text, so somebody else has to sign it off."),
    Refusal.NOT_THEIRS: N_("Somebody else began this draft. Only they or a coordinator can do this."),
}
OTHERS: Mapping[type[PortalError], tuple[int, str]] = {
    ReviewerUnnamed: (
        409,
        N_("A machine wrote some of this text. A person who has not written in it has to sign it off first."),
    ),
    MomentPast: (422, N_("The moment has gone by. Choose a later one, or publish now.")),
    ReasonMissing: (422, N_("Give the reason in a few words: others will ask why.")),
    WayOnMissing: (
        422,
        N_("There is no such entry for readers to go on to. Choose another one or leave the field empty."),
    ),
    EntryMissing: (404, N_("There is no such entry.")),
    PathRefused: (404, N_("This entry has no such version.")),
    RemarksFull: (409, N_("The draft has more remarks than anybody can work through. Settle some first.")),
    EditConflict: (
        409,
        N_("The published text was changed in the meantime, so nothing was published. Bring both together first."),
    ),
    UncommittedEdit: (
        409,
        N_("Somebody has changed the file on the server by hand. Nothing was published; tell whoever runs the portal."),
    ),
    RepositoryBusy: (503, N_("Others are publishing just now. Nothing was changed; try again in a moment.")),
    RepositoryUnwritable: (
        503,
        N_("The content lies in no repository that the portal can write to. Tell whoever runs the portal."),
    ),
    DiskFull: (503, N_("The disk of the server is full. Nothing was changed; tell whoever runs the portal.")),
}
FAILED = N_(
    "It could not be saved. Nothing was changed; try again, and tell whoever runs the portal if it still fails."
)


def verdict(error: PortalError) -> tuple[int, str]:
    """Return why the desk did not do something, as a sentence, with the status of the answer."""
    match error:
        case NotPermitted():
            return 403, gettext(REFUSALS[error.refusal])
        case DraftMoved():
            return 409, gettext(
                "%(name)s has saved the draft since you opened it. Look at it as it is now, below, and decide again.",
                name=error.current.saved_by_name,
            )
        case StepImpossible():
            state = gettext(STATES[error.state])
            return 409, gettext("That cannot be done with the draft any more. It is now: %(state)s.", state=state)
        case ReviewUnfinished():
            tasks = ", ".join(gettext(TASKS[task][0]) for task in error.tasks)
            return 409, gettext("Somebody has to sign this off first: %(tasks)s.", tasks=tasks)
        case DraftFaulty():
            return 422, ngettext(
                "One fault has to be put right first; it is listed below.",
                "%(num)s faults have to be put right first; they are listed below.",
                len(error.problems) or 1,
            )
    status, words = next((said for kind, said in OTHERS.items() if isinstance(error, kind)), (503, FAILED))
    return status, gettext(words)
