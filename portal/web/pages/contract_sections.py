"""Complete sections of a contract: every model clause of a set on one page, in the order of the contract."""

from dataclasses import dataclass

from flask import Blueprint
from flask import abort
from flask import render_template

from portal.domain.clause import Clause
from portal.publishing.clause_sets import ELEMENTS
from portal.publishing.clause_sets import SETS
from portal.publishing.clause_sets import clauses_of_set
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.reading import Reading
from portal.web.reading import read_entry
from portal.web.wordings import Wordings
from portal.web.wordings import wordings

blueprint = Blueprint("contract_sections", __name__, url_prefix=f"{PREFIX}/contract-sections")


@dataclass(frozen=True, slots=True)
class Provision:
    """One clause of the section: the element it words, the clause as the reader gets it, and its wording."""

    element: str
    reading: Reading
    wordings: Wordings


@blueprint.get("/<code>")
def section(code: str) -> str:
    """Show a complete section of a contract."""
    shelf = current_shelf()
    provisions = [made for clause in clauses_of_set(code, shelf) if (made := _provision(clause))]
    if not provisions:
        abort(404)
    return render_template(
        "contract_sections/section.html",
        code=code,
        name=shelf.vocabularies.label(SETS, code, reader_language()),
        provisions=provisions,
    )


def _provision(clause: Clause) -> Provision | None:
    shelf, reading = current_shelf(), read_entry(clause, reader_language())
    words = wordings(clause, reading, current_portal().renderer, shelf)
    if clause.set_part is None or words is None:
        return None
    element = shelf.vocabularies.label(ELEMENTS, clause.set_part.element, reader_language())
    return Provision(element, reading, words)
