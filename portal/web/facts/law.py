"""What an act, bill or judgment is, in facts."""

from portal.domain.law import Law
from portal.domain.law import LawVersion
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Fact
from portal.web.facts.fact import Teller
from portal.web.facts.fact import web_address
from portal.web.words import gettext


def law_facts(law: Law, tell: Teller) -> list[Fact]:
    """Return the key facts and the dated events in the life of the law."""
    facts = [
        Fact(gettext("Kind"), tell.code("law-kinds", law.kind)),
        Fact(gettext("Country"), tell.code("countries", law.country)),
        Fact(gettext("Number"), (Datum(law.number),), law.evidence.get("number", ())),
        Fact(gettext("In force"), tell.period(law.in_force), law.in_force.sources if law.in_force else ()),
        *(_version(version, tell) for version in law.versions),
        Fact(gettext("Official text"), web_address(law.address)),
        Fact(gettext("Information from"), tell.date(law.as_of)),
    ]
    return [fact for fact in facts if fact.values]


def law_headline(law: Law, tell: Teller) -> list[Fact]:
    """Return the facts that a line in a list carries."""
    return [Fact(gettext("Number"), (Datum(law.number),)), Fact(gettext("In force"), tell.period(law.in_force))]


def _version(version: LawVersion, tell: Teller) -> Fact:
    note = tell.shelf.vocabularies.label("version-notes", version.note, tell.language)
    return Fact(note[:1].upper() + note[1:], tell.date(version.date), version.sources)
