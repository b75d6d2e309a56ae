"""The note at the foot of a page that tells where a clause comes from, and how far it can be relied on."""

from collections.abc import Iterator

from portal.domain.clause import Clause
from portal.domain.document import Footnote
from portal.domain.document import Run
from portal.domain.language import Language
from portal.domain.source import Source
from portal.publishing.clause_sets import SETS
from portal.publishing.versions import text_version
from portal.web.cards import buyers
from portal.web.clause_words import language_name
from portal.web.clause_words import legal_check_sentence
from portal.web.clause_words import provenance_sentence
from portal.web.clause_words import translation_warnings
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Teller
from portal.web.formats import day
from portal.web.reading import Reading
from portal.web.words import gettext


def clause_note(reading: Reading, tell: Teller, address: str, today: str) -> Footnote:
    """Return the footnote of a clause: whose it is, what it rests on, where it is, which version, who has checked it.

    `address` is the full one of its page, `today` the day of retrieval in words.
    """
    return Footnote(tuple(_runs(reading, tell, address, today)), tell.language)


def _runs(reading: Reading, tell: Teller, address: str, today: str) -> Iterator[Run]:
    clause = reading.entry
    if not isinstance(clause, Clause):
        raise TypeError(f"{clause.ref} is no clause")
    for datum in _whose(clause, tell):
        yield Run(f"{datum.text[:1].upper()}{datum.text[1:]}. ", language=datum.language)
    yield Run(reading.text.title, language=_unless(reading.language, tell.language), emphasis=True)
    yield Run(f". {language_name(reading)}. ")
    yield Run("".join(f"{warning} " for warning in translation_warnings(reading)))
    yield Run(f"{provenance_sentence(clause.provenance)} ")
    yield from _sources(clause, tell)
    yield Run("Silta, ")
    yield Run(address, address=address)
    version = text_version(clause, reading.language)
    yield Run(". " + gettext("Version %(version)s, retrieved %(day)s.", version=version, day=today) + " ")
    yield Run(f"{legal_check_sentence(clause)} ")
    if not reading.text.checked:
        yield Run(gettext("This is an editorial draft that no named expert has checked yet."))


def _whose(clause: Clause, tell: Teller) -> tuple[Datum, ...]:
    """Return the organisations a clause comes from, else the set of model clauses it belongs to."""
    return tell.code(SETS, clause.set_part.set) if clause.set_part else buyers(clause, tell)


def _sources(clause: Clause, tell: Teller) -> Iterator[Run]:
    sources = [tell.shelf.sources[each] for each in clause.sources if each in tell.shelf.sources]
    if not sources:
        return
    yield Run(gettext("Sources:") + " ")
    for place, source in enumerate(sources, start=1):
        title, published = source_words(source, tell.language)
        yield title
        yield Run(f", {published}{'. ' if place == len(sources) else '; '}")


def source_words(source: Source, reader: Language) -> tuple[Run, str]:
    """Return the title of a source in its own language, and who published it when."""
    own = source.languages[0] if len(source.languages) == 1 else ""
    language = Language(own) if own in set(Language) else None
    title = Run(source.title, language=_unless(language, reader))
    return title, ", ".join(filter(None, (source.publisher, day(source.date, reader) if source.date else "")))


def _unless(language: Language | None, reader: Language) -> Language | None:
    return language if language != reader else None
