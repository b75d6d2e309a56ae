"""What is done to published entries without a draft: restoring a revision, withdrawing, bringing back."""

from collections.abc import Callable
from collections.abc import Collection as AbstractCollection
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from portal.domain.errors import EntryMissing
from portal.domain.errors import FileUnreadable
from portal.domain.errors import PortalError
from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.domain.partial_date import PartialDate
from portal.domain.people import Person
from portal.domain.reference import Ref
from portal.domain.withdrawal import Place
from portal.domain.withdrawal import Withdrawal
from portal.domain.withdrawal import Withdrawals
from portal.domain.withdrawal import withdrawals
from portal.domain.workflow import Action
from portal.history.errors import EditConflict
from portal.history.errors import PathRefused
from portal.history.publication import ContentRepository
from portal.history.publication import Published
from portal.history.revision import Revision
from portal.library.draft_faults import TypedText
from portal.library.draft_faults import faults_of_publishing
from portal.library.form_field import Typed
from portal.library.shelf import Shelf
from portal.library.typed_file import typed_from_file
from portal.library.withdrawn_file import LONGEST_REASON
from portal.library.withdrawn_file import NAME
from portal.library.withdrawn_file import withdrawals_in
from portal.library.withdrawn_file import withdrawn_text
from portal.publishing.entry_history import EntryHistory
from portal.publishing.publication import DraftFaulty
from portal.publishing.publication import ReasonMissing
from portal.publishing.publication import author_of
from portal.publishing.publication import path_of
from portal.publishing.rights import NotPermitted
from portal.publishing.rights import Permission
from portal.publishing.rights import Refusal
from portal.publishing.rights import may
from portal.workspace.moments import Clock

if TYPE_CHECKING:  # what brings the database is loaded late
    from portal.workspace.audit_log import AuditLog

TRIES = 5
"""How often the list of what is withdrawn is written anew because somebody else wrote it first."""


class WayOnMissing(PortalError):
    """Raised when readers of what is withdrawn would be sent to where nothing is."""


@dataclass(frozen=True, slots=True)
class LiveDesk:
    """The verbs for what is published; each writes one commit, tells every process and notes who did it."""

    content: Path
    shelf: Callable[[], Shelf]
    repository: ContentRepository
    history: EntryHistory
    audit: "AuditLog"
    announce: Callable[[AbstractCollection[Ref]], None]
    noted: Callable[[AbstractCollection[Ref]], AbstractContextManager[None]]
    clock: Clock

    def may(self, ref: Ref, by: Person) -> bool:
        """Tell whether a person may do any of this with an entry."""
        return self._refusal(ref, by) is None

    def is_there(self, ref: Ref) -> bool:
        """Tell whether an entry has files, sound or not, withdrawn or not."""
        return self.shelf().get(ref) is not None or (self.content / str(ref)).is_dir()

    def typed_at(self, ref: Ref, language: Language, revision: str | None) -> Typed:
        """Return what a language version said in a revision, or says now; nothing where there was no file.

        The file is read where it lay then: an entry may have had another id.
        Raises `PathRefused` where the version has no such revision, and `FileUnreadable`.
        """
        if revision:
            past = self._revision(ref, language, revision)
            file = self.repository.at(past.id, past.path)
        else:
            file = self.repository.live(path_of(ref, language))
        if file.content is None:
            return {}
        return typed_from_file(file.content.decode("utf-8-sig", "replace"), ref.collection)

    def restore(self, ref: Ref, language: Language, revision: str, by: Person, reason: str) -> Published:
        """Publish a language version again as it was in an earlier revision; the history only grows.

        Raises `NotPermitted`, `ReasonMissing`, `EntryMissing`, `DraftFaulty` where the old text has a fault by the
        rules of today, `PathRefused` where the version has no such revision, and what the repository raises.
        """
        self._demand(ref, Action.RESTORE, by, reason)
        path, past = path_of(ref, language), self._revision(ref, language, revision)
        self._demand_sound(ref, language, past)
        live = self.repository.blob_id(path)
        message = f"{Action.RESTORE} {ref} ({language}): {_line(reason)}"
        with self.noted([ref]):
            done = self.repository.restore(path, past, live, author_of(by), message)
            self.audit.note(by, Action.RESTORE, f"{ref}/{language}", revision=revision, reason=reason)
            self.announce([ref])
        return done

    def withdraw(self, place: Place, reasons: Mapping[Language, str], instead: Ref | None, by: Person) -> Published:
        """Take an entry, or one language version of it, away from readers; its files and its name stay.

        Whoever names it stays sound, for the files are there; pages say when and why in place of the text.
        Withdrawing again changes the reason and nothing else.
        Raises `NotPermitted`, `ReasonMissing`, `EntryMissing`, `WayOnMissing` and what the repository raises.
        """
        ref, language = place
        said = {each: _line(words)[:LONGEST_REASON] for each, words in reasons.items() if words.strip()}
        self._demand(ref, Action.WITHDRAW, by, " ".join(said.values()))
        if instead is not None and (instead == ref or self.shelf().get(instead) is None):
            raise WayOnMissing(f"there is no entry {instead} for readers to go on to")
        day = self.clock().astimezone(UTC).date()
        fresh = Withdrawal(
            ref, language, PartialDate(day.year, day.month, day.day), Localized(said, next(iter(said))), instead
        )

        def change(now: Withdrawals) -> Withdrawals:
            before = now.of(*place)
            kept = Withdrawal(ref, language, before.on or fresh.on, fresh.reasons, instead) if before else fresh
            return withdrawals([*(each for each in now if each.place != place), kept])

        with self.noted([ref]):
            done = self._write(change, Action.WITHDRAW, place, by, next(iter(said.values())))
            self.announce([ref])
        return done

    def bring_back(self, place: Place, by: Person, reason: str) -> Published:
        """Let readers have again what was withdrawn; what is not withdrawn stays as it is."""
        self._demand(place[0], Action.RESTORE, by, reason)

        def change(now: Withdrawals) -> Withdrawals:
            return withdrawals(each for each in now if each.place != place)

        with self.noted([place[0]]):
            done = self._write(change, Action.RESTORE, place, by, _line(reason))
            self.announce([place[0]])
        return done

    def _write(
        self, change: Callable[[Withdrawals], Withdrawals], action: Action, place: Place, by: Person, reason: str
    ) -> Published:
        name = "/".join(str(part) for part in place if part)
        for attempt in range(TRIES):
            live = self.repository.live(NAME)
            text = withdrawn_text(change(withdrawals_in((live.content or b"").decode("utf-8-sig", "replace"))))
            try:
                message = f"{action} {name}: {reason}"
                done = self.repository.publish({NAME: text.encode()}, {NAME: live.blob_id}, author_of(by), message)
            except EditConflict:
                if attempt == TRIES - 1:
                    raise
            else:
                self.audit.note(by, action, name, reason=reason)
                return done
        raise AssertionError("the last try returns or raises")

    def _refusal(self, ref: Ref, by: Person) -> Refusal | None:
        if not may(by, Permission.PUBLISH):
            return Refusal.ROLE
        entry = self._entry(ref)
        covered = entry is None or by.scope.covers(*entry)
        return None if covered else Refusal.SCOPE

    def _entry(self, ref: Ref) -> tuple[str | None, str | None] | None:
        """Return country and organisation of an entry, withdrawn or not; None where it has no sound file."""
        entry = self.shelf().get(ref)
        if entry is not None:
            return entry.country, getattr(entry, "organisation", None)
        for language in Language:
            live = self.repository.live(path_of(ref, language))
            if live.content is None:
                continue
            try:
                typed = typed_from_file(live.content.decode("utf-8-sig", "replace"), ref.collection)
            except FileUnreadable:
                continue
            if "translation_of" not in typed:
                return typed.get("country") or None, typed.get("organisation") or None
        return None

    def _demand(self, ref: Ref, action: Action, by: Person, reason: str) -> None:
        refusal = self._refusal(ref, by)
        if refusal is not None:
            raise NotPermitted(refusal, f"{action} {ref}")
        if not reason.strip():
            raise ReasonMissing("say why")
        if not self.is_there(ref):
            raise EntryMissing(f"there is no entry {ref}")

    def _revision(self, ref: Ref, language: Language, name: str) -> Revision:
        found = self.history.revision(ref, language, name)
        if found is None:
            raise PathRefused(path_of(ref, language))
        return found

    def _demand_sound(self, ref: Ref, language: Language, past: Revision) -> None:
        """Raise `DraftFaulty` where an old text would be off the shelf at once; a file taken away stays so."""
        content = self.repository.at(past.id, past.path).content
        if content is None:
            return
        text = content.decode("utf-8-sig", "replace")
        try:
            typed = typed_from_file(text, ref.collection)
        except FileUnreadable as error:
            raise DraftFaulty(()) from error
        problems = faults_of_publishing(self.content, self.shelf(), TypedText(ref, language, typed, text))
        if problems:
            raise DraftFaulty(problems)


def _line(text: str) -> str:
    """Return the text on one line, so that it can be no trailer of a commit."""
    return " ".join(text.split())
