"""Where the wishes of people at the desk become drafts, files, commits and index entries.

Every verb first decides, with pure functions (may this person do this now, is it complete), and then acts, in an
order in which a failure leaves the truth whole: the commit is the moment of publishing, and what follows it can be
done again.
"""

from collections.abc import Callable
from collections.abc import Collection as AbstractCollection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from portal.domain.draft import Draft
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.problem import Problem
from portal.domain.reference import Ref
from portal.domain.workflow import Action
from portal.domain.workflow import DraftState
from portal.domain.workflow import ReviewTask
from portal.domain.workflow import next_state
from portal.history.publication import ContentRepository
from portal.history.publication import Published
from portal.library.draft_faults import faults_of_publishing
from portal.library.form import Form
from portal.library.form import form_of
from portal.library.form_field import Typed
from portal.library.merging import Merged
from portal.library.merging import merge_typed
from portal.library.shelf import Shelf
from portal.library.typed_file import typed_from_file
from portal.publishing.live_text import LiveText
from portal.publishing.original_freed import settled_by_translation
from portal.publishing.publication import MACHINE_MADE
from portal.publishing.publication import DraftFaulty
from portal.publishing.publication import MomentPast
from portal.publishing.publication import ReasonMissing
from portal.publishing.publication import ReviewUnfinished
from portal.publishing.publication import base_typed
from portal.publishing.publication import commit_message
from portal.publishing.publication import demand
from portal.publishing.publication import demand_named_reviewer
from portal.publishing.publication import demand_place
from portal.publishing.publication import path_of
from portal.publishing.publication import refusal_for
from portal.publishing.publication import trailers
from portal.publishing.publication import writer_of
from portal.publishing.published_files import further_files
from portal.publishing.published_files import is_live
from portal.publishing.published_files import published_text
from portal.publishing.published_files import typed_text
from portal.publishing.rights import NotPermitted
from portal.publishing.rights import Permission
from portal.publishing.rights import Refusal
from portal.publishing.rights import may
from portal.publishing.unfinished import PressedButton
from portal.workspace.draft_errors import DraftMoved
from portal.workspace.draft_errors import DraftOpen
from portal.workspace.draft_errors import StepImpossible
from portal.workspace.draft_parts import LiveFile
from portal.workspace.moments import Clock

if TYPE_CHECKING:  # what brings the database is loaded late
    from portal.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class EditorialDesk:
    """The verbs of the workflow; pages, commands and data all go through here."""

    content: Path
    shelf: Callable[[], Shelf]
    repository: ContentRepository
    workspace: "Workspace"
    announce: Callable[[AbstractCollection[Ref]], None]
    """Brings shelf and search index in step with the files of entries, in every process."""
    noted: Callable[[AbstractCollection[Ref], PressedButton], AbstractContextManager[None]]
    """Keeps a note of entries while they are published, for whoever has to go on after a kill."""
    clock: Clock

    @property
    def live(self) -> LiveText:
        """What is published now, as drafts see it."""
        return LiveText(self.shelf, self.repository)

    def begin(self, ref: Ref, language: Language, by: Person) -> Draft:
        """Return the open draft of an entry in a language: of what is live, of a new original, or of a translation.

        Raises `NotPermitted`.
        """
        if not may(by, Permission.WRITE):
            raise NotPermitted(Refusal.ROLE, f"write {ref}/{language}")
        beginning = self.live.beginning(ref, language)
        demand_place(by, ref, beginning.typed, self.shelf())
        draft = self.workspace.drafts.begin(beginning, by)
        demand(by, Action.SAVE, draft, self.shelf())
        return draft

    def begin_with(self, ref: Ref, language: Language, typed: Typed, by: Person) -> Draft:
        """Return a draft of what is live with another text in it, such as that of an earlier revision.

        Raises `DraftOpen` where there is a draft already, in which nobody's words are to be written over.
        """
        there = self.workspace.drafts.open_draft(ref, language)
        if there is not None:
            raise DraftOpen(there)
        draft = self.begin(ref, language, by)
        text = {path: words for path, words in typed.items() if path != MACHINE_MADE}
        return self.save(draft.id, draft.version, text, by)

    def save(self, draft_id: int, version: int, typed: Typed, by: Person) -> Draft:
        """Return the draft with what was typed.

        Raises `DraftMoved` when somebody saved in between (`merge` brings both together), `NotPermitted` and
        `StepImpossible`.
        """
        self._may(draft_id, Action.SAVE, by)
        return self.workspace.drafts.save(draft_id, version, typed, by)

    def merge(self, moved: Draft, seen: int, mine: Typed) -> Merged:
        """Return what somebody typed on an older version brought together with the draft as it is now."""
        base = self.workspace.drafts.typed_at(moved.id, seen)
        return merge_typed(base, mine, moved.typed, self._form(moved))

    def describe(
        self, draft_id: int, version: int, by: Person, *, reason: str, minor: bool, machine_made: bool
    ) -> Draft:
        """Return the draft with what its writer says about the change."""
        self._may(draft_id, Action.SAVE, by)
        return self.workspace.drafts.describe(draft_id, version, reason=reason, minor=minor, machine_made=machine_made)

    def faults(self, draft: Draft) -> tuple[Problem, ...]:
        """Return every fault that would keep a draft from being published, each with its field of the form."""
        found = faults_of_publishing(self.content, self.shelf(), typed_text(draft, self.workspace.draft_files))
        return tuple(problem for problem in found if not settled_by_translation(draft, problem))

    def submit(self, draft_id: int, version: int, by: Person) -> Draft:
        """Return the draft handed over to review; raises `DraftFaulty` while it has faults."""
        draft = self._may(draft_id, Action.SUBMIT, by)
        self._demand_sound(draft)
        return self._step(draft, version, Action.SUBMIT, by)

    def sign(self, draft_id: int, version: int, task: ReviewTask, by: Person) -> Draft:
        """Return the draft signed for one of its tasks, in the version that was looked at.

        Raises `StepImpossible` for a task that it has not: the history would name a review that nobody asked for.
        """
        draft = self._may(draft_id, Action.SIGN, by)
        if task not in draft.tasks:
            raise StepImpossible(Action.SIGN, draft.state)
        signed = self.workspace.drafts.sign(draft.id, version, task, by)
        self.workspace.audit.note(by, Action.SIGN, f"{draft.ref}/{draft.language}", task=task, version=version)
        return signed

    def return_to_writer(self, draft_id: int, version: int, reason: str, by: Person) -> Draft:
        """Return the draft given back to its writer; raises `ReasonMissing` without a reason."""
        draft = self._may(draft_id, Action.RETURN, by)
        if not reason.strip():
            raise ReasonMissing("say what is to be changed")
        return self._step(draft, version, Action.RETURN, by, reason=reason)

    def take_back(self, draft_id: int, version: int, by: Person) -> Draft:
        """Return the draft one step back: what is scheduled in review again, what is in review with its writer."""
        return self._step(self._may(draft_id, Action.TAKE_BACK, by), version, Action.TAKE_BACK, by)

    def discard(self, draft_id: int, version: int, by: Person) -> Draft:
        """Return the draft closed without being published; what was typed stays in the workspace."""
        return self._step(self._may(draft_id, Action.DISCARD, by), version, Action.DISCARD, by)

    def schedule(self, draft_id: int, version: int, at: datetime, by: Person) -> Draft:
        """Return the draft that will be published at a moment; everything must be signed and sound now.

        Raises `MomentPast` where the moment has gone by, and what `publish` raises for a draft that is not ready.
        """
        draft = self._may(draft_id, Action.SCHEDULE, by)
        if at <= self.clock():
            raise MomentPast(f"{at.isoformat()} has gone by")
        self._demand_ready(draft, version)
        return self._step(draft, version, Action.SCHEDULE, by, publish_at=at)

    def publish(self, draft_id: int, version: int, by: Person) -> Published:
        """Publish a draft: readers and search have it when this returns.

        Raises `NotPermitted`, `ReviewUnfinished`, `ReviewerUnnamed`, `DraftFaulty`, `DraftMoved`, `StepImpossible`,
        `EditConflict` when the file has been changed by another way meanwhile (`put_onto_live` merges), and what the
        repository raises when it cannot write; in every case the draft is as it was.
        Publishing what was published already, as after a crash or a second click, changes nothing and ends well.
        """
        draft = self._may(draft_id, Action.PUBLISH, by)
        if draft.state is DraftState.PUBLISHED and draft.version == version:
            self.announce([draft.ref])
            return Published(self.repository.head() or "", draft.saved_at, {})
        if next_state(draft.state, Action.PUBLISH) is None:
            raise StepImpossible(Action.PUBLISH, draft.state)
        self._demand_ready(draft, version)
        text, path = published_text(draft), path_of(draft.ref, draft.language)
        files = further_files(draft, self.workspace.draft_files, self.repository)
        seen = {path: draft.base, **{each: self.repository.blob_id(each) for each in files}}
        with self.noted([draft.ref], PressedButton(draft.id, version, by.id)):
            done = self.repository.publish(
                {path: text.encode("utf-8"), **files},
                seen,
                writer_of(draft),
                commit_message(Action.PUBLISH, draft),
                trailers(draft, by),
            )
            # It is published: whatever fails below is done again by the next try or start, which find the file there.
            try:
                self._note_published(draft, LiveFile(done.blobs[path], text), by)
            finally:
                self.announce([draft.ref])
        return done

    def finish(self, pressed: PressedButton) -> None:
        """Note that a draft is published whose publication was cut off after its commit; before it, nothing was done.

        What a kill left open would else be shown as unpublished, and stand in the way of the next draft.
        """
        draft = self.workspace.drafts.draft(pressed.draft)
        if draft.version != pressed.version or draft.state is DraftState.DISCARDED:
            return
        text, path = published_text(draft), path_of(draft.ref, draft.language)
        files = {path: text.encode("utf-8"), **further_files(draft, self.workspace.draft_files, self.repository)}
        if draft.state is DraftState.PUBLISHED or all(is_live(*each, self.repository) for each in files.items()):
            by = self.workspace.accounts.account(pressed.person).person
            self._note_published(draft, LiveFile(self.repository.blob_id(path), text), by)

    def put_onto_live(self, draft_id: int, version: int, by: Person) -> tuple[Draft, Merged]:
        """Return a draft put onto the file as it is live now, and what of it somebody has to choose.

        For when the entry was changed by another way, such as a commit that was pulled, after the draft was begun.
        """
        draft = self._may(draft_id, Action.SAVE, by)
        live = self.live.file(draft.ref, draft.language)
        base = base_typed(draft)
        # A file that was taken away has nothing to merge with.
        theirs = typed_from_file(live.text, draft.ref.collection) if live.blob is not None else base
        theirs = {path: words for path, words in theirs.items() if path != MACHINE_MADE}
        merged = merge_typed(base, draft.typed, theirs, self._form(draft))
        after = self.workspace.drafts.save(draft.id, version, merged.typed, by, onto=live)
        self.workspace.audit.note(
            by, Action.SAVE, f"{draft.ref}/{draft.language}", draft=draft.id, version=after.version
        )
        return after, merged

    def may_do(self, draft: Draft, by: Person) -> frozenset[Action]:
        """Return what a person may do with a draft now, for a page to offer; each verb decides again."""
        shelf = self.shelf()
        possible = (action for action in Action if next_state(draft.state, action) is not None)
        return frozenset(action for action in possible if refusal_for(by, action, draft, shelf) is None)

    def _may(self, draft_id: int, action: Action, by: Person) -> Draft:
        draft = self.workspace.drafts.draft(draft_id)
        demand(by, action, draft, self.shelf())
        return draft

    def _demand_ready(self, draft: Draft, version: int) -> None:
        if draft.version != version:
            raise DraftMoved(draft)
        if draft.unsigned:
            raise ReviewUnfinished(draft.unsigned)
        demand_named_reviewer(draft)
        self._demand_sound(draft)

    def _demand_sound(self, draft: Draft) -> None:
        problems = self.faults(draft)
        if problems:
            raise DraftFaulty(problems)

    def _note_published(self, draft: Draft, live: LiveFile, by: Person) -> None:
        self.workspace.drafts.note_publication(draft.id, draft.version, live, by)
        subject, detail = f"{draft.ref}/{draft.language}", {"draft": draft.id, "version": draft.version}
        if not any(
            line.action == Action.PUBLISH and line.detail == detail
            for line in self.workspace.audit.lines(subject=subject)
        ):
            self.workspace.audit.note(by, Action.PUBLISH, subject, **detail)

    def _step(
        self,
        draft: Draft,
        version: int,
        action: Action,
        by: Person,
        *,
        reason: str = "",
        publish_at: datetime | None = None,
    ) -> Draft:
        after = self.workspace.drafts.step(draft.id, version, action, by, reason=reason, publish_at=publish_at)
        self.workspace.audit.note(by, action, f"{draft.ref}/{draft.language}", draft=draft.id, version=version)
        return after

    def _form(self, draft: Draft) -> Form:
        return form_of(draft.ref.collection, translated=draft.is_translation)
