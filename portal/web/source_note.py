"""The one line that says where a text comes from: on the page, in what is copied, in every citation."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime

from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.document import Run
from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.partial_date import PartialDate
from portal.domain.source import Source
from portal.publishing.versions import text_version
from portal.web.addresses import absolute
from portal.web.addresses import entry_address
from portal.web.cards import buyers
from portal.web.context import current_portal
from portal.web.facts.fact import Teller
from portal.web.formats import day
from portal.web.labels import in_language
from portal.web.reading import Reading
from portal.web.source_runs import title_language
from portal.web.words import gettext
from portal.web.words import ngettext

QUOTED = "quoted"
PORTAL = "Silta"


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where a text comes from, in runs of one language each; `origin` is the part that citations have no field for."""

    whose: tuple[Run, ...]
    origin: tuple[Run, ...]
    where: tuple[Run, ...]
    address: str
    version: str
    retrieved: date

    @property
    def runs(self) -> tuple[Run, ...]:
        """The whole line."""
        return (*self.whose, *self.origin, *self.where)

    def __str__(self) -> str:
        return words(self.runs)


def words(runs: tuple[Run, ...]) -> str:
    """Return runs as plain text."""
    return "".join(run.text for run in runs).strip()


def today() -> date:
    """Return the date in UTC, which is the date of retrieval."""
    return datetime.now(UTC).date()


def source_note(reading: Reading, tell: Teller, on: date) -> SourceNote:
    """Return the note of the text that a reader got, in the words of the teller's reader.

    Of a translated clause it says that the translation is unofficial, and in which language the original is.
    """
    address = absolute(entry_address(reading.entry.ref, reading.language), current_portal().settings)
    version = text_version(reading.entry, reading.language)
    retrieved = day(PartialDate(on.year, on.month, on.day), tell.language)
    tail = gettext("version %(version)s, retrieved %(day)s.", version=version, day=retrieved)
    where = (Run(f"{PORTAL}, "), Run(address, address=address), Run(f", {tail}"))
    return SourceNote(tuple(_whose(reading, tell)), tuple(_origin(reading, tell)), where, address, version, on)


def licence(entry: Entry) -> str:
    """Return whose the text of an entry is and how it may be used, as a sentence."""
    if not isinstance(entry, Clause):
        return gettext("The text is Silta’s own and licensed CC BY 4.0; what it quotes belongs to its source.")
    if entry.provenance == QUOTED:
        return gettext(
            "The wording is quoted from the document named in the sources and belongs to its buyer; "
            "the rest of the page is Silta’s own text, licensed CC BY 4.0."
        )
    return gettext("The wording and the rest of the page are Silta’s own text, licensed CC BY 4.0.")


def _whose(reading: Reading, tell: Teller) -> Iterator[Run]:
    """Yield the buyers and the title, each with its language where it is not the reader's."""
    entry = reading.entry
    names = tell.organisation(entry.organisation) if isinstance(entry, Case) else ()
    if isinstance(entry, Clause):
        names = buyers(entry, tell)
    for place, name in enumerate(names):
        yield Run(f"{', ' if place else ''}{name.text}", name.language)
    foreign = reading.language if reading.language != tell.language else None
    title = reading.text.title
    yield Run(": " if names else "")
    yield Run(title if title.endswith((".", "?", "!")) else f"{title}.", foreign)
    yield Run(" ")


def _origin(reading: Reading, tell: Teller) -> Iterator[Run]:
    """Yield how a wording came to be, whether it is a translation, and its first source."""
    entry = reading.entry
    if isinstance(entry, Clause):
        label = tell.shelf.vocabularies.label("provenances", entry.provenance, tell.language)
        yield Run(f"{label[:1].upper()}{label[1:]}. ")
        if reading.language != entry.original:
            yield Run(f"{translation_label(reading)} ")
    cited = _first_sources(entry)
    sources = [tell.shelf.sources[each] for each in cited if each in tell.shelf.sources]
    if sources:
        yield from _source(sources[0], tell.language)
        rest = len(sources) - 1
        if rest:
            others = ngettext("and %(num)s other source", "and %(num)s other sources", rest)
            yield Run(f" {others}")
        yield Run(". ")


def translation_label(reading: Reading) -> str:
    """Return that a text is an unofficial translation, as a sentence that goes where the text goes."""
    return gettext(
        "Unofficial translation, %(in_language)s; the original is %(original)s.",
        in_language=in_language(reading.language),
        original=in_language(reading.entry.original),
    )


def _first_sources(entry: Entry) -> tuple[str, ...]:
    """Return the sources of an entry; of a clause those of its parts come first, for they state what it asks for."""
    parts = entry.slots.values() if isinstance(entry, Clause) else ()
    return tuple(dict.fromkeys([*(source for part in parts for source in part.sources), *entry.sources]))


def _source(source: Source, reader: Language) -> Iterator[Run]:
    yield Run(gettext("Source: %(publisher)s,", publisher=source.publisher) + " ")
    yield Run(source.title.rstrip("."), title_language(source, reader))
