"""What the library holds about purchases like this one."""

from portal.advice.purchase_answers import PurchaseAnswers
from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.entry import Entry
from portal.domain.reference import Collection
from portal.library.shelf import Shelf
from portal.publishing.facets import Facet
from portal.publishing.facets import facets_of

ANY_SECTOR = "any"


def similar_entries(
    collection: Collection, answers: PurchaseAnswers, instrument: str | None, shelf: Shelf, most: int
) -> list[Entry]:
    """Return the nearest entries: of the same field first, then of the same instrument, then of the same country.

    An entry that is for any purchase stands behind those of the field; one of another field only is left out.
    Parts of a complete section are left out too, as they are written for every purchase alike.
    """
    found = []
    for entry in shelf.entries(collection):
        if isinstance(entry, Clause | Case) and not getattr(entry, "set_part", None):
            rank = _rank(entry, answers, instrument, shelf)
            if rank is not None:
                found.append((rank, entry.id, entry))
    return [entry for _, _, entry in sorted(found, key=lambda each: each[:2])[:most]]


def _rank(entry: Entry, answers: PurchaseAnswers, instrument: str | None, shelf: Shelf) -> tuple[bool, ...] | None:
    """Return the place among the similar, small numbers first; None where nothing is alike."""
    facets = facets_of(entry, shelf)
    sectors = facets[Facet.SECTOR]
    same_sector = answers.sector is not None and answers.sector in sectors
    if answers.sector is not None and not same_sector and ANY_SECTOR not in sectors:
        return None
    same_instrument = instrument in facets[Facet.INSTRUMENT]
    same_country = answers.country is not None and answers.country.value == entry.country
    if not (same_sector or same_instrument or same_country):
        return None
    return (not same_sector, not same_instrument, not same_country)
