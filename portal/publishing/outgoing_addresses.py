"""Every address of another site that the published library names, and where it names it."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.material import Material
from portal.domain.reference import Ref
from portal.library.shelf import Shelf


@dataclass(frozen=True, slots=True, order=True)
class Naming:
    """One place where an address stands.

    `field` is the field of an entry (`address`, `archived.address`), the id of a section of its text in `language`, or
    `sources`; then `source` is the id of a line of `sources.yaml`, and `ref` an entry that cites it, if one does.
    """

    field: str
    ref: Ref | None = None
    language: Language | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class OutgoingAddress:
    """An address and everything that would have to be mended if it were dead."""

    address: str
    named_by: tuple[Naming, ...]


def outgoing_addresses(shelf: Shelf, addresses_in: Callable[[str], Iterable[str]]) -> tuple[OutgoingAddress, ...]:
    """Return the addresses in the order in which the library names them: sources first, then entry by entry.

    `addresses_in` finds the addresses that a passage of Markdown links to.
    """
    found: dict[str, list[Naming]] = {}
    for address, naming in (*_of_sources(shelf), *_of_entries(shelf, addresses_in)):
        found.setdefault(address, []).append(naming)
    return tuple(OutgoingAddress(address, tuple(dict.fromkeys(namings))) for address, namings in found.items())


def _of_sources(shelf: Shelf) -> Iterator[tuple[str, Naming]]:
    citing: dict[str, list[Ref]] = {}
    for entry in shelf:
        for source_id in entry.sources:
            citing.setdefault(source_id, []).append(entry.ref)
    for source in shelf.sources.values():
        for address in source.addresses:
            for ref in citing.get(source.id, [None]):
                yield address, Naming("sources", ref, source=source.id)


def _of_entries(shelf: Shelf, addresses_in: Callable[[str], Iterable[str]]) -> Iterator[tuple[str, Naming]]:
    for entry in shelf:
        yield from _of_fields(entry)
        for language in entry.texts:
            for section in entry.texts.values[language].sections:
                for address in addresses_in(section.markdown):
                    yield address, Naming(section.id, entry.ref, language)


def _of_fields(entry: Entry) -> Iterator[tuple[str, Naming]]:
    address = getattr(entry, "address", None)
    if address:
        yield address, Naming("address", entry.ref)
    if isinstance(entry, Material) and entry.archived:
        yield entry.archived.address, Naming("archived.address", entry.ref)
