"""More like this: the entries that are nearest to the one being read."""

from portal.domain.entry import Entry
from portal.domain.reference import ref_from_text
from portal.search.errors import SearchUnavailable
from portal.web.context import current_portal
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Teller

SHOWN = 5
MOST_ASKED = 30


def entries_alike(entry: Entry, tell: Teller) -> list[Datum]:
    """Return links to the nearest entries of the same collection; none while there is no index to ask.

    What the page links to anyway, as it belongs together with the entry, is not told twice.
    """
    linked = {*entry.links, *(other.ref for other in tell.shelf.linked_from(entry.ref))}
    try:
        found = current_portal().engine.alike(str(entry.ref), tell.language, min(SHOWN + len(linked), MOST_ASKED))
    except SearchUnavailable:
        return []
    refs = (ref for neighbour in found if (ref := ref_from_text(neighbour.ref)) and ref not in linked)
    return [datum for ref in refs for datum in tell.entry(ref)][:SHOWN]
