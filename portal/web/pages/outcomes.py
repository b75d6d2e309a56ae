"""The outcome ledger: what the cases promised, achieved and estimated, and what is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint
from flask import render_template
from flask import request
from werkzeug.wrappers import Response

from portal.domain.case import Case
from portal.domain.reference import Collection
from portal.library.shelf import Shelf
from portal.publishing.outcomes import UNKNOWN
from portal.publishing.outcomes import Column
from portal.publishing.outcomes import Ledger
from portal.publishing.outcomes import ledger
from portal.search.collation import collate
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.downloads import download_csv
from portal.web.facts.fact import Teller
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.outcome_chart import chart
from portal.web.outcome_lines import result_cells
from portal.web.outcome_lines import result_header
from portal.web.outcome_lines import result_lines
from portal.web.queries import address_of
from portal.web.words import gettext

VOCABULARIES: Mapping[Column, str] = {
    Column.COUNTRY: "countries",
    Column.SECTOR: "sectors",
    Column.UNIT: "result-units",
    Column.STATUS: "result-statuses",
}

blueprint = Blueprint("outcomes", __name__, url_prefix=PREFIX)


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


@blueprint.get("/outcomes")
def index() -> str:
    """Show the ledger, limited to what the address asks for."""
    tell = Teller(current_shelf(), reader_language())
    chosen, unknown = _chosen(tell.shelf)
    found = ledger(_cases(tell.shelf), chosen)
    return render_template(
        "outcomes/index.html",
        ledger=found,
        sieves=[_sieve(column, found, chosen, tell) for column in Column],
        chart=chart(found.totals, tell),
        lines=result_lines(found, tell),
        unknown_choice=unknown,
        csv=address_of("outcomes.table", request.args.items()),
        UNKNOWN=UNKNOWN,
    )


@blueprint.get("/outcomes.csv")
def table() -> Response:
    """Return the lines as CSV, limited as on the page."""
    tell = Teller(current_shelf(), reader_language())
    chosen, _unknown = _chosen(tell.shelf)
    settings = current_portal().settings
    lines = result_lines(ledger(_cases(tell.shelf), chosen), tell)
    return download_csv(
        result_header(), [result_cells(line, tell, settings) for line in lines], gettext("Outcome ledger")
    )


def _chosen(shelf: Shelf) -> tuple[Mapping[Column, str], bool]:
    """Return what the address limits the ledger to, and whether it also named what is not there."""
    asked = {column: code for column in Column if (code := request.args.get(column, ""))}
    known = {column: code for column, code in asked.items() if code in shelf.vocabularies[VOCABULARIES[column]]}
    return known, len(known) < len(asked)


def _cases(shelf: Shelf) -> list[Case]:
    return [entry for entry in shelf.entries(Collection.CASES) if isinstance(entry, Case)]


def _sieve(column: Column, found: Ledger, chosen: Mapping[Column, str], tell: Teller) -> Sieve:
    vocabulary = VOCABULARIES[column]
    choices = [
        Choice(code, tell.shelf.vocabularies.label(vocabulary, code, tell.language), count)
        for code, count in found.counts[column].items()
    ]
    choices.sort(key=lambda choice: collate(choice.name, tell.language))
    return Sieve(column, _column_name(column), tuple(choices), chosen.get(column, ""))


def _column_name(column: Column) -> str:
    names = {
        Column.COUNTRY: gettext("Country"),
        Column.SECTOR: gettext("What is bought"),
        Column.UNIT: gettext("What was counted"),
        Column.STATUS: gettext("How sure"),
    }
    return names[column]
