"""The facts of any entry: on its page, and in a line of a list."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Any

from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.entry import Entry
from portal.domain.event import Event
from portal.domain.initiative import Initiative
from portal.domain.law import Law
from portal.domain.material import Material
from portal.domain.news import News
from portal.domain.organisation import Organisation
from portal.web.facts.case import case_facts
from portal.web.facts.case import case_headline
from portal.web.facts.clause import clause_facts
from portal.web.facts.clause import clause_headline
from portal.web.facts.event import event_facts
from portal.web.facts.event import event_headline
from portal.web.facts.fact import Fact
from portal.web.facts.fact import Teller
from portal.web.facts.initiative import initiative_facts
from portal.web.facts.initiative import initiative_headline
from portal.web.facts.law import law_facts
from portal.web.facts.law import law_headline
from portal.web.facts.material import material_facts
from portal.web.facts.material import material_headline
from portal.web.facts.organisation import organisation_facts
from portal.web.words import gettext

Telling = Callable[[Any, Teller], list[Fact]]
"""Any: each teller takes its own kind of entry, and the mappings below pair them."""


def key_facts(entry: Entry, tell: Teller) -> list[Fact]:
    """Return the table of facts on the page of an entry; a guide has none."""
    told: Mapping[type[Entry], Telling] = {
        Case: case_facts,
        Clause: clause_facts,
        Organisation: organisation_facts,
        Initiative: initiative_facts,
        Material: material_facts,
        Event: event_facts,
        Law: law_facts,
        News: _news_facts,
    }
    return told.get(type(entry), _nothing)(entry, tell)


def headline_facts(entry: Entry, tell: Teller) -> list[Fact]:
    """Return the two or three facts that a line in a list carries; organisations and guides have none."""
    told: Mapping[type[Entry], Telling] = {
        Case: case_headline,
        Clause: clause_headline,
        Initiative: initiative_headline,
        Material: material_headline,
        Event: event_headline,
        Law: law_headline,
        News: _news_facts,
    }
    return told.get(type(entry), _nothing)(entry, tell)


def _nothing(_entry: Entry, _tell: Teller) -> list[Fact]:
    return []


def _news_facts(news: News, tell: Teller) -> list[Fact]:
    return [
        Fact(gettext("Reported on"), tell.date(news.published), news.evidence.get("date", ())),
        Fact(gettext("Reported by"), tell.organisation(news.issuer)),
    ]
