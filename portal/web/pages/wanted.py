"""What is missing from the library, for everybody who may know it."""

from dataclasses import dataclass

from flask import Blueprint
from flask import render_template

from portal.domain.entry import Entry
from portal.publishing.wanted import wanted
from portal.web.context import current_shelf
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Teller
from portal.web.gap_words import fact_names
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.labels import entry_name
from portal.web.labels import slot_name

MOST = 80
"""Lines of one list: what lacks most comes first, and a page stays small."""

blueprint = Blueprint("wanted", __name__, url_prefix=f"{PREFIX}/wanted")


@dataclass(frozen=True, slots=True)
class WantedLine:
    """An entry, what kind it is, and what it lacks in words."""

    title: Datum
    kind: str
    lacking: str


@blueprint.get("")
def index() -> str:
    """Show the board."""
    shelf, language = current_shelf(), reader_language()
    found, tell = wanted(shelf, language), Teller(shelf, language)
    label = shelf.vocabularies.label
    untranslated = [
        _line(each.entry, label("untranslated-reasons", each.reason, language) if each.reason else "", tell)
        for each in found.untranslated[:MOST]
    ]
    clauses = [
        _line(each.clause, ", ".join(slot_name(slot) for slot in each.slots), tell) for each in found.clauses[:MOST]
    ]
    cases = [_line(each.case, ", ".join(fact_names(each.facts)), tell) for each in found.cases[:MOST]]
    return render_template(
        "wanted/index.html",
        found=found,
        most=MOST,
        untranslated=untranslated,
        clauses=clauses,
        cases=cases,
    )


def _line(entry: Entry, lacking: str, tell: Teller) -> WantedLine:
    return WantedLine(tell.title(entry), entry_name(entry.COLLECTION), lacking)
