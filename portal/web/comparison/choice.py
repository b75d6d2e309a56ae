"""Which clauses a reader wants to compare, out of an address."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import request

from portal.domain.clause import Clause
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.web.addresses import present_ref
from portal.web.words import gettext
from portal.web.words import ngettext

CHOSEN = "clauses"
ADDED = "c"
SEPARATOR = "."
FEWEST = 2
MOST = 5
MOST_READ = 50
LONGEST_ID = 80


@dataclass(frozen=True, slots=True)
class Choice:
    """The clauses that can be compared, in the order asked for, and what was wrong with the rest of the address."""

    clauses: tuple[Clause, ...]
    unknown: tuple[str, ...] = ()
    moved: bool = False
    doubled: bool = False
    too_many: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the clauses."""
        return tuple(clause.id for clause in self.clauses)

    @property
    def complete(self) -> bool:
        """Whether there is something to compare."""
        return len(self.clauses) >= FEWEST

    @property
    def full(self) -> bool:
        """Whether no further clause has room."""
        return len(self.clauses) >= MOST

    def without(self, clause: Clause) -> str:
        """Return the address's value when a clause is taken out."""
        return joined(each for each in self.ids if each != clause.id)

    def earlier(self, clause: Clause) -> str:
        """Return the address's value when a clause changes places with the one before it."""
        ids = list(self.ids)
        place = ids.index(clause.id)
        ids[place - 1 : place + 1] = reversed(ids[place - 1 : place + 1])
        return joined(ids)


def joined(ids: Iterable[str]) -> str:
    """Return ids as one value of an address."""
    return SEPARATOR.join(ids)


def asked_ids() -> list[str]:
    """Return the ids in the address: those joined by full stops, then those of ticked boxes."""
    named = [each for value in request.args.getlist(CHOSEN) for each in value.split(SEPARATOR)]
    ticked = request.args.getlist(ADDED)
    return [each.strip()[:LONGEST_ID] for each in [*named, *ticked] if each.strip()][:MOST_READ]


def chosen_clauses(ids: Iterable[str], shelf: Shelf) -> Choice:
    """Return the choice: an id that has moved is followed, one given twice counts once, unknown ones are told."""
    found: dict[str, Clause] = {}
    unknown: dict[str, None] = {}
    moved = doubled = False
    for each in ids:
        asked = Ref(Collection.CLAUSES, each)
        present = present_ref(asked, shelf)
        clause = shelf.get(present)
        if not isinstance(clause, Clause):
            unknown[each] = None
            continue
        moved |= present != asked
        doubled |= clause.id in found
        found[clause.id] = clause
    kept = tuple(found.values())[:MOST]
    return Choice(kept, tuple(unknown), moved, doubled, len(found) > MOST)


def remarks(choice: Choice) -> list[str]:
    """Return what the reader should know about the address, a sentence each."""
    told = []
    if choice.unknown:
        names = ", ".join(choice.unknown[:MOST])
        told.append(
            ngettext(
                "One of the clauses in the address is not in the library: %(names)s.",
                "%(num)s of the clauses in the address are not in the library: %(names)s.",
                len(choice.unknown),
                names=names if len(choice.unknown) <= MOST else f"{names} …",
            )
        )
    if choice.moved:
        told.append(gettext("A clause in the address has a new name; it is shown under that."))
    if choice.doubled:
        told.append(gettext("A clause was named twice; it is shown once."))
    if choice.too_many:
        told.append(gettext("At most five clauses can be compared at a time, so the first five are shown."))
    if len(choice.clauses) == 1:
        told.append(gettext("Choose at least one more clause to compare this one with."))
    return told
