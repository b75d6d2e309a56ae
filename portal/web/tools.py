"""The tools a reader of a guide needs, by the phases of a purchase that the guide is about."""

from collections.abc import Iterator
from collections.abc import Mapping

from flask import url_for

from portal.domain.entry import Entry
from portal.domain.guide import Guide
from portal.web.words import N_
from portal.web.words import gettext

TOOLS: Mapping[str, tuple[str, frozenset[str]]] = {
    "assessment.index": (N_("Suitability assessment"), frozenset({"plan", "market-dialogue"})),
    "calculator.index": (N_("Obligation calculator"), frozenset({"plan", "market-dialogue"})),
    "compare.index": (N_("Compare clauses"), frozenset({"tender"})),
    "basket.index": (N_("Basket"), frozenset({"tender"})),
    "outcomes.index": (N_("Outcome ledger"), frozenset({"follow-up"})),
}


def tools_for(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the address and the name of each tool for the phases of a guide, in the order of a purchase."""
    phases = set(entry.phases) if isinstance(entry, Guide) else set()
    for endpoint, (name, needed) in TOOLS.items():
        if phases & needed:
            yield url_for(endpoint), gettext(name)
