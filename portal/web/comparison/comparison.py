"""The whole comparison: clauses as columns, their parts as lines, their wordings, their sources."""

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from portal.domain.clause import Clause
from portal.domain.language import Language
from portal.history.difference import Stretch
from portal.rendering.markdown import MarkdownRenderer
from portal.web.cards import card
from portal.web.comparison.lines import Line
from portal.web.comparison.lines import anatomy
from portal.web.comparison.lines import setting
from portal.web.comparison.word_differences import word_differences
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Teller
from portal.web.portrait import Numbered
from portal.web.reading import Reading
from portal.web.reading import wording


@dataclass(frozen=True, slots=True)
class Column:
    """One clause: its number in the comparison, the text the reader gets, where it comes from, what it is."""

    number: int
    clause: Clause
    reading: Reading
    place: tuple[Datum, ...]
    provenance: str

    @property
    def name(self) -> str:
        """The number and the first place, by which a narrow page and a file tell the clauses apart."""
        return f"{self.number}. {self.place[0].text}" if self.place else f"{self.number}."


@dataclass(frozen=True, slots=True)
class Worded:
    """The wording of one clause as the reader gets it, and how it differs from an earlier one in the same language."""

    column: Column
    html: Markup
    language: Language
    translated: bool
    against: Column | None = None
    differences: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything the page and the files show."""

    columns: tuple[Column, ...]
    anatomy: tuple[Line, ...]
    setting: tuple[Line, ...]
    wordings: tuple[Worded, ...]
    sources: tuple[Numbered, ...]

    def citation(self, source_id: str) -> tuple[str, str] | None:
        """Return the address and the number of a source in the page's list of sources."""
        number = next((each.number for each in self.sources if each.source.id == source_id), None)
        return (f"#source-{number}", f"{number}") if number else None


def compare(clauses: Sequence[Clause], tell: Teller, renderer: MarkdownRenderer) -> Comparison:
    """Return the comparison of clauses, in their order."""
    columns = tuple(_column(number, clause, tell) for number, clause in enumerate(clauses, start=1))
    lines = anatomy(clauses, tell)
    return Comparison(
        columns, lines, setting(clauses, tell), tuple(_wordings(columns, tell, renderer)), _sources(lines, tell)
    )


def _column(number: int, clause: Clause, tell: Teller) -> Column:
    line = card(clause, tell)
    return Column(number, clause, line.reading, line.place, line.provenance or "")


def _sources(lines: Iterable[Line], tell: Teller) -> tuple[Numbered, ...]:
    """Return the sources of what is stated, numbered in the order in which they are cited first."""
    cited = dict.fromkeys(source for line in lines for cell in line.cells for source in cell.statement.fact.sources)
    known = [tell.shelf.sources[each] for each in cited if each in tell.shelf.sources]
    return tuple(Numbered(number, source) for number, source in enumerate(known, start=1))


def _wordings(columns: Iterable[Column], tell: Teller, renderer: MarkdownRenderer) -> Iterable[Worded]:
    """Yield the wordings, each compared with the first one in the same language."""
    first: dict[Language, tuple[Column, str]] = {}
    for column in columns:
        html = wording(column.reading, renderer, tell.shelf)
        if html is None:
            continue
        language, plain = column.reading.language, _plain_wording(column.reading, tell, renderer)
        base = first.setdefault(language, (column, plain))
        other = base[0] if base[0] is not column else None
        yield Worded(
            column,
            html,
            language,
            language != column.clause.original,
            other,
            word_differences(base[1], plain) if other else (),
        )


def _plain_wording(reading: Reading, tell: Teller, renderer: MarkdownRenderer) -> str:
    """Return the words of a wording, a line for each provision, with its blanks named in square brackets."""
    section = reading.text.section("wording")
    if section is None:
        return ""

    blanks = tell.shelf.vocabularies
    return renderer.plain(section.markdown, lambda code: f"[{blanks.label('blanks', code, reading.language)}]")
