"""The obligation calculator: a purchase in figures, and what each published rule says of it."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint
from flask import redirect
from flask import render_template
from flask import request
from werkzeug.wrappers import Response

from portal.advice.calculator import Verdict
from portal.advice.calculator import answers
from portal.advice.obligation_rule import ObligationRule
from portal.advice.rule_readings import RULES_VERSION
from portal.library.shelf import Shelf
from portal.search.collation import collate
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.downloads import download_csv
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Teller
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.published_rules import published_rules
from portal.web.purchase_form import WHOSE
from portal.web.purchase_form import Choices
from portal.web.purchase_form import PurchaseForm
from portal.web.purchase_form import purchase_form
from portal.web.queries import address_of
from portal.web.rule_lines import RuleLine
from portal.web.rule_lines import rule_line
from portal.web.rule_results import Results
from portal.web.rule_results import verdict_heading
from portal.web.rule_table import rule_cells
from portal.web.rule_table import rule_header
from portal.web.words import gettext

ANY = "any"

blueprint = Blueprint("calculator", __name__, url_prefix=PREFIX)


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of one verdict."""

    verdict: Verdict
    heading: str
    lines: tuple[RuleLine, ...]


@blueprint.get("/calculator")
def index() -> str:
    """Show the form and, where a purchase is described, what each rule says of it."""
    tell = Teller(current_shelf(), reader_language())
    rules = published_rules(tell.shelf)
    buyers = _buyers(rules, tell)
    choices = _choices(tell.shelf, buyers)
    form = purchase_form(request.args, choices)
    return render_template(
        "calculator/index.html",
        form=form,
        types=_labels("procurement-types", choices.types, tell),
        sectors=_labels("sectors", choices.sectors, tell),
        buyers=sorted(buyers.items(), key=lambda pair: collate(pair[1].text, tell.language)),
        groups=_groups(rules, form, tell) if form.ready else [],
        csv=address_of("calculator.table", request.args.items()),
        version=RULES_VERSION,
        Verdict=Verdict,
    )


@blueprint.get("/calculator.csv")
def table() -> Response:
    """Return the results as CSV; a purchase that cannot be read leads back to the page that says why."""
    tell = Teller(current_shelf(), reader_language())
    rules = published_rules(tell.shelf)
    form = purchase_form(request.args, _choices(tell.shelf, _buyers(rules, tell)))
    if not form.ready:
        return redirect(address_of("calculator.index", request.args.items()))
    lines = [line for group in _groups(rules, form, tell) for line in group.lines]
    rows = [rule_cells(line, tell, current_portal().settings) for line in lines]
    return download_csv(rule_header(), rows, gettext("Obligation calculator"))


def _choices(shelf: Shelf, buyers: Iterable[str]) -> Choices:
    sectors = tuple(term.code for term in shelf.vocabularies["sectors"] if term.code != ANY)
    return Choices(tuple(term.code for term in shelf.vocabularies["procurement-types"]), sectors, tuple(buyers))


def _labels(vocabulary: str, codes: Iterable[str], tell: Teller) -> list[tuple[str, str]]:
    return [(code, tell.shelf.vocabularies.label(vocabulary, code, tell.language)) for code in codes]


def _buyers(rules: Iterable[ObligationRule], tell: Teller) -> Mapping[str, Datum]:
    """Return who has rules, each with the name the reader knows."""
    ids = dict.fromkeys(rule.organisation for rule in rules)
    return {each: (tell.organisation(each) or (Datum(each),))[0] for each in ids}


def _groups(rules: Iterable[ObligationRule], form: PurchaseForm, tell: Teller) -> list[Group]:
    whose = form.chosen[WHOSE]
    asked = [rule for rule in rules if not whose or rule.organisation == whose]
    results = Results(tell.language, tell.shelf.vocabularies)
    found = groupby(answers(asked, form.figures), key=lambda answer: answer.verdict)
    return [
        Group(verdict, verdict_heading(verdict), tuple(rule_line(answer, results, tell) for answer in same))
        for verdict, same in found
    ]
