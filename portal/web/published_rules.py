"""The rules that the published cases and clauses make up, as the calculator and the assessment ask for them."""

from portal.advice.obligation_rule import ObligationRule
from portal.advice.rulebook import rules_from
from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.reference import Collection
from portal.library.shelf import Shelf


def published_rules(shelf: Shelf) -> tuple[ObligationRule, ...]:
    """Return the rules of the cases and clauses that the public may see."""
    cases = [entry for entry in shelf.entries(Collection.CASES) if isinstance(entry, Case)]
    clauses = [entry for entry in shelf.entries(Collection.CLAUSES) if isinstance(entry, Clause)]
    return rules_from(cases, clauses)
