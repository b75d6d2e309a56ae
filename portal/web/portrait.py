"""Everything the page of one entry shows, gathered from the shelf."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.organisation import Organisation
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.source import Source
from portal.library.shelf import Shelf
from portal.publishing.clause_sets import SETS
from portal.publishing.clause_sets import clauses_of_set
from portal.rendering.markdown import MarkdownRenderer
from portal.web.attached import AttachedLine
from portal.web.attached import attached_lines
from portal.web.cards import Card
from portal.web.cards import cards
from portal.web.facts.case import outcome_facts
from portal.web.facts.clause import SlotLine
from portal.web.facts.clause import clause_blanks
from portal.web.facts.clause import clause_laws
from portal.web.facts.clause import clause_trail
from portal.web.facts.clause import slot_lines
from portal.web.facts.entry import key_facts
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Fact
from portal.web.facts.fact import Teller
from portal.web.labels import passage_name
from portal.web.law_marks import LawMark
from portal.web.law_marks import law_marks
from portal.web.reading import Passage
from portal.web.reading import Reading
from portal.web.reading import passage
from portal.web.reading import read_entry
from portal.web.source_note import today
from portal.web.wordings import Wordings
from portal.web.wordings import wordings

GATHERED = (Collection.CASES, Collection.CLAUSES, Collection.EVENTS, Collection.NEWS)
"""What the page of a municipality or another organisation shows as lines with facts, not as mere links."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A source under the number by which the page cites it."""

    number: int
    source: Source


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one collection that belong to the page, as lines with facts or as links."""

    collection: Collection
    cards: tuple[Card, ...] = ()
    links: tuple[Datum, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceInSet:
    """Where a clause stands in a complete section of a contract; `number` counts from 1."""

    code: str
    name: str
    number: int
    total: int
    previous: Datum | None
    following: Datum | None


@dataclass(frozen=True, slots=True)
class Portrait:
    """The page of one entry."""

    reading: Reading
    facts: tuple[Fact, ...]
    outcomes: tuple[Fact, ...]
    passages: tuple[Passage, ...]
    slots: tuple[SlotLine, ...]
    wordings: Wordings | None
    in_set: PlaceInSet | None
    sources: tuple[Numbered, ...]
    gathered: tuple[Group, ...]
    related: tuple[Group, ...]
    stale: tuple[tuple[str, Language | None], ...]
    """What the passages are called that are behind, each with the language of a heading that is foreign here."""
    laws: tuple[Datum, ...] = ()
    trail: tuple[Fact, ...] = ()
    blanks: tuple[tuple[str, str], ...] = ()
    files: tuple[AttachedLine, ...] = ()
    law_marks: tuple[LawMark, ...] = ()

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return self.reading.entry


def portrait(entry: Entry, tell: Teller, renderer: MarkdownRenderer) -> Portrait:
    """Return the page of an entry for the teller's reader."""
    reading = read_entry(entry, tell.language)
    gathered = _gathered(entry, tell)
    shown = {card.entry.ref for group in gathered for card in group.cards}
    both = wordings(entry, reading, renderer, tell.shelf) if isinstance(entry, Clause) else None
    return Portrait(
        reading=reading,
        facts=tuple(key_facts(entry, tell)),
        outcomes=tuple(outcome_facts(entry, tell)) if isinstance(entry, Case) else (),
        passages=tuple(
            passage(section, reading, renderer, tell.shelf)
            for section in reading.text.sections
            if both is None or section.id != "wording"
        ),
        slots=tuple(slot_lines(entry, tell)) if isinstance(entry, Clause) else (),
        wordings=both,
        in_set=_place_in_set(entry, tell) if isinstance(entry, Clause) else None,
        sources=tuple(_sources(entry, tell.shelf)),
        gathered=gathered,
        related=_related(entry, shown, tell),
        stale=tuple(_stale_names(reading)),
        laws=clause_laws(entry, tell) if isinstance(entry, Clause) else (),
        trail=tuple(clause_trail(entry, tell)) if isinstance(entry, Clause) else (),
        blanks=tuple(clause_blanks(entry, tell)) if isinstance(entry, Clause) else (),
        files=attached_lines(entry, tell),
        law_marks=law_marks(entry, tell, today()),
    )


def _place_in_set(clause: Clause, tell: Teller) -> PlaceInSet | None:
    if clause.set_part is None:
        return None
    code = clause.set_part.set
    parts = clauses_of_set(code, tell.shelf)
    place = parts.index(clause)
    return PlaceInSet(
        code,
        tell.shelf.vocabularies.label(SETS, code, tell.language),
        place + 1,
        len(parts),
        tell.title(parts[place - 1]) if place else None,
        tell.title(parts[place + 1]) if place + 1 < len(parts) else None,
    )


def _sources(entry: Entry, shelf: Shelf) -> Iterable[Numbered]:
    for number, source_id in enumerate(entry.sources, start=1):
        source = shelf.sources.get(source_id)
        if source is not None:
            yield Numbered(number, source)


def _gathered(entry: Entry, tell: Teller) -> tuple[Group, ...]:
    """Return what the page shows with facts: a case its clauses, a clause its cases, an organisation all of it."""
    found: dict[Collection, dict[Ref, Entry]] = {}
    wanted = {
        Case: (Collection.CLAUSES,),
        Clause: (Collection.CASES,),
        Organisation: GATHERED,
    }.get(type(entry), ())
    for neighbour in _neighbours(entry, tell.shelf):
        if neighbour.COLLECTION in wanted:
            found.setdefault(neighbour.COLLECTION, {})[neighbour.ref] = neighbour
    return tuple(
        Group(collection, cards=tuple(cards(found[collection].values(), tell)))
        for collection in wanted
        if collection in found
    )


def _neighbours(entry: Entry, shelf: Shelf) -> Iterable[Entry]:
    """Yield the entries this one names and those that name it; an organisation also has the clauses of its cases."""
    named = (shelf.get(ref) for ref in entry.links)
    incoming = shelf.linked_from(entry.ref)
    yield from (neighbour for neighbour in named if neighbour is not None)
    yield from incoming
    if isinstance(entry, Organisation):
        own = (case for case in incoming if isinstance(case, Case) and case.organisation == entry.id)
        clauses = (shelf.get(Ref(Collection.CLAUSES, clause)) for case in own for clause in case.clauses)
        yield from (clause for clause in clauses if clause is not None)


def _related(entry: Entry, shown: set[Ref], tell: Teller) -> tuple[Group, ...]:
    """Return the rest of the neighbours, both ways, each once, as links by collection."""
    rest = {each.ref: each for each in _neighbours(entry, tell.shelf) if each.ref not in {*shown, entry.ref}}
    by_collection: dict[Collection, list[Datum]] = {}
    for each in rest.values():
        by_collection.setdefault(each.COLLECTION, []).append(tell.title(each))
    return tuple(
        Group(collection, links=tuple(by_collection[collection]))
        for collection in Collection
        if collection in by_collection
    )


def _stale_names(reading: Reading) -> Iterable[tuple[str, Language | None]]:
    original = reading.entry.texts.get(reading.entry.original)
    for name in reading.stale:
        own, added = reading.text.section(name), original.section(name) if original else None
        section = own or added
        foreign = reading.entry.original if added and not own else None
        yield passage_name(name, section.heading if section else None), foreign
