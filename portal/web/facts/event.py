"""What an event is, in facts."""

from portal.domain.event import Event
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Fact
from portal.web.facts.fact import Teller
from portal.web.words import gettext

REMOTE = "remote"


def event_facts(event: Event, tell: Teller) -> list[Fact]:
    """Return the key facts; date and place are there even when no source states them."""
    said = event.evidence
    facts = [
        Fact(gettext("Kind"), tell.code("event-kinds", event.kind), said.get("kind", ())),
        _when(event, tell),
        Fact(gettext("Place"), _place(event, tell), said.get("place", ())),
        Fact(gettext("Organiser"), tell.organisation(event.organiser)),
        Fact(gettext("What is known"), tell.code("event-statuses", event.status), said.get("status", ())),
    ]
    where_known = [
        Fact(gettext("About the phase"), tell.codes("phases", event.themes)),
        Fact(gettext("Part of"), tell.entries(Collection.INITIATIVES, event.initiatives)),
        Fact(gettext("Materials"), tell.entries(Collection.MATERIALS, event.materials)),
    ]
    return [*facts, *(fact for fact in where_known if fact.values)]


def event_headline(event: Event, tell: Teller) -> list[Fact]:
    """Return the facts that a line in a list carries."""
    return [_when(event, tell), Fact(gettext("Place"), _place(event, tell))]


def _when(event: Event, tell: Teller) -> Fact:
    if event.period:
        return Fact(gettext("When"), tell.period(event.period), event.period.sources)
    return Fact(gettext("When"), tell.date(event.held), event.evidence.get("date", event.evidence.get("held", ())))


def _place(event: Event, tell: Teller) -> tuple[Datum, ...]:
    if event.place == REMOTE:
        return (Datum(gettext("online")),)
    if not event.place:
        return ()
    return tell.entry(Ref(Collection.ORGANISATIONS, event.place)) or (Datum(event.place),)
