"""One draft as its page shows it: what is to be done, what is wrong, what changed, what was said and done."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.draft import Draft
from portal.domain.passage_comment import Thread
from portal.domain.people import Person
from portal.domain.problem import Problem
from portal.domain.workflow import Action
from portal.domain.workflow import ReviewTask
from portal.library.form import is_row
from portal.library.form_field import Typed
from portal.publishing.draft_turns import Turn
from portal.publishing.draft_turns import turn_of
from portal.web.context import current_portal
from portal.web.desk.fault_words import fault_sentences
from portal.web.field_words import field_label
from portal.web.version_changes import Changes
from portal.web.version_changes import path_name
from portal.web.version_changes import typed_changes
from portal.workspace.draft_parts import Step


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A fault, in words, and the path of its field."""

    field: str
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """Everything the page of a draft shows."""

    draft: Draft
    turn: Turn
    may: frozenset[Action]
    signable: tuple[ReviewTask, ...]
    ready: bool
    overtaken: bool
    is_new: bool
    faults: tuple[FaultLine, ...]
    changes: Changes
    threads: tuple[Thread, ...]
    passages: Mapping[str, str]
    steps: tuple[Step, ...]

    @property
    def title(self) -> str:
        """What the draft is called: its title, or the id of its entry while it has none."""
        return title_of(self.draft)


def title_of(draft: Draft) -> str:
    """Return the title of a draft, or the id of its entry while it has none."""
    return draft.typed.get("title", "").strip() or draft.ref.id


def draft_page(draft: Draft, person: Person) -> DraftPage:
    """Return the page of a draft as a person may see and use it."""
    portal = current_portal()
    desk, is_open = portal.desk, draft.state.is_open
    allowed = desk.may_do(draft, person)
    faults = desk.faults(draft) if is_open else ()
    # What is closed is compared with what it was made from: what is live now may be it.
    live = desk.live.typed(draft) if is_open else desk.live.begun_from(draft)
    return DraftPage(
        draft=draft,
        turn=turn_of(draft),
        may=allowed,
        signable=draft.unsigned if Action.SIGN in allowed else (),
        ready=is_open and not draft.unsigned and not faults,
        overtaken=desk.live.is_overtaken(draft),
        is_new=not live,
        faults=tuple(_fault(problem) for problem in faults),
        changes=typed_changes(live, draft.typed, draft.ref.collection, draft.language),
        threads=portal.draft_review.threads(draft.id),
        passages=passage_fields(draft.typed),
        steps=tuple(portal.workspace.drafts.steps(draft.id)),
    )


def passage_fields(typed: Typed) -> Mapping[str, str]:
    """Return the passages somebody may remark on: the path of each field with what it is called, in reading order."""
    rows = sorted({int(steps[1]) for path in typed if (steps := path.split("."))[0] == "sections" and is_row(steps[1])})
    sections = {f"sections.{row}.text": typed.get(f"sections.{row}.heading", "") for row in rows}
    slots = [path for path in typed if path.startswith("slots.") and path.endswith(".text")]
    named = {path: field_label(path) for path in ("title", "summary")}
    return {
        **named,
        **{path: heading.strip() or path_name(path) for path, heading in sections.items()},
        **{path: field_label(path.split(".")[1]) for path in slots},
    }


def _fault(problem: Problem) -> FaultLine:
    return FaultLine(problem.field, path_name(problem.field) if problem.field else "", fault_sentences(problem.rule))
