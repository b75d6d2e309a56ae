"""What is decided before a draft is published: pure functions over the draft, the person and the shelf."""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import UTC
from datetime import date

from portal.domain.draft import Draft
from portal.domain.errors import FileUnreadable
from portal.domain.errors import PortalError
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.problem import Problem
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.workflow import Action
from portal.domain.workflow import ReviewTask
from portal.history.author import Author
from portal.library.content_change import change_between
from portal.library.content_change import with_minor_changes
from portal.library.form_field import Typed
from portal.library.shelf import Shelf
from portal.library.typed_file import typed_from_file
from portal.publishing.rights import NotPermitted
from portal.publishing.rights import Refusal
from portal.publishing.rights import refusal_of

MACHINE_MADE = "machine_made"
"""The field that labels a text of which a machine wrote some."""

FLAGGED = "true"
"""What that field holds; where no machine had a hand in it, the field is left out."""


class ReviewUnfinished(PortalError):
    """Raised when a draft is to be published that somebody still has to sign; names the tasks."""

    def __init__(self, tasks: Sequence[ReviewTask]) -> None:
        super().__init__(f"not signed for: {', '.join(tasks)}")
        self.tasks = tuple(tasks)


class ReviewerUnnamed(PortalError):
    """Raised when a machine-made text is to be published as checked and nobody with a name has checked it."""


class DraftFaulty(PortalError):
    """Raised when what a draft would publish has faults; holds every one, with the field of the form."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} faults")
        self.problems = tuple(problems)


class MomentPast(PortalError):
    """Raised when something is to happen at a moment that has gone by."""


class ReasonMissing(PortalError):
    """Raised when somebody does without a word what others will ask about: returning, withdrawing, changing."""


def demand(person: Person, action: Action, draft: Draft, shelf: Shelf) -> None:
    """Raise `NotPermitted` unless the person may do the action with the draft, as it is typed and as it is live."""
    refusal = refusal_for(person, action, draft, shelf)
    if refusal is not None:
        raise NotPermitted(refusal, f"{action} {draft.ref}/{draft.language}")


def refusal_for(person: Person, action: Action, draft: Draft, shelf: Shelf) -> Refusal | None:
    """Return why a person may not do the action with the draft, as it is typed and as it is live, or None."""
    live = shelf.get(draft.ref)
    places = {_place(draft.typed), _place(_before(draft))} if not draft.is_translation else set()
    if live is not None:
        places.add((live.country, getattr(live, "organisation", None)))
    for country, organisation in places or {(None, None)}:
        refusal = refusal_of(person, action, draft, country=country, organisation=organisation)
        if refusal is not None:
            return refusal
    return None


def demand_place(person: Person, ref: Ref, typed: Typed, shelf: Shelf) -> None:
    """Raise `NotPermitted` where a draft would be begun outside the part of the library that somebody works on."""
    live = shelf.get(ref)
    places = {_place(typed)} | ({(live.country, getattr(live, "organisation", None))} if live else set())
    if not all(person.scope.covers(*place) for place in places):
        raise NotPermitted(Refusal.SCOPE, f"write {ref}")


def demand_named_reviewer(draft: Draft) -> None:
    """Raise `ReviewerUnnamed` when a machine-made text would be called checked without a person to name for it.

    A person is somebody with a name who has written none of it; what nobody signs is not called checked.
    """
    nameless = [each.task for each in draft.signed.values() if not each.name.strip() or each.person in draft.writers]
    if draft.machine_made and (nameless or not draft.signed):
        raise ReviewerUnnamed(f"{draft.ref}/{draft.language}: name who has checked the machine-made text")


def signed_text(draft: Draft, before: Typed) -> Typed:
    """Return what is published of a draft: what was typed, with who checked it and what stays current in translations.

    The label of the draft becomes `machine_made`.
    Sign-offs become `checked`, and of a clause the one for the law its `legal_check`; a role stands for the person.
    The day of a check is that of the sign-off, so that publishing again after a crash makes the same file.
    Sign-offs of an earlier publication are not carried over: they were for another text.
    """
    written = {"checked", MACHINE_MADE}
    typed = {path: text for path, text in draft.typed.items() if path.partition(".")[0] not in written}
    if draft.machine_made:
        typed[MACHINE_MADE] = FLAGGED
    for number, sign_off in enumerate(draft.signed[task] for task in draft.tasks if task in draft.signed):
        on = sign_off.at.astimezone(UTC).date()
        typed |= _check(f"checked.{number}", on, sign_off.task)
        if sign_off.task is ReviewTask.LAW and draft.ref.collection is Collection.CLAUSES:
            typed |= _check("legal_check", on)
    if draft.is_translation or not before:
        return typed
    minor = change_between(before, typed).passages if draft.minor else ()
    return with_minor_changes(before, typed, minor)


def commit_message(action: Action, draft: Draft) -> str:
    """Return the message of a commit: the verb, the entry and why."""
    head = f"{action} {draft.ref} ({draft.language})"
    return f"{head}: {' '.join(draft.reason.split())}" if draft.reason.strip() else head


def trailers(draft: Draft, publisher: Person) -> list[tuple[str, str]]:
    """Return who checked what and who published it, as git keeps it."""
    reviewed = [("Reviewed-by", f"{each.name} ({each.task})") for each in draft.signed.values()]
    return [*reviewed, ("Published-by", publisher.name)]


def path_of(ref: Ref, language: Language) -> str:
    """Return the path of a language file below the content folder."""
    return f"{ref}/{language}.md"


def writer_of(draft: Draft) -> Author:
    """Return who wrote a draft; whoever published it stands in the trailers."""
    return Author(f"account-{draft.author}", draft.author_name)


def author_of(person: Person) -> Author:
    """Return somebody as the author of a commit."""
    return Author(f"account-{person.id}", person.name)


def base_typed(draft: Draft) -> Typed:
    """Return what the live file said when the draft was begun; nothing for a new one."""
    return typed_from_file(draft.base_text, draft.ref.collection) if draft.base is not None else {}


def _before(draft: Draft) -> Typed:
    try:
        return base_typed(draft)
    except FileUnreadable:
        return {}


def _place(typed: Mapping[str, str]) -> tuple[str | None, str | None]:
    return typed.get("country") or None, typed.get("organisation") or None


def _check(path: str, today: date, task: ReviewTask | None = None) -> Typed:
    check = {f"{path}.role": "reviewer", f"{path}.on": today.isoformat()}
    return check if task is None else {f"{path}.aspect": task.value, **check}
