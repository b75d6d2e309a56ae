"""Adding a source to the library: checked, one commit, known to every form and page at once."""

import re
from collections.abc import Callable
from collections.abc import Collection as AbstractCollection
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from portal.domain.errors import PortalError
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.reference import Ref
from portal.domain.source import Seen
from portal.domain.source import Source
from portal.history.publication import ContentRepository
from portal.library.source_file import NAME
from portal.library.source_file import SourceFile
from portal.library.source_file import source_file
from portal.library.typed_values import date_from_typed
from portal.library.typed_values import sound
from portal.publishing.publication import author_of
from portal.publishing.rights import NotPermitted
from portal.publishing.rights import Permission
from portal.publishing.rights import Refusal
from portal.publishing.rights import may

if TYPE_CHECKING:  # what brings the database is loaded late
    from portal.workspace.audit_log import AuditLog

LONGEST_TITLE = 300
LONGEST_PUBLISHER = 200
LONGEST_ADDRESS = 1_000
MOST_ADDRESSES = 5
NO_ADDRESS = re.compile(r"[\s<>\"\\^`{|}\ufffd]")
"""What no address holds (RFC 3986, 2); a browser writes it in another way."""


class SourceFault(StrEnum):
    """What is wrong with a field of a new source."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    NO_ADDRESS = "no-address"
    TOO_MANY = "too-many"
    NO_DATE = "no-date"
    NOT_CHOSEN = "not-chosen"


class SourceFaulty(PortalError):
    """Raised when a source cannot be added as it was typed; holds the fault of each field."""

    def __init__(self, faults: Mapping[str, SourceFault]) -> None:
        super().__init__(f"faulty: {', '.join(faults)}")
        self.faults = dict(faults)


class SourceKnown(PortalError):
    """Raised when the very same source is in the list already; holds it."""

    def __init__(self, known: Source) -> None:
        super().__init__(f"the source is {known.id} already")
        self.known = known


class SourcesUnsound(PortalError):
    """Raised when the file of sources would not hold what it held with one source more; nothing was changed."""


@dataclass(frozen=True, slots=True)
class TypedSource:
    """A source as it was typed."""

    title: str = ""
    publisher: str = ""
    addresses: str = ""
    languages: tuple[str, ...] = ()
    date: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a new source would be called, and the file it would be added to: its blob, None where there is none."""

    id: str
    base: str | None


@dataclass(frozen=True, slots=True)
class SourceBook:
    """The one verb for sources; it writes one commit, notes who did it, and tells every process."""

    repository: ContentRepository
    audit: "AuditLog"
    show: Callable[[], None]
    noted: Callable[[AbstractCollection[Ref]], AbstractContextManager[None]]

    def proposal(self) -> Proposal:
        """Return the next free id and what it is the next of."""
        file, base = self._live()
        return Proposal(file.next_id, base)

    def add(self, typed: TypedSource, base: str | None, by: Person) -> Source:
        """Add a source to the file whose blob the person has seen, and return it with its id.

        Sent twice, it is added once: what the first sending has added is returned.
        Raises `NotPermitted`, `SourceFaulty`, `SourceKnown`, `EditConflict` where others were added meanwhile,
        `SourcesUnsound`, and what the repository raises.
        """
        if not may(by, Permission.PUBLISH):
            raise NotPermitted(Refusal.ROLE, "add source")
        new = source_from(typed)
        file, live = self._live()
        known = next((each for each in file.sources.values() if replace(each, id="") == new), None)
        if known is not None and live == base:
            raise SourceKnown(known)
        with self.noted(()):
            source = known or self._publish(file, replace(new, id=file.next_id), base, by)
            self.show()
        return source

    def _publish(self, file: SourceFile, source: Source, base: str | None, by: Person) -> Source:
        after = file.with_source(source)
        if not after.holds_besides(file, source):
            raise SourcesUnsound(f"{NAME} cannot be read back with {source.id}")
        message = f"add source {source.id}"
        self.repository.publish({NAME: after.content}, {NAME: base}, author_of(by), message)
        self.audit.note(by, "source-add", f"source/{source.id}", title=source.title)
        return source

    def _live(self) -> tuple[SourceFile, str | None]:
        live = self.repository.live(NAME)
        return source_file(live.content or b""), live.blob_id


def source_from(typed: TypedSource) -> Source:
    """Return the source that was typed, without an id yet; raises `SourceFaulty` with every fault at once."""
    addresses, date_text = tuple(dict.fromkeys(_line(typed.addresses).split())), _line(typed.date)
    date = date_from_typed(date_text)
    known = [language.value for language in Language]
    languages = tuple(language for language in known if language in typed.languages)
    found = {
        "title": _fault_of_text(typed.title, LONGEST_TITLE),
        "publisher": _fault_of_text(typed.publisher, LONGEST_PUBLISHER),
        "addresses": _fault_of_addresses(addresses),
        "languages": None if languages and set(typed.languages) <= set(known) else SourceFault.NOT_CHOSEN,
        "date": SourceFault.NO_DATE if date_text and date is None else None,
        "seen": None if typed.seen in set(Seen) else SourceFault.NOT_CHOSEN,
    }
    faults = {name: fault for name, fault in found.items() if fault is not None}
    if faults:
        raise SourceFaulty(faults)
    return Source("", _line(typed.title), _line(typed.publisher), addresses, languages, typed.seen, date)


def _line(text: str) -> str:
    """Return the text on one line, as the file holds it."""
    return " ".join(sound(text).split())


def _fault_of_text(text: str, longest: int) -> SourceFault | None:
    if not _line(text):
        return SourceFault.EMPTY
    return SourceFault.TOO_LONG if len(_line(text)) > longest else None


def _fault_of_addresses(addresses: tuple[str, ...]) -> SourceFault | None:
    if len(addresses) > MOST_ADDRESSES:
        return SourceFault.TOO_MANY
    if any(len(address) > LONGEST_ADDRESS for address in addresses):
        return SourceFault.TOO_LONG
    return None if all(map(_is_address, addresses)) else SourceFault.NO_ADDRESS


def _is_address(text: str) -> bool:
    """Tell whether an address leads to another site by its plain name, and to nothing else, such as a script."""
    try:
        parts = urlsplit(text)
        named = "." in (parts.hostname or "").strip(".") and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return False
    return named and text.startswith(("https://", "http://")) and not NO_ADDRESS.search(text)
