"""The obligation calculator: a purchase in figures, and what each published rule says of it."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint
from flask import render_template
from flask import request

from portal.advice.calculator import Verdict
from portal.advice.calculator import answers
from portal.advice.obligation_rule import ObligationRule
from portal.advice.rule_readings import RULES_VERSION
from portal.advice.rulebook import rules_from
from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.reference import Collection
from portal.library.shelf import Shelf
from portal.search.collation import collate
from portal.web.context import current_shelf
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Teller
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.purchase_form import WHOSE
from portal.web.purchase_form import Choices
from portal.web.purchase_form import PurchaseForm
from portal.web.purchase_form import purchase_form
from portal.web.rule_lines import RuleLine
from portal.web.rule_lines import rule_line
from portal.web.rule_results import Results
from portal.web.rule_results import verdict_heading

ANY = "any"

blueprint = Blueprint("calculator", __name__, url_prefix=f"{PREFIX}/calculator")


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of one verdict."""

    verdict: Verdict
    heading: str
    lines: tuple[RuleLine, ...]


@blueprint.get("")
def index() -> str:
    """Show the form and, where a purchase is described, what each rule says of it."""
    shelf, language = current_shelf(), reader_language()
    tell = Teller(shelf, language)
    rules = rules_on(shelf)
    buyers = _buyers(rules, tell)
    form = purchase_form(request.args, _choices(shelf, buyers))
    ready = form.asked and not form.faulty
    return render_template(
        "calculator/index.html",
        form=form,
        types=[(term.code, term.label(language)) for term in shelf.vocabularies["procurement-types"]],
        sectors=[(term.code, term.label(language)) for term in shelf.vocabularies["sectors"] if term.code != ANY],
        buyers=sorted(buyers.items(), key=lambda pair: collate(pair[1].text, language)),
        groups=_groups(rules, form, tell) if ready else [],
        version=RULES_VERSION,
        Verdict=Verdict,
    )


def rules_on(shelf: Shelf) -> tuple[ObligationRule, ...]:
    """Return the rules of the cases and clauses that the public may see."""
    cases = [entry for entry in shelf.entries(Collection.CASES) if isinstance(entry, Case)]
    clauses = [entry for entry in shelf.entries(Collection.CLAUSES) if isinstance(entry, Clause)]
    return rules_from(cases, clauses)


def _choices(shelf: Shelf, buyers: Iterable[str]) -> Choices:
    sectors = tuple(term.code for term in shelf.vocabularies["sectors"] if term.code != ANY)
    return Choices(tuple(term.code for term in shelf.vocabularies["procurement-types"]), sectors, tuple(buyers))


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
