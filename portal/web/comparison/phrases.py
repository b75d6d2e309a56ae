"""How clauses stand to each other, in words; pages, documents and tables say the same."""

from portal.web.comparison.lines import Agreement
from portal.web.comparison.lines import Cell
from portal.web.comparison.statement import Absence
from portal.web.comparison.statement import Relation
from portal.web.words import gettext
from portal.web.words import pgettext


def absence_phrase(absence: Absence) -> str:
    """Return why nothing is stated."""
    if absence is Absence.IN_THE_SET:
        return gettext("settled in another clause of the section")
    return gettext("not stated in the source")


def relation_phrase(cell: Cell) -> str:
    """Return how a statement stands to the first one of its line, or an empty text for the first one itself."""
    phrases = {
        Relation.SAME: gettext("same as in %(number)s", number=cell.against),
        Relation.DIFFERS: gettext("differs from %(number)s", number=cell.against),
        Relation.MORE: gettext("more than in %(number)s", number=cell.against),
        Relation.LESS: gettext("less than in %(number)s", number=cell.against),
    }
    return phrases[cell.relation] if cell.relation else ""


def agreement_phrase(agreement: Agreement) -> str:
    """Return whether the clauses agree in one part."""
    phrases = {
        Agreement.SAME: pgettext("a part of all compared clauses", "same"),
        Agreement.DIFFERS: pgettext("a part of all compared clauses", "differs"),
        Agreement.SILENT: pgettext("a part of all compared clauses", "not stated"),
    }
    return phrases[agreement]
