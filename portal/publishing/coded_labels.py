"""The codes of an entry whose labels are searched with its text: what readers see beside the text is found too."""

from collections.abc import Iterator
from collections.abc import Mapping

from portal.domain.clause import Clause
from portal.domain.clause import SlotName
from portal.domain.entry import Entry
from portal.publishing.facets import NOT_STATED
from portal.publishing.facets import VOCABULARY_OF_FACET
from portal.publishing.facets import Facet

LABELLED = (
    Facet.KIND,
    Facet.SECTOR,
    Facet.INSTRUMENT,
    Facet.TARGET_GROUP,
    Facet.COUNTRY,
    Facet.REGION,
    Facet.SANCTION,
    Facet.PHASE,
    Facet.ROLE,
)
ELEMENTS = "clause-elements"
FORMS = "forms"
LABELLED_VOCABULARIES = (*(VOCABULARY_OF_FACET[facet] for facet in LABELLED), ELEMENTS, FORMS)


def labelled_codes(entry: Entry, facets: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield vocabulary and code of all that an entry is filed under; what no source states is no word of it."""
    for facet in LABELLED:
        for code in facets[facet]:
            if code != NOT_STATED:
                yield VOCABULARY_OF_FACET[facet], code
    if isinstance(entry, Clause):
        if entry.set_part:
            yield ELEMENTS, entry.set_part.element
        slot = entry.slots.get(SlotName.ACCEPTED_FORMS)
        for code in slot.value.codes if slot and slot.value else ():
            yield FORMS, code
