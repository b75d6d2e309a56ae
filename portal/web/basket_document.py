"""The document a buyer takes home: the clauses of a basket, numbered, with their sources and what is still open."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portal.domain.document import Block
from portal.domain.document import Cell
from portal.domain.document import Document
from portal.domain.document import Heading
from portal.domain.document import Listing
from portal.domain.document import PageBreak
from portal.domain.document import Paragraph
from portal.domain.document import Run
from portal.domain.document import Table
from portal.domain.document import Tone
from portal.domain.language import Language
from portal.domain.partial_date import PartialDate
from portal.domain.source import Source
from portal.library.shelf import Shelf
from portal.rendering.blocks import Passages
from portal.rendering.markdown import MarkdownRenderer
from portal.web.basket import Basket
from portal.web.basket import Chosen
from portal.web.clause_note import clause_note
from portal.web.clause_words import language_name
from portal.web.clause_words import provenance_name
from portal.web.clause_words import translation_warnings
from portal.web.facts.fact import Teller
from portal.web.formats import day
from portal.web.reading import read_entry
from portal.web.source_runs import published
from portal.web.source_runs import source_links
from portal.web.source_runs import source_title
from portal.web.words import gettext
from portal.web.words import ngettext


@dataclass(frozen=True, slots=True)
class BasketWriter:
    """Writes the document of one basket in the language of its reader, as of `made_on`."""

    basket: Basket
    tell: Teller
    renderer: MarkdownRenderer
    made_on: date

    @property
    def language(self) -> Language:
        """The language of everything that is not wording."""
        return self.tell.language

    @property
    def shelf(self) -> Shelf:
        """The library as it is now."""
        return self.tell.shelf

    @property
    def today(self) -> str:
        """The day the document is made on, in words."""
        return day(PartialDate(self.made_on.year, self.made_on.month, self.made_on.day), self.language)

    def document(self) -> Document:
        """Return the whole document."""
        return Document(
            title=self.basket.name or gettext("Employment clauses"),
            subtitle=gettext("Employment clauses gathered from Silta, %(day)s", day=self.today),
            language=self.language,
            blocks=tuple(self._blocks()),
            made_on=self.made_on,
        )

    def _blocks(self) -> Iterator[Block]:
        yield from self._opening()
        for chosen in self.basket.chosen:
            yield from self._clause(chosen)
        yield PageBreak()
        yield from self._open_blanks()
        yield from self._sources()
        yield self._heading(gettext("Responsibility"))
        yield self._paragraph(
            gettext(
                "The buyer decides whether to use a clause and is responsible for its lawfulness in the procurement "
                "at hand."
            ),
            Tone.CAUTION,
        )

    def _opening(self) -> Iterator[Block]:
        count = ngettext(
            "This document holds %(num)s clause gathered from Silta.",
            "This document holds %(num)s clauses gathered from Silta.",
            len(self.basket.chosen),
        )
        gaps = gettext("Square brackets mark the blanks that are still to be filled.") if self._gaps else ""
        told = gettext("The footnote of each clause tells where it comes from, and who has checked it.")
        yield self._paragraph(" ".join(filter(None, (count, told, gaps))), Tone.LEAD)
        yield from self._notes(self.basket.note)

    @property
    def _gaps(self) -> bool:
        return bool(self.basket.open_blanks)

    def _clause(self, chosen: Chosen) -> Iterator[Block]:
        reading = read_entry(chosen.clause, chosen.language)
        title = chosen.heading or reading.text.title
        # A heading of the buyer's own is in the buyer's language, a title in that of the text.
        yield Heading(1, (Run(title),), self.language if chosen.heading else reading.language, numbered=True)
        words = f"{provenance_name(chosen.clause, self.shelf)}. {language_name(reading)}."
        told = " ".join((words, *translation_warnings(reading)))
        note = clause_note(reading, chosen.clause, self.tell, self.made_on)
        yield Paragraph((Run(told), note), self.language, Tone.QUIET)
        section = reading.text.section("wording")
        if section is None:
            yield Paragraph((Run(reading.text.summary),), reading.language)
        else:
            yield from self.renderer.blocks(section.markdown, Passages(reading.language, self._gap(reading.language)))
        yield from self._notes(chosen.note)

    def _gap(self, language: Language) -> Callable[[str], Run]:
        def gap(code: str) -> Run:
            if code in self.basket.fills:
                return Run(self.basket.fills[code])
            return Run(self.shelf.vocabularies.label("blanks", code, language), blank=True)

        return gap

    def _notes(self, text: str) -> Iterator[Block]:
        """Yield a text of the buyer's own: an empty line begins a paragraph, a line end stays one."""
        for each in text.split("\n\n"):
            if each.strip():
                yield self._paragraph(each.strip(), Tone.NOTE)

    def _open_blanks(self) -> Iterator[Block]:
        if not self._gaps:
            return
        yield self._heading(gettext("Blanks still to be filled"))
        items = []
        for code, numbers in self.basket.open_blanks.items():
            name = self.shelf.vocabularies.label("blanks", code, self.language)
            where = ngettext("clause %(numbers)s", "clauses %(numbers)s", len(numbers), numbers=_listed(numbers))
            items.append((Paragraph((Run(name, blank=True), Run(f" – {where}")), self.language),))
        yield Listing(tuple(items))

    def _sources(self) -> Iterator[Block]:
        rows = tuple(self._source_row(source, numbers) for source, numbers in _cited(self.basket, self.shelf))
        if not rows:
            return
        yield self._heading(gettext("Sources"))
        names = (gettext("Source"), gettext("Publisher and date"), gettext("Address"), gettext("Clauses"))
        header = tuple(Cell((Run(name),), self.language) for name in names)
        caption = gettext("The sources of the clauses")
        yield Table(caption, header, rows, self.language, row_headers=True)

    def _source_row(self, source: Source, numbers: Iterable[int]) -> tuple[Cell, ...]:
        title = source_title(source, self.language)
        return (
            Cell((title,), title.language or self.language),
            Cell((Run(published(source, self.language)),), self.language),
            Cell(tuple(source_links(source, "\n"))[1:], self.language),
            Cell((Run(_listed(numbers)),), self.language),
        )

    def _heading(self, words: str) -> Heading:
        return Heading(1, (Run(words),), self.language)

    def _paragraph(self, words: str, tone: Tone) -> Paragraph:
        return Paragraph((Run(words),), self.language, tone)


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _cited(basket: Basket, shelf: Shelf) -> Iterator[tuple[Source, list[int]]]:
    """Yield every source once, in the order of the clauses, with the numbers of the clauses that rest on it."""
    found: dict[str, list[int]] = {}
    for number, each in enumerate(basket.chosen, start=1):
        for source in each.clause.sources:
            found.setdefault(source, []).append(number)
    for source_id, numbers in found.items():
        if source_id in shelf.sources:
            yield shelf.sources[source_id], numbers
