"""The rules of the calculator, made from the portal's own content."""

from functools import cache
from pathlib import Path

from portal.advice.obligation_rule import ObligationRule
from portal.advice.rulebook import rules_from
from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.reference import Collection
from portal.library.library import read_library
from portal.library.shelf import Shelf

CONTENT = Path(__file__).parents[2] / "content"


@cache
def shelf() -> Shelf:
    """The shelf of the portal's own content."""
    return read_library(CONTENT).shelf


@cache
def rules() -> dict[str, ObligationRule]:
    """Every rule by its name."""
    cases = [entry for entry in shelf().entries(Collection.CASES) if isinstance(entry, Case)]
    clauses = [entry for entry in shelf().entries(Collection.CLAUSES) if isinstance(entry, Clause)]
    return {rule.id: rule for rule in rules_from(cases, clauses)}
