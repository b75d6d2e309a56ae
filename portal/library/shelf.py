"""What the public may see, as one immutable whole."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date

from portal.domain.entry import Entry
from portal.domain.glossary import Concept
from portal.domain.problem import Problem
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.source import Source
from portal.domain.vocabulary import Vocabularies


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
    ) -> None:
        self.vocabularies = vocabularies
        self.concepts = concepts
        self.sources = sources
        self.redirects = redirects
        self.problems = problems
        self._entries = {entry.ref: entry for entry in sorted(entries, key=lambda entry: entry.ref)}
        self._collections: dict[Collection, tuple[Entry, ...]] = {
            collection: tuple(entry for entry in self._entries.values() if entry.COLLECTION is collection)
            for collection in Collection
        }
        incoming: dict[Ref, list[Entry]] = defaultdict(list)
        for entry in self._entries.values():
            for ref in entry.links:
                incoming[ref].append(entry)
        self._incoming = {ref: tuple(entries) for ref, entries in incoming.items()}
        self._newest = sorted(self._entries.values(), key=_day, reverse=True)

    def get(self, ref: Ref) -> Entry | None:
        """Return the entry, or None where the public may see none of that name."""
        return self._entries.get(ref)

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
