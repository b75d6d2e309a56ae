"""The lines of the outcome ledger in words: for the page and for a table to take home."""

from dataclasses import dataclass

from portal.domain.case import Case
from portal.publishing.outcomes import Ledger
from portal.publishing.outcomes import LedgerLine
from portal.settings import Settings
from portal.web.addresses import absolute
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Teller
from portal.web.formats import number
from portal.web.formats import plain_number
from portal.web.outcome_chart import when
from portal.web.words import gettext


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


def result_lines(found: Ledger, tell: Teller) -> list[ResultLine]:
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


def result_header() -> list[str]:
    """Return the names of the columns."""
    return [
        gettext("Case"),
        gettext("Buyer"),
        gettext("Country"),
        gettext("Figure"),
        gettext("What was counted"),
        gettext("How sure"),
        gettext("When"),
        gettext("Added to the total"),
        gettext("Source"),
        gettext("Address"),
    ]


def result_cells(each: ResultLine, tell: Teller, settings: Settings) -> list[str]:
    """Return the cells of one line, in the order of the columns; numbers are written without grouping."""
    outcome, label = each.line.outcome, tell.shelf.vocabularies.label
    counted = gettext("yes") if each.added else gettext("no")
    return [
        each.case.text,
        each.buyer.text,
        label("countries", each.line.case.country or "", tell.language),
        plain_number(each.line.number, tell.language) if each.line.number is not None else "",
        label("result-units", outcome.unit, tell.language) if outcome else "",
        label("result-statuses", each.line.status, tell.language),
        each.when,
        counted if each.figure else "",
        "; ".join(source.text for source in each.sources),
        absolute(each.case.address or "", settings),
    ]
