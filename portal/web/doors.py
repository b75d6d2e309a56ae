"""The ways into the library: by what is bought, by phase, by role, by target group, by place."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from portal.domain.language import Language
from portal.domain.organisation import Organisation
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.publishing.facets import NOT_STATED
from portal.publishing.facets import VOCABULARY_OF_FACET
from portal.publishing.facets import Facet
from portal.search.collation import collate
from portal.web.addresses import entry_address
from portal.web.directory import directory_of
from portal.web.labels import facet_name
from portal.web.labels import facet_value


@dataclass(frozen=True, slots=True)
class Way:
    """One link of a door: its name, where it leads, how many entries are behind it."""

    name: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class Door:
    """One way of browsing with all its values."""

    facet: Facet
    name: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Land:
    """A country with the municipalities that have something on the shelf."""

    name: str
    address: str
    municipalities: tuple[Way, ...]


def doors(facets: Iterable[Facet], shelf: Shelf, language: Language) -> list[Door]:
    """Return the doors for these facets; a value with nothing behind it is not offered."""
    return [Door(facet, facet_name(facet), tuple(_ways(facet, shelf, language))) for facet in facets]


def _ways(facet: Facet, shelf: Shelf, language: Language) -> Iterable[Way]:
    """Yield the ways of a facet in the order of its vocabulary, which for phases is the order of the work."""
    # What no source states is a way to limit a list, not a way into the library.
    found = {code: entries for code, entries in directory_of(shelf).entries[facet].items() if code != NOT_STATED}
    known = [term.code for term in shelf.vocabularies[VOCABULARY_OF_FACET.get(facet, "")]]
    for code in [*(code for code in known if code in found), *(code for code in sorted(found) if code not in known)]:
        yield Way(facet_value(facet, code, shelf, language), browse_address(facet, code), len(found[code]))


def browse_address(facet: Facet, code: str) -> str:
    """Return the address of the page that gathers what carries a code."""
    return url_for("browse.gathered", facet=facet.value.replace("_", "-"), code=code)


def places(shelf: Shelf, language: Language) -> list[Land]:
    """Return the countries with their municipalities that have a case, in the order of their names."""
    found = directory_of(shelf).entries
    lands = []
    for country in (code for code in found[Facet.COUNTRY] if code in {"fi", "se"}):
        ways = [
            Way(organisation.texts.best(language)[0].title, entry_address(organisation.ref), len(entries) - 1)
            for code, entries in found[Facet.MUNICIPALITY].items()
            if (organisation := _municipality(code, shelf)) and organisation.country == country and len(entries) > 1
        ]
        ways.sort(key=lambda way: collate(way.name, language))
        name = facet_value(Facet.COUNTRY, country, shelf, language)
        lands.append(Land(name, browse_address(Facet.COUNTRY, country), tuple(ways)))
    return sorted(lands, key=lambda land: land.address)


def _municipality(code: str, shelf: Shelf) -> Organisation | None:
    entry = shelf.get(Ref(Collection.ORGANISATIONS, code))
    return entry if isinstance(entry, Organisation) else None
