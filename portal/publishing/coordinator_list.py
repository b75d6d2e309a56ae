"""Everything that waits for one person on a Monday, and nothing they may not do anything about."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from typing import TypeVar

from portal.domain.draft import Draft
from portal.domain.link_check import LinkVerdict
from portal.domain.people import Person
from portal.domain.problem import Problem
from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text
from portal.domain.workflow import DraftState
from portal.library.shelf import Shelf
from portal.publishing.law_changes import TouchedByLaw
from portal.publishing.link_round import LinkFinding
from portal.publishing.monday import DayDue
from portal.publishing.monday import monday


class WaitsFor(StrEnum):
    """Who can take a draft a step further."""

    WRITER = "writer"
    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class View:
    """What a person wants to see of what they may see: one country, or only what they write themselves."""

    country: str | None = None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class CoordinatorList:
    """The lists of one Monday; the most urgent of each comes first."""

    reviews: tuple[DayDue, ...]
    contacts: tuple[DayDue, ...]
    law_changes: tuple[TouchedByLaw, ...]
    dead_links: tuple[LinkFinding, ...]
    links_by_hand: tuple[LinkFinding, ...]
    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...]


class _Named(Protocol):
    @property
    def ref(self) -> Ref: ...


N = TypeVar("N", bound=_Named)


def coordinator_list(
    shelf: Shelf, today: date, person: Person, view: View, drafts: Sequence[Draft], links: Sequence[LinkFinding]
) -> CoordinatorList:
    """Return what waits for a person in their part of the library."""
    due = monday(shelf, today)
    theirs = [draft for draft in drafts if _draft_is_theirs(draft, shelf, person, view)]
    written = {draft.ref for draft in theirs} if view.mine else None
    covers = _covering(shelf, person, view, written)

    def kept(found: Iterable[N]) -> tuple[N, ...]:
        return tuple(each for each in found if covers(each.ref))

    near = tuple(each for each in links if _link_is_theirs(each, covers, person, view))
    return CoordinatorList(
        reviews=kept(due.reviews),
        contacts=kept(due.contacts),
        law_changes=kept(due.law_changes),
        dead_links=tuple(each for each in near if each.verdict is LinkVerdict.DEAD),
        links_by_hand=tuple(each for each in near if each.verdict in {LinkVerdict.LOOK_BY_HAND, LinkVerdict.FORBIDDEN}),
        drafts=tuple(theirs),
        problems=tuple(each for each in shelf.problems if _problem_is_theirs(each, covers)),
    )


def waits_for(draft: Draft) -> WaitsFor:
    """Return who can take a draft a step further."""
    if draft.state is DraftState.DRAFT:
        return WaitsFor.WRITER
    if draft.state is DraftState.SCHEDULED:
        return WaitsFor.CLOCK
    return WaitsFor.REVIEWER if draft.unsigned else WaitsFor.COORDINATOR


def ref_of_problem(problem: Problem) -> Ref | None:
    """Return the entry whose file has a fault, None where it is a file of the whole library."""
    parts = problem.file.split("/")
    return ref_from_text("/".join(parts[-3:-1])) if len(parts) > 2 else None


def _covering(shelf: Shelf, person: Person, view: View, written: set[Ref] | None) -> Callable[[Ref], bool]:
    def covers(ref: Ref) -> bool:
        if written is not None and ref not in written:
            return False
        entry = shelf.get(ref)
        if entry is None:
            return True
        in_view = view.country is None or entry.country in {None, view.country}
        return in_view and person.scope.covers(entry.country, getattr(entry, "organisation", None))

    return covers


def _draft_is_theirs(draft: Draft, shelf: Shelf, person: Person, view: View) -> bool:
    if view.mine and person.id not in {draft.author, *draft.writers}:
        return False
    entry = shelf.get(draft.ref)
    country = entry.country if entry else draft.typed.get("country") or None
    organisation = getattr(entry, "organisation", None) if entry else draft.typed.get("organisation") or None
    in_view = view.country is None or country in {None, view.country}
    return in_view and person.scope.covers(country, organisation)


def _link_is_theirs(link: LinkFinding, covers: Callable[[Ref], bool], person: Person, view: View) -> bool:
    """Tell whether somebody may mend a link; a source that no entry cites is for those whose part is the whole."""
    refs = [naming.ref for naming in link.named_by if naming.ref is not None]
    whole = not person.scope.countries and not person.scope.organisations and view == View()
    return any(covers(ref) for ref in refs) or (not refs and whole)


def _problem_is_theirs(problem: Problem, covers: Callable[[Ref], bool]) -> bool:
    ref = ref_of_problem(problem)
    return ref is None or covers(ref)
