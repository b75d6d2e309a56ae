"""What the public may see, as one immutable whole."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from copy import copy
from datetime import date
from operator import attrgetter
from typing import Self

from portal.domain.entry import Entry
from portal.domain.glossary import Concept
from portal.domain.language import Language
from portal.domain.problem import Problem
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.source import Source
from portal.domain.vocabulary import Vocabularies
from portal.domain.withdrawal import NOTHING_WITHDRAWN
from portal.domain.withdrawal import Withdrawal
from portal.domain.withdrawal import Withdrawals


class Shelf:
    """The sound entries with their links in both directions; `problems` tells what was left off and why."""

    def __init__(
        self,
        entries: Iterable[Entry],
        *,
        vocabularies: Vocabularies,
        concepts: Mapping[str, Concept],
        sources: Mapping[str, Source],
        redirects: Mapping[Ref, Ref],
        problems: tuple[Problem, ...],
        withdrawn: Withdrawals = NOTHING_WITHDRAWN,
    ) -> None:
        self.vocabularies = vocabularies
        self.concepts = concepts
        self.sources = sources
        self.redirects = redirects
        self.problems = problems
        self.withdrawn = withdrawn
        self._entries = {entry.ref: entry for entry in sorted(entries, key=lambda entry: entry.ref)}
        self._collections = {collection: _of(collection, self._entries.values()) for collection in Collection}
        incoming: dict[Ref, list[Entry]] = defaultdict(list)
        for entry in self._entries.values():
            for ref in entry.links:
                incoming[ref].append(entry)
        self._incoming = {ref: tuple(entries) for ref, entries in incoming.items()}
        self._newest = sorted(self._entries.values(), key=_day, reverse=True)

    def with_changes(
        self,
        changes: Mapping[Ref, Entry | None],
        *,
        redirects: Mapping[Ref, Ref],
        problems: tuple[Problem, ...],
        withdrawn: Withdrawals = NOTHING_WITHDRAWN,
    ) -> Self:
        """Return the shelf with other entries for some refs, and none where there is None; the words stay the same.

        It is equal to a shelf made anew of all its entries, and costs little where few are others.
        """
        fresh = copy(self)
        fresh.redirects = redirects
        fresh.problems = problems
        fresh.withdrawn = withdrawn
        fresh._change(changes)  # noqa: SLF001 - its own class
        return fresh

    def _change(self, changes: Mapping[Ref, Entry | None]) -> None:
        """Put other entries in place; only for a shelf that nobody has seen yet."""
        old = [entry for ref in changes if (entry := self.get(ref)) is not None]
        new = [entry for entry in changes.values() if entry is not None]
        self._entries = _entries_after(self._entries, changes)
        touched = {ref.collection for ref in changes}
        others = {collection: _of(collection, self._entries.values()) for collection in touched}
        self._collections = {**self._collections, **others}
        self._incoming = _incoming_after(self._incoming, old, new)
        self._newest = _newest_after(self._newest, old, new)

    def get(self, ref: Ref) -> Entry | None:
        """Return the entry, or None where the public may see none of that name."""
        return self._entries.get(ref)

    def withdrawal(self, ref: Ref) -> Withdrawal | None:
        """Return why the public may see nothing of an entry: it is withdrawn itself, or its original is."""
        if self.get(ref) is not None:
            return None
        found = (self.withdrawn.of(ref, language) for language in (None, *Language))
        return next((each for each in found if each is not None), None)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def entries(self, collection: Collection) -> tuple[Entry, ...]:
        """Return the entries of a collection in the order of their ids."""
        return self._collections[collection]

    def linked_from(self, ref: Ref) -> tuple[Entry, ...]:
        """Return the entries that name this one."""
        return self._incoming.get(ref, ())

    def newest(self, count: int) -> tuple[Entry, ...]:
        """Return the entries whose own date is latest, the latest first."""
        return tuple(entry for entry in self._newest if entry.date)[:count]


def _day(entry: Entry) -> date:
    return entry.date.last_day if entry.date else date.min


def _of(collection: Collection, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.COLLECTION is collection)


def _entries_after(entries: Mapping[Ref, Entry], changes: Mapping[Ref, Entry | None]) -> dict[Ref, Entry]:
    """The entries with the changes made, in the order of their refs."""
    after = dict(entries)
    for ref, entry in changes.items():
        if entry is None:
            after.pop(ref, None)
        else:
            after[ref] = entry
    return after if changes.keys() <= entries.keys() else {ref: after[ref] for ref in sorted(after)}


def _incoming_after(
    incoming: Mapping[Ref, tuple[Entry, ...]], old: Iterable[Entry], new: Iterable[Entry]
) -> dict[Ref, tuple[Entry, ...]]:
    """Who names whom, without what the old entries name and with what the new ones do."""
    after = dict(incoming)
    for entry in old:
        for ref in entry.links:
            after[ref] = tuple(each for each in after[ref] if each is not entry)
    for entry in new:
        for ref in entry.links:
            naming = list(after.get(ref, ()))
            insort(naming, entry, key=attrgetter("ref"))
            after[ref] = tuple(naming)
    return after


def _newest_after(newest: Iterable[Entry], old: Iterable[Entry], new: Iterable[Entry]) -> list[Entry]:
    """The entries by date without the old ones and with the new ones, those of one day in the order of their refs."""
    left = {id(entry) for entry in old}
    after = [entry for entry in newest if id(entry) not in left]
    for entry in new:
        insort(after, entry, key=lambda each: (-_day(each).toordinal(), each.ref))
    return after
