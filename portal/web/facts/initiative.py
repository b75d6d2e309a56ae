"""What a programme, project or network is, in facts."""

from portal.domain.initiative import Initiative
from portal.domain.initiative import Partner
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Fact
from portal.web.facts.fact import Teller
from portal.web.facts.fact import web_address
from portal.web.words import gettext


def initiative_facts(initiative: Initiative, tell: Teller) -> list[Fact]:
    """Return the key facts; period, funder and status are there even when no source states them."""
    said = initiative.evidence
    always = [
        Fact(gettext("Kind"), tell.code("initiative-kinds", initiative.kind), said.get("kind", ())),
        Fact(gettext("Country"), tell.code("countries", initiative.country)),
        _period(initiative, tell),
        Fact(gettext("Status"), tell.code("initiative-statuses", initiative.status), said.get("status", ())),
        Fact(
            gettext("Funder"), tell.entries(initiative.REFERENCES["funder"], initiative.funder), said.get("funder", ())
        ),
    ]
    partners = tuple(datum for partner in initiative.partners for datum in _partner(partner, tell))
    parent = (initiative.parent,) if initiative.parent else ()
    where_known = [
        Fact(gettext("Partners"), partners, said.get("partners", ())),
        Fact(gettext("Part of"), tell.entries(initiative.COLLECTION, parent)),
        Fact(gettext("Continues"), tell.entries(initiative.COLLECTION, initiative.continues)),
        Fact(gettext("Project code"), _text(initiative.project_code), said.get("project_code", ())),
        Fact(gettext("Web address"), web_address(initiative.address)),
        Fact(gettext("Information from"), tell.date(initiative.as_of)),
    ]
    return [*always, *(fact for fact in where_known if fact.values)]


def initiative_headline(initiative: Initiative, tell: Teller) -> list[Fact]:
    """Return the facts that a line in a list carries."""
    return [_period(initiative, tell), Fact(gettext("Status"), tell.code("initiative-statuses", initiative.status))]


def _period(initiative: Initiative, tell: Teller) -> Fact:
    return Fact(
        gettext("Period"), tell.period(initiative.period), initiative.period.sources if initiative.period else ()
    )


def _partner(partner: Partner, tell: Teller) -> tuple[Datum, ...]:
    role = tell.shelf.vocabularies.label("partner-roles", partner.role, tell.language)
    return tuple(
        Datum(f"{datum.text} ({role})", datum.address, datum.language)
        for datum in tell.organisation(partner.organisation)
    )


def _text(text: str | None) -> tuple[Datum, ...]:
    return (Datum(text),) if text else ()
