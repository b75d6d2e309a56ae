"""The portal's own names for things: collections, facets, fields, states."""

from collections.abc import Mapping

from portal.domain.clause import SlotName
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.publishing.facets import NOT_STATED
from portal.publishing.facets import VOCABULARY_OF_FACET
from portal.publishing.facets import Facet
from portal.search.nearest import Closeness
from portal.web.words import N_
from portal.web.words import gettext
from portal.web.words import pgettext

COLLECTION_NAMES: Mapping[Collection, str] = {
    Collection.CASES: N_("Cases"),
    Collection.CLAUSES: N_("Clauses"),
    Collection.ORGANISATIONS: N_("Organisations"),
    Collection.INITIATIVES: N_("Programmes and projects"),
    Collection.MATERIALS: N_("Materials"),
    Collection.EVENTS: N_("Events"),
    Collection.NEWS: N_("News"),
    Collection.LAWS: N_("Laws"),
    Collection.GUIDES: N_("Guides"),
}
FACET_NAMES: Mapping[Facet, str] = {
    Facet.KIND: N_("Kind of page"),
    Facet.COUNTRY: N_("Country"),
    Facet.REGION: N_("Region"),
    Facet.MUNICIPALITY: N_("Municipality"),
    Facet.SECTOR: N_("What is bought"),
    Facet.INSTRUMENT: N_("Type of requirement"),
    Facet.TARGET_GROUP: N_("Target group"),
    Facet.THRESHOLD: N_("Value limit"),
    Facet.SANCTION: N_("Sanction"),
    Facet.PHASE: N_("Phase"),
    Facet.ROLE: N_("Your role"),
    Facet.LANGUAGE: N_("Language of the text"),
    Facet.YEAR: N_("Year"),
}
SLOT_NAMES: Mapping[SlotName, str] = {
    SlotName.TRIGGER: N_("Trigger"),
    SlotName.AMOUNT: N_("Amount"),
    SlotName.TARGET_GROUP: N_("Target group"),
    SlotName.DURATION: N_("Duration"),
    SlotName.ACCEPTED_FORMS: N_("Accepted forms"),
    SlotName.DEADLINE: N_("Deadline"),
    SlotName.MATCHING: N_("Matching"),
    SlotName.REPORTING: N_("Reporting"),
    SlotName.SANCTION: N_("Sanction"),
    SlotName.EXEMPTION: N_("Exemptions"),
}
"""Marked for translation here and translated where one is asked for: a page asks hundreds of times."""


def collection_name(collection: Collection) -> str:
    """Return the name of a collection as a heading: `Cases`."""
    return gettext(COLLECTION_NAMES[collection])


def collection_lead(collection: Collection) -> str:
    """Return the sentence under the heading of a collection's list."""
    leads = {
        Collection.CASES: gettext(
            "How cities and agencies use their purchases to create jobs: their models, single purchases and pilots."
        ),
        Collection.CLAUSES: gettext(
            "Requirements to start from, taken apart into ten comparable parts, each with its source."
        ),
        Collection.ORGANISATIONS: gettext("Who buys, supports, funds and decides in the examples."),
        Collection.INITIATIVES: gettext("The programmes, projects and networks behind the examples."),
        Collection.MATERIALS: gettext("Guides, studies and tools made by others."),
        Collection.EVENTS: gettext("Meetings, webinars and conferences, and what is known of them."),
        Collection.NEWS: gettext("What was reported, when and by whom."),
        Collection.LAWS: gettext("The acts, bills and judgments that employment clauses rest on."),
        Collection.GUIDES: gettext(
            "How to plan, size, word and follow up a clause, by phase and by role, and how the portal works."
        ),
    }
    return leads[collection]


def entry_name(collection: Collection) -> str:
    """Return the name of one entry of a collection: `Case`."""
    names = {
        Collection.CASES: pgettext("one entry", "Case"),
        Collection.CLAUSES: pgettext("one entry", "Clause"),
        Collection.ORGANISATIONS: pgettext("one entry", "Organisation"),
        Collection.INITIATIVES: pgettext("one entry", "Programme or project"),
        Collection.MATERIALS: pgettext("one entry", "Material"),
        Collection.EVENTS: pgettext("one entry", "Event"),
        Collection.NEWS: pgettext("one entry", "News item"),
        Collection.LAWS: pgettext("one entry", "Law"),
        Collection.GUIDES: pgettext("one entry", "Guide"),
    }
    return names[collection]


def facet_name(facet: Facet) -> str:
    """Return the name of a filter."""
    return gettext(FACET_NAMES[facet])


def facet_value(facet: Facet, code: str, shelf: Shelf, language: Language) -> str:
    """Return the name of one value of a filter: a label, the name of a municipality, a year."""
    if code == NOT_STATED:
        return gettext("not stated in the source")
    if facet is Facet.KIND and code in COLLECTION_NAMES:
        return collection_name(Collection(code))
    if facet is Facet.MUNICIPALITY:
        organisation = shelf.get(Ref(Collection.ORGANISATIONS, code))
        return organisation.texts.best(language)[0].title if organisation else code
    if facet is Facet.YEAR:
        return code
    return shelf.vocabularies.label(VOCABULARY_OF_FACET[facet], code, language)


def slot_question(slot: SlotName) -> str:
    """Return the question that a part of a clause answers."""
    questions = {
        SlotName.TRIGGER: gettext("When does it apply?"),
        SlotName.AMOUNT: gettext("How much?"),
        SlotName.TARGET_GROUP: gettext("Who is to be employed?"),
        SlotName.DURATION: gettext("For how long?"),
        SlotName.ACCEPTED_FORMS: gettext("What counts?"),
        SlotName.DEADLINE: gettext("By when?"),
        SlotName.MATCHING: gettext("Who helps to find the person?"),
        SlotName.REPORTING: gettext("How is it reported?"),
        SlotName.SANCTION: gettext("What if it is not met?"),
        SlotName.EXEMPTION: gettext("When does it not apply?"),
    }
    return questions[slot]


def slot_name(slot: SlotName) -> str:
    """Return the name of a part of a clause."""
    return gettext(SLOT_NAMES[slot])


def closeness_name(closeness: Closeness) -> str:
    """Return how near an entry is to a text, in words."""
    names = {
        Closeness.VERY_CLOSE: gettext("very close"),
        Closeness.CLOSE: gettext("close"),
        Closeness.RELATED: gettext("has something in common"),
        Closeness.FAR: gettext("has little in common"),
    }
    return names[closeness]


def in_language(language: Language) -> str:
    """Return in which language a text is, as a phrase: `in Finnish`."""
    phrases = {
        Language.FI: gettext("in Finnish"),
        Language.SV: gettext("in Swedish"),
        Language.EN: gettext("in English"),
    }
    return phrases[language]


def seen_sentence(seen: str) -> str:
    """Return how much of a source the editors have read, as a phrase."""
    phrases = {
        "whole-text": gettext("the editors have read the whole text"),
        "opening-part": gettext("the editors have read the opening part only"),
        "repository-file": gettext("the editors have read the file itself"),
        "title-only": gettext("the editors have seen the title only"),
    }
    return phrases.get(seen, seen)


def passage_name(passage: str, heading: str | None) -> str:
    """Return the name of a translated passage: the heading of a section, or what a title, summary or slot is called."""
    if heading is not None:
        return heading
    if passage.startswith("slot.") and passage[5:] in set(SlotName):
        return slot_name(SlotName(passage[5:]))
    return {"title": gettext("the title"), "summary": gettext("the summary")}.get(passage, passage)
