"""What the rules say of a purchase, as rows of a table to take home."""

from decimal import Decimal

from portal.domain.language import Language
from portal.settings import Settings
from portal.web.addresses import absolute
from portal.web.facts.fact import Teller
from portal.web.formats import plain_number
from portal.web.rule_lines import RuleLine
from portal.web.rule_results import verdict_heading
from portal.web.words import gettext


def rule_header() -> list[str]:
    """Return the names of the columns."""
    return [
        gettext("Whose rule"),
        gettext("Country"),
        gettext("Result"),
        gettext("Size for this purchase"),
        gettext("Least"),
        gettext("Most"),
        gettext("How it is counted"),
        gettext("Conditions"),
        gettext("The rule in words"),
        gettext("Information from"),
        gettext("Sources"),
        gettext("Address"),
    ]


def rule_cells(line: RuleLine, tell: Teller, settings: Settings) -> list[str]:
    """Return the cells of one rule, in the order of the columns; numbers are written without grouping."""
    rule, size = line.answer.rule, line.answer.size
    return [
        line.buyer.text,
        tell.shelf.vocabularies.label("countries", rule.country, tell.language),
        verdict_heading(line.answer.verdict),
        line.obligation,
        _number(size.least if size else None, tell.language),
        _number(size.most if size else None, tell.language),
        line.sizing,
        "; ".join(_condition(*parts) for parts in ((each.asked, each.found, each.outcome) for each in line.conditions)),
        " ".join([line.words, *line.notes]),
        str(rule.as_of),
        "; ".join(f"{source.title.text} ({source.publisher})" for source in line.sources),
        absolute(line.case.address or "", settings),
    ]


def _condition(asked: str, found: str, outcome: str) -> str:
    yours = gettext("yours: %(found)s", found=found) if found else ""
    return " – ".join(part for part in (asked, yours, outcome) if part)


def _number(value: Decimal | None, language: Language) -> str:
    return plain_number(value, language) if value is not None else ""
