"""A source in the runs of a document: its title in its own language, who published it when, and where it is."""

from collections.abc import Iterator

from portal.domain.document import Run
from portal.domain.language import Language
from portal.domain.source import Source
from portal.web.formats import day


def title_language(source: Source, reader: Language) -> Language | None:
    """Return the language of a title where it is known and not the reader's, else None."""
    known = [language for language in Language if source.languages == (language.value,)]
    return known[0] if known and known[0] is not reader else None


def source_title(source: Source, reader: Language, *, emphasis: bool = False) -> Run:
    """Return the title of a source."""
    return Run(source.title, language=title_language(source, reader), emphasis=emphasis)


def published(source: Source, reader: Language) -> str:
    """Return who published a source, and when where that is known."""
    return ", ".join(filter(None, (source.publisher, day(source.date, reader) if source.date else "")))


def source_links(source: Source, before: str) -> Iterator[Run]:
    """Yield the addresses of a source, each behind `before`; what is not on the web stays words."""
    for address in source.addresses:
        yield Run(before)
        yield Run(address, address=address if address.startswith(("https://", "http://")) else None)
