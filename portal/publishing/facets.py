"""By which codes an entry can be filtered."""

from collections.abc import Iterable
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.clause import SlotName
from portal.domain.entry import Entry
from portal.domain.organisation import Organisation
from portal.domain.quantity import Quantity
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.shelf import Shelf

NOT_STATED = "not-stated"
BANDS = {"EUR": (Decimal(200_000), "eur-below-200000", "eur-200000-plus"),
         "SEK": (Decimal(25_000_000), "sek-below-25-million", "sek-25-million-plus")}  # fmt: skip


class Facet(StrEnum):
    """The name of a filter in addresses, in the order in which readers see them."""

    KIND = "kind"
    COUNTRY = "country"
    REGION = "region"
    MUNICIPALITY = "municipality"
    SECTOR = "sector"
    INSTRUMENT = "instrument"
    TARGET_GROUP = "target_group"
    THRESHOLD = "threshold"
    SANCTION = "sanction"
    PHASE = "phase"
    ROLE = "role"
    LANGUAGE = "language"
    YEAR = "year"


VOCABULARY_OF_FACET: Mapping[Facet, str] = {
    Facet.KIND: "collections",
    Facet.COUNTRY: "countries",
    Facet.REGION: "regions",
    Facet.SECTOR: "sectors",
    Facet.INSTRUMENT: "instruments",
    Facet.TARGET_GROUP: "target-groups",
    Facet.THRESHOLD: "threshold-bands",
    Facet.SANCTION: "sanctions",
    Facet.PHASE: "phases",
    Facet.ROLE: "roles",
    Facet.LANGUAGE: "languages",
}
"""The vocabulary of each facet; a municipality is the id of an organisation, a year is itself."""


def facets_of(entry: Entry, shelf: Shelf) -> Mapping[str, tuple[str, ...]]:
    """Return the codes of the entry by facet; a clause takes from its cases what it does not say itself.

    A clause of a set takes nothing from them: it is made from many cases and written for any purchase.
    """
    cases = _cases_of(entry, shelf)
    municipalities = _municipalities(entry, cases, shelf)
    return {
        Facet.KIND: (entry.COLLECTION.value,),
        Facet.COUNTRY: (entry.country,) if entry.country else (),
        Facet.REGION: _once(each.region for each in _homes(cases, municipalities) if each.region),
        Facet.MUNICIPALITY: tuple(each.id for each in municipalities),
        Facet.SECTOR: _own_or(entry, "sectors", cases),
        Facet.INSTRUMENT: _instruments(entry),
        Facet.TARGET_GROUP: _target_groups(entry, cases),
        Facet.THRESHOLD: _threshold_bands(entry),
        Facet.SANCTION: _sanctions(entry, shelf),
        Facet.PHASE: _once((*getattr(entry, "phases", ()), *getattr(entry, "themes", ()))),
        Facet.ROLE: getattr(entry, "roles", ()),
        Facet.LANGUAGE: tuple(language.value for language in entry.texts),
        Facet.YEAR: (f"{entry.date.year}",) if entry.date else (),
    }


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def _cases_of(entry: Entry, shelf: Shelf) -> tuple[Case, ...]:
    """Return the cases an entry tells of; a clause of a set belongs to no place, though it was made from cases."""
    if isinstance(entry, Case):
        return (entry,)
    ids = entry.cases if isinstance(entry, Clause) and not entry.set_part else ()
    found = (shelf.get(Ref(Collection.CASES, case_id)) for case_id in ids)
    return tuple(case for case in found if isinstance(case, Case))


def _own_or(entry: Entry, name: str, cases: tuple[Case, ...]) -> tuple[str, ...]:
    own: tuple[str, ...] = getattr(entry, name, ())
    return own or _once(code for case in cases for code in getattr(case, name))


def _target_groups(entry: Entry, cases: tuple[Case, ...]) -> tuple[str, ...]:
    """Return for whom; a clause that leaves it open, and whose cases do, says so."""
    stated = _slot_codes(entry, SlotName.TARGET_GROUP) or _own_or(entry, "target_groups", cases)
    return stated or (_silent(entry) if isinstance(entry, Clause) else ())


def _municipalities(entry: Entry, cases: tuple[Case, ...], shelf: Shelf) -> tuple[Organisation, ...]:
    refs = [entry.ref, *entry.links, *(Ref(Collection.ORGANISATIONS, case.organisation) for case in cases)]
    found = (shelf.get(ref) for ref in refs if ref.collection is Collection.ORGANISATIONS)
    named = (each for each in found if isinstance(each, Organisation) and each.kind == "municipality")
    return tuple({each.id: each for each in named}.values())


def _homes(cases: tuple[Case, ...], municipalities: tuple[Organisation, ...]) -> tuple[Organisation, ...]:
    """Return where an entry belongs: a case to its own buyer and not to its partners, anything else to all it names."""
    buyers = {case.organisation for case in cases}
    return tuple(each for each in municipalities if not buyers or each.id in buyers)


def _instruments(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry, Clause):
        return (entry.instrument,)
    return entry.instruments if isinstance(entry, Case) else ()


def _threshold_bands(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry, Case):
        return (_band(entry.threshold.quantity if entry.threshold else None),)
    if isinstance(entry, Clause):
        slot = entry.slots.get(SlotName.TRIGGER)
        return (_band(slot.value or Quantity()),) if slot else _silent(entry)
    return ()


def _silent(clause: Clause) -> tuple[str, ...]:
    """Return the code for what no source states; a clause of a set leaves it to another clause, and has none."""
    return () if clause.set_part else (NOT_STATED,)


def _band(quantity: Quantity | None) -> str:
    if quantity is None:
        return NOT_STATED
    limit, below, above = BANDS.get(quantity.currency or "", (Decimal(0), "", ""))
    if quantity.amount is None or not above:
        return "other-trigger"
    return above if quantity.amount >= limit else below


def _slot_codes(entry: Entry, name: SlotName) -> tuple[str, ...]:
    slot = entry.slots.get(name) if isinstance(entry, Clause) else None
    return slot.value.codes if slot and slot.value else ()


def _sanctions(entry: Entry, shelf: Shelf) -> tuple[str, ...]:
    if isinstance(entry, Clause):
        return _slot_codes(entry, SlotName.SANCTION) or _silent(entry)
    if isinstance(entry, Case):
        clauses = (shelf.get(Ref(Collection.CLAUSES, clause_id)) for clause_id in entry.clauses)
        codes = _once(code for clause in clauses if clause for code in _sanctions(clause, shelf))
        return tuple(code for code in codes if code != NOT_STATED) or (NOT_STATED,)
    return ()
