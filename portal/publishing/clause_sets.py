"""Model clauses that together form a complete section of a contract."""

from portal.domain.clause import Clause
from portal.domain.reference import Collection
from portal.library.shelf import Shelf

SETS = "clause-sets"
ELEMENTS = "clause-elements"


def clauses_of_set(code: str, shelf: Shelf) -> tuple[Clause, ...]:
    """Return the clauses of a set in the order in which they stand in the contract; empty for an unknown code."""
    order = {term.code: place for place, term in enumerate(shelf.vocabularies[ELEMENTS])}
    parts = {
        order[entry.set_part.element]: entry
        for entry in shelf.entries(Collection.CLAUSES)
        if isinstance(entry, Clause) and entry.set_part and entry.set_part.set == code
    }
    return tuple(parts[place] for place in sorted(parts))
