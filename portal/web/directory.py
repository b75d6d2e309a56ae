"""Entries by what they can be filtered by: what is bought, phase, role, target group, country, municipality."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from portal.domain.entry import Entry
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.publishing.facets import Facet
from portal.publishing.facets import facets_of


@dataclass(frozen=True, slots=True)
class Directory:
    """The codes of every entry, and the entries of every code, both in the order of the shelf."""

    codes: Mapping[Ref, Mapping[str, tuple[str, ...]]]
    entries: Mapping[Facet, Mapping[str, tuple[Entry, ...]]]


# Two shelves: while one request still holds the old one, others are served from the new one.
@lru_cache(maxsize=2)
def directory_of(shelf: Shelf) -> Directory:
    """Return the directory of a shelf; made once, as a shelf never changes."""
    codes = {entry.ref: facets_of(entry, shelf) for entry in shelf}
    found: dict[Facet, dict[str, list[Entry]]] = {facet: {} for facet in Facet}
    for entry in shelf:
        for facet in Facet:
            for code in codes[entry.ref][facet]:
                found[facet].setdefault(code, []).append(entry)
    return Directory(
        codes,
        {facet: {code: tuple(entries) for code, entries in by_code.items()} for facet, by_code in found.items()},
    )
