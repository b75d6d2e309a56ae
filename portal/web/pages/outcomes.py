"""The outcome ledger: what the cases promised, achieved and estimated, and what is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint
from flask import render_template
from flask import request

from portal.domain.case import Case
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.library.shelf import Shelf
from portal.publishing.outcomes import UNKNOWN
from portal.publishing.outcomes import Column
from portal.publishing.outcomes import Ledger
from portal.publishing.outcomes import LedgerLine
from portal.publishing.outcomes import ledger
from portal.search.collation import collate
from portal.web.context import current_shelf
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Teller
from portal.web.formats import number
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.outcome_chart import chart
from portal.web.outcome_chart import when
from portal.web.words import gettext

VOCABULARIES: Mapping[Column, str] = {
    Column.COUNTRY: "countries",
    Column.SECTOR: "sectors",
    Column.UNIT: "result-units",
    Column.STATUS: "result-statuses",
}

blueprint = Blueprint("outcomes", __name__, url_prefix=f"{PREFIX}/outcomes")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value the ledger can be limited to, with the number of lines that have it."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Sieve:
    """One way to limit the ledger."""

    column: Column
    name: str
    choices: tuple[Choice, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One line of the ledger, ready for the page."""

    line: LedgerLine
    case: Datum
    buyer: Datum
    figure: str
    when: str
    sources: tuple[Datum, ...]
    added: bool


@blueprint.get("")
def index() -> str:
    """Show the ledger, limited to what the address asks for."""
    shelf, language = current_shelf(), reader_language()
    tell = Teller(shelf, language)
    chosen = {column: code for column in Column if (code := request.args.get(column, ""))}
    known = {column: code for column, code in chosen.items() if code in shelf.vocabularies[VOCABULARIES[column]]}
    found = ledger(_cases(shelf), known)
    return render_template(
        "outcomes/index.html",
        ledger=found,
        sieves=[_sieve(column, found, known, shelf, language) for column in Column],
        chart=chart(found.totals, tell),
        lines=_lines(found, tell),
        unknown_choice=bool(set(chosen) - set(known)),
        UNKNOWN=UNKNOWN,
    )


def _cases(shelf: Shelf) -> list[Case]:
    return [entry for entry in shelf.entries(Collection.CASES) if isinstance(entry, Case)]


def _sieve(column: Column, found: Ledger, chosen: Mapping[Column, str], shelf: Shelf, language: Language) -> Sieve:
    vocabulary = VOCABULARIES[column]
    choices = [
        Choice(code, shelf.vocabularies.label(vocabulary, code, language), count)
        for code, count in found.counts[column].items()
    ]
    choices.sort(key=lambda choice: collate(choice.name, language))
    return Sieve(column, _column_name(column), tuple(choices), chosen.get(column, ""))


def _column_name(column: Column) -> str:
    names = {
        Column.COUNTRY: gettext("Country"),
        Column.SECTOR: gettext("What is bought"),
        Column.UNIT: gettext("What was counted"),
        Column.STATUS: gettext("How sure"),
    }
    return names[column]


def _lines(found: Ledger, tell: Teller) -> list[ResultLine]:
    """Return the lines with a number first, the newest case first; those without one last."""
    left_out = {id(line) for total in found.totals for line in total.left_out}
    in_order = sorted(found.lines, key=lambda line: str(line.case.as_of), reverse=True)
    in_order.sort(key=lambda line: line.number is None)
    return [_line(line, tell, added=id(line) not in left_out) for line in in_order]


def _line(line: LedgerLine, tell: Teller, *, added: bool) -> ResultLine:
    title = tell.title(line.case)
    sources = line.outcome.sources if line.outcome else ()
    return ResultLine(
        line,
        title,
        (tell.organisation(line.case.organisation) or (Datum(line.case.organisation),))[0],
        number(line.number, tell.language) if line.number is not None else "",
        when(line, tell) if line.number is not None else "",
        tuple(_source(source, line.case, title, tell) for source in sources if source in tell.shelf.sources),
        added,
    )


def _source(source_id: str, case: Case, title: Datum, tell: Teller) -> Datum:
    """Return a source by its publisher, leading to its place in the list of the case."""
    place = f"#source-{case.sources.index(source_id) + 1}" if source_id in case.sources else ""
    return Datum(tell.shelf.sources[source_id].publisher, f"{title.address}{place}")
