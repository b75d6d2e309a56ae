"""A comparison as a document to take home."""

from collections.abc import Callable
from collections.abc import Iterable
from datetime import date

from portal.domain.document import Block
from portal.domain.document import Cell as DocumentCell
from portal.domain.document import Document
from portal.domain.document import Footnote
from portal.domain.document import Heading
from portal.domain.document import Inline
from portal.domain.document import Listing
from portal.domain.document import PageBreak
from portal.domain.document import Paragraph
from portal.domain.document import Run
from portal.domain.document import Table
from portal.domain.document import Tone
from portal.domain.language import Language
from portal.rendering.blocks import Passages
from portal.rendering.markdown import MarkdownRenderer
from portal.web.comparison.comparison import Column
from portal.web.comparison.comparison import Comparison
from portal.web.comparison.comparison import Worded
from portal.web.comparison.lines import Cell
from portal.web.comparison.lines import Line
from portal.web.comparison.phrases import absence_phrase
from portal.web.comparison.phrases import agreement_phrase
from portal.web.comparison.phrases import relation_phrase
from portal.web.facts.fact import Teller
from portal.web.labels import in_language
from portal.web.portrait import Numbered
from portal.web.source_runs import published
from portal.web.source_runs import source_links
from portal.web.source_runs import source_title
from portal.web.words import gettext


class ComparisonDocument:
    """Makes the document of one comparison; `address` turns a path of the portal into a full address."""

    def __init__(self, comparison: Comparison, tell: Teller, renderer: MarkdownRenderer, base: str) -> None:
        self._comparison = comparison
        self._tell = tell
        self._renderer = renderer
        self._base = base
        self._language = tell.language

    def made(self, today: date) -> Document:
        """Return the document as of a day."""
        return Document(
            title=gettext("Comparison of clauses"),
            language=self._language,
            blocks=tuple(self._blocks()),
            made_on=today,
            subtitle=" · ".join(column.place[0].text for column in self._comparison.columns if column.place),
        )

    def _blocks(self) -> Iterable[Block]:
        yield self._heading(1, gettext("The clauses"))
        yield Listing(tuple((self._introduction(column),) for column in self._comparison.columns), ordered=True)
        yield self._heading(1, gettext("Part by part"))
        for line in self._comparison.anatomy:
            yield self._heading(2, f"{line.question} ({line.name})")
            yield self._table(line)
        yield self._heading(1, gettext("Where they belong"))
        for line in self._comparison.setting:
            yield self._table(line)
        yield PageBreak()
        yield self._heading(1, gettext("Wordings"))
        for worded in self._comparison.wordings:
            yield from self._wording(worded)
        yield self._heading(1, gettext("Sources"))
        yield Listing(tuple((self._source(each),) for each in self._comparison.sources), ordered=True)
        yield Paragraph((Run(_responsibility()),), self._language, Tone.QUIET)

    def _heading(self, level: int, text: str) -> Heading:
        return Heading(level, (Run(text),), self._language)

    def _introduction(self, column: Column) -> Paragraph:
        """Return the title of a clause, whose and what it is, and in a footnote where the portal has it."""
        foreign = column.reading.foreign
        place = ", ".join([*(datum.text for datum in column.place), column.provenance])
        address = f"{self._base}{column.reading.address}"
        note = Footnote((Run("Silta, "), Run(address, address=address)), self._language)
        return Paragraph(
            (Run(column.reading.text.title, foreign, strong=True), Run(f" ({place})"), note), self._language
        )

    def _table(self, line: Line) -> Table:
        header = (gettext("Clause"), gettext("What is stated"), gettext("Compared"))
        cells = zip(self._comparison.columns, line.cells, strict=True)
        caption = f"{line.name} – {agreement_phrase(line.agreement)}"
        return Table(
            caption,
            tuple(self._cell(Run(each)) for each in header),
            tuple((self._cell(Run(column.name)), self._stated(cell), self._compared(cell)) for column, cell in cells),
            self._language,
            row_headers=True,
        )

    def _cell(self, *content: Inline) -> DocumentCell:
        return DocumentCell(content, self._language)

    def _stated(self, cell: Cell) -> DocumentCell:
        """Return the words of a cell with the numbers of their sources."""
        statement = cell.statement
        if statement.absence:
            return self._cell(Run(absence_phrase(statement.absence), emphasis=True))
        fact = statement.fact
        runs = [
            Run(datum.text + (fact.separator if place < len(fact.values) else ""), datum.language)
            for place, datum in enumerate(fact.values, start=1)
        ]
        numbers = [found[1] for source in fact.sources if (found := self._comparison.citation(source))]
        return self._cell(*runs, *([Run(f" [{', '.join(numbers)}]")] if numbers else []))

    def _compared(self, cell: Cell) -> DocumentCell:
        parts = [cell.statement.comparable, relation_phrase(cell)]
        return self._cell(Run("\n".join(filter(None, parts))))

    def _wording(self, worded: Worded) -> Iterable[Block]:
        column = worded.column
        title = (Run(f"{column.number}. "), Run(column.reading.text.title, column.reading.foreign))
        yield Heading(2, title, self._language)
        yield Paragraph((Run(column.provenance[:1].upper() + column.provenance[1:]),), self._language, Tone.QUIET)
        if worded.translated:
            sentence = gettext("Unofficial translation, %(in_language)s", in_language=in_language(worded.language))
            yield Paragraph((Run(sentence),), self._language, Tone.CAUTION)
        section = column.reading.text.section("wording")
        if section is not None:
            yield from self._renderer.blocks(section.markdown, Passages(worded.language, self._gap(worded.language)))

    def _gap(self, language: Language) -> Callable[[str], Run]:
        return lambda code: Run(self._tell.shelf.vocabularies.label("blanks", code, language), blank=True)

    def _source(self, numbered: Numbered) -> Paragraph:
        source = numbered.source
        told = Run(f". {published(source, self._language)}.")
        return Paragraph((source_title(source, self._language), told, *source_links(source, " ")), self._language)


def _responsibility() -> str:
    return gettext(
        "The buyer decides whether to use a clause and is responsible for its lawfulness in the procurement at hand."
    )
