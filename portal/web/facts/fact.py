"""One line of a table of facts, and the teller that words its values for a reader."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.partial_date import PartialDate
from portal.domain.quantity import Period
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.web.addresses import entry_address
from portal.web.formats import day
from portal.web.formats import period


@dataclass(frozen=True, slots=True)
class Datum:
    """One value: its words, where they lead, their language where it is not the page's, and a machine-readable date."""

    text: str
    address: str | None = None
    language: Language | None = None
    moment: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its values; without a value it reads `not stated in the source`."""

    label: str
    values: tuple[Datum, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def separator(self) -> str:
        """What stands between the values: a semicolon where a value has a comma of its own."""
        return "; " if any(", " in value.text for value in self.values) else ", "


@dataclass(frozen=True, slots=True)
class Teller:
    """Words values for a reader of `language` out of what is on the shelf."""

    shelf: Shelf
    language: Language

    def code(self, vocabulary: str, code: str | None) -> tuple[Datum, ...]:
        """Return the label of a code, or nothing."""
        return self.codes(vocabulary, (code,) if code else ())

    def codes(self, vocabulary: str, codes: Iterable[str]) -> tuple[Datum, ...]:
        """Return the labels of codes."""
        return tuple(Datum(self.shelf.vocabularies.label(vocabulary, code, self.language)) for code in codes)

    def date(self, date: PartialDate | None) -> tuple[Datum, ...]:
        """Return a date, or nothing."""
        return (Datum(day(date, self.language), moment=str(date)),) if date else ()

    def period(self, stretch: Period | None) -> tuple[Datum, ...]:
        """Return a period, or nothing."""
        return (Datum(period(stretch, self.language)),) if stretch else ()

    def entry(self, ref: Ref) -> tuple[Datum, ...]:
        """Return an entry as a link with its title, or nothing where the public may see none."""
        entry = self.shelf.get(ref)
        return (self.title(entry),) if entry else ()

    def entries(self, collection: Collection, ids: Iterable[str]) -> tuple[Datum, ...]:
        """Return entries of a collection as links."""
        return tuple(datum for each in ids for datum in self.entry(Ref(collection, each)))

    def organisation(self, organisation: str | None) -> tuple[Datum, ...]:
        """Return an organisation as a link, or nothing."""
        return self.entries(Collection.ORGANISATIONS, (organisation,) if organisation else ())

    def title(self, entry: Entry) -> Datum:
        """Return the title of an entry as a link, in its own language where the reader's is missing."""
        text, language = entry.texts.best(self.language)
        return Datum(text.title, entry_address(entry.ref), language if language != self.language else None)


def web_address(address: str | None) -> tuple[Datum, ...]:
    """Return a web address as a link; one that is neither http nor https stays plain text."""
    if not address:
        return ()
    return (Datum(address, address if address.startswith(("https://", "http://")) else None),)
