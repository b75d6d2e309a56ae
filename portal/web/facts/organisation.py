"""What an organisation is, in facts."""

from portal.domain.organisation import Organisation
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Fact
from portal.web.facts.fact import Teller
from portal.web.facts.fact import web_address
from portal.web.words import gettext


def organisation_facts(organisation: Organisation, tell: Teller) -> list[Fact]:
    """Return what is known of an organisation; nothing is compared here, so nothing is shown as missing."""
    said = organisation.evidence
    parent = (organisation.parent,) if organisation.parent else ()
    code = (organisation.code,) if organisation.code else ()
    facts = [
        Fact(gettext("Kind"), tell.code("organisation-kinds", organisation.kind)),
        Fact(gettext("Country"), tell.code("countries", organisation.country)),
        Fact(gettext("Official names"), _texts(organisation.official_names), said.get("official_names", ())),
        Fact(gettext("Region"), tell.code("regions", organisation.region), said.get("region", ())),
        Fact(gettext("Municipality code"), _texts(code), said.get("code", ())),
        Fact(gettext("Part of"), tell.entries(organisation.COLLECTION, parent), said.get("parent", ())),
        Fact(
            gettext("Active"),
            tell.period(organisation.active),
            organisation.active.sources if organisation.active else (),
        ),
        Fact(gettext("Web address"), web_address(organisation.address)),
    ]
    return [fact for fact in facts if fact.values]


def _texts(texts: tuple[str, ...]) -> tuple[Datum, ...]:
    return tuple(Datum(text) for text in texts)
