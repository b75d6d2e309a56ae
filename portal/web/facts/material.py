"""What a guide, study or tool is, in facts."""

from portal.domain.material import Material
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Fact
from portal.web.facts.fact import Teller
from portal.web.facts.fact import web_address
from portal.web.words import gettext


def material_facts(material: Material, tell: Teller) -> list[Fact]:
    """Return the key facts; the date is there even when no source states it."""
    said = material.evidence
    replaced = (material.replaces,) if material.replaces else ()
    facts = [
        Fact(gettext("Kind"), tell.code("material-kinds", material.kind), said.get("kind", ())),
        Fact(gettext("Publisher"), tell.organisation(material.publisher)),
        Fact(gettext("Edition"), (Datum(material.edition),) if material.edition else (), said.get("edition", ())),
        Fact(gettext("Replaces"), tell.entries(material.COLLECTION, replaced), said.get("replaces", ())),
        Fact(gettext("Exists in"), tell.codes("languages", material.languages)),
        Fact(gettext("About the phase"), tell.codes("phases", material.themes)),
        Fact(gettext("Made in"), tell.entries(material.REFERENCES["initiatives"], material.initiatives)),
        Fact(gettext("Web address"), web_address(material.address), said.get("address", ())),
        Fact(gettext("Archived copy"), web_address(material.archived.address if material.archived else None)),
    ]
    return [*(fact for fact in facts if fact.values), _published(material, tell)]


def material_headline(material: Material, tell: Teller) -> list[Fact]:
    """Return the facts that a line in a list carries."""
    return [
        _published(material, tell),
        Fact(gettext("Exists in"), tell.codes("languages", material.languages)),
    ]


def _published(material: Material, tell: Teller) -> Fact:
    evidence = material.evidence
    return Fact(
        gettext("Published"), tell.date(material.published), evidence.get("date", evidence.get("published", ()))
    )
