"""What the library holds about purchases like this one."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.advice.purchase_answers import PurchaseAnswers
from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.entry import Entry
from portal.domain.reference import Collection
from portal.library.shelf import Shelf
from portal.publishing.facets import Facet
from portal.publishing.facets import facets_of

ANY_SECTOR = "any"
FOR_OTHERS = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """What an entry has in common with a purchase, and how much it states."""

    entry: Entry
    field: bool
    instrument: bool
    country: bool
    stated: int

    @property
    def order(self) -> tuple[bool, bool, int, str]:
        """The place among the others: the same instrument, then the same country, then who states most."""
        return (not self.instrument, not self.country, -self.stated, self.entry.id)


def similar_entries(
    collection: Collection, answers: PurchaseAnswers, instrument: str | None, shelf: Shelf, most: int
) -> list[Entry]:
    """Return the nearest entries: those of the same field, then those for any purchase.

    Two places are kept for the latter, so that a buyer sees the own country where the field is known from the other
    one only.
    """
    alike = sorted(_alike(collection, answers, instrument, shelf), key=lambda each: each.order)
    field = [each for each in alike if each.field]
    others = [each for each in alike if not each.field and (each.instrument or each.country)]
    kept = others[: max(FOR_OTHERS, most - len(field))]
    return [each.entry for each in (*field[: most - len(kept)], *kept)]


def _alike(
    collection: Collection, answers: PurchaseAnswers, instrument: str | None, shelf: Shelf
) -> Iterator[Likeness]:
    """Yield the entries that can be alike: of the field or for any purchase, and no part of a complete section."""
    for entry in shelf.entries(collection):
        facets = facets_of(entry, shelf)
        sectors = facets[Facet.SECTOR]
        field = answers.sector is not None and answers.sector in sectors
        if getattr(entry, "set_part", None) or not (field or answers.sector is None or ANY_SECTOR in sectors):
            continue
        country = answers.country is not None and answers.country.value == entry.country
        yield Likeness(entry, field, instrument in facets[Facet.INSTRUMENT], country, _stated(entry))


def _stated(entry: Entry) -> int:
    """Return how much an entry states that can be compared: the slots of a clause, the results of a case."""
    if isinstance(entry, Clause):
        return len(entry.slots)
    return len(entry.results) if isinstance(entry, Case) else 0
