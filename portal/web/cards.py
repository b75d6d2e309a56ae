"""An entry as a line in a list: what it is, its name, two sentences, the facts a buyer compares."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.entry import Entry
from portal.domain.event import Event
from portal.domain.initiative import Initiative
from portal.domain.law import Law
from portal.domain.material import Material
from portal.domain.organisation import Organisation
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.publishing.clause_sets import SETS
from portal.web.facts.entry import headline_facts
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Fact
from portal.web.facts.fact import Teller
from portal.web.labels import entry_name
from portal.web.reading import Reading
from portal.web.reading import read_entry


@dataclass(frozen=True, slots=True)
class Card:
    """One line of a list; `place` is where and in which state, `provenance` how a wording came to be."""

    reading: Reading
    kind: str
    place: tuple[Datum, ...]
    provenance: str | None
    facts: tuple[Fact, ...]

    @property
    def entry(self) -> Entry:
        """The entry behind the line."""
        return self.reading.entry


def card(entry: Entry, tell: Teller) -> Card:
    """Return the line of an entry."""
    return Card(
        read_entry(entry, tell.language),
        _kind(entry, tell),
        _place(entry, tell),
        tell.shelf.vocabularies.label("provenances", entry.provenance, tell.language)
        if isinstance(entry, Clause)
        else None,
        tuple(headline_facts(entry, tell)),
    )


def cards(entries: Iterable[Entry], tell: Teller) -> list[Card]:
    """Return the lines of entries, in their order."""
    return [card(entry, tell) for entry in entries]


def _kind(entry: Entry, tell: Teller) -> str:
    """Return what the entry is: the kind its writers gave it, else the name of the collection."""
    vocabularies: dict[type[Entry], str] = {
        Organisation: "organisation-kinds",
        Initiative: "initiative-kinds",
        Material: "material-kinds",
        Event: "event-kinds",
        Law: "law-kinds",
        Case: "case-kinds",
    }
    name = vocabularies.get(type(entry))
    if name is None:
        return entry_name(entry.COLLECTION)
    label = tell.shelf.vocabularies.label(name, getattr(entry, "kind", ""), tell.language)
    return label[:1].upper() + label[1:]


def _place(entry: Entry, tell: Teller) -> tuple[Datum, ...]:
    country = tell.code("countries", entry.country)
    if isinstance(entry, Case):
        whose = (*_plain(tell.organisation(entry.organisation)), *country)
        return (*dict.fromkeys(whose), *tell.code("statuses", entry.status))
    if isinstance(entry, Clause):
        whose = tell.code(SETS, entry.set_part.set) if entry.set_part else (*_plain(buyers(entry, tell)), *country)
        return (*dict.fromkeys(whose), *tell.code("instruments", entry.instrument))
    return country


def buyers(clause: Clause, tell: Teller) -> tuple[Datum, ...]:
    """Return the organisations whose cases the clause comes from as links, each once; a model clause has none."""
    found = (tell.shelf.get(Ref(Collection.CASES, case_id)) for case_id in clause.cases)
    ids = dict.fromkeys(case.organisation for case in found if isinstance(case, Case))
    return tell.entries(Collection.ORGANISATIONS, ids)


def _plain(data: Iterable[Datum]) -> tuple[Datum, ...]:
    """Return the values without their links: a line of a list has one link, to its entry."""
    return tuple(Datum(datum.text, language=datum.language) for datum in data)
