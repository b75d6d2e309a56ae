"""What a reader who found nothing can do next: wider questions with what they would find, and words near theirs."""

from dataclasses import dataclass
from dataclasses import replace

from flask import url_for

from portal.domain.glossary import Concept
from portal.domain.language import Language
from portal.publishing.facets import Facet
from portal.search.request import SearchRequest
from portal.web.bridging import BRIDGE
from portal.web.bridging import WITHOUT
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.facts.fact import Datum
from portal.web.i18n import reader_language
from portal.web.labels import facet_name
from portal.web.labels import facet_value
from portal.web.queries import PAGE
from portal.web.queries import here

LONGEST_TERM = 80
MOST_CONCEPTS = 4


@dataclass(frozen=True, slots=True)
class WiderQuestion:
    """The same question without one of its limits: the limit, its values, the answers there would be, the address."""

    limit: str
    values: tuple[str, ...]
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class WaysOn:
    """Where an empty answer leads; `unlimited` is the question without any limit, `bridged` in all languages.

    What would find nothing either is not offered.
    """

    wider: tuple[WiderQuestion, ...]
    unlimited: WiderQuestion | None
    bridged: WiderQuestion | None
    concepts: tuple[Datum, ...]


def ways_on(asked: SearchRequest, suggestion: str) -> WaysOn:
    """Return the ways on from a question that found nothing; `suggestion` is what may have been meant."""
    wider = [_without(facet, asked) for facet in Facet if facet in asked.filters]
    off = not asked.bridge or asked.without
    return WaysOn(
        tuple(each for each in wider if each.count),
        _found(replace(asked, filters={}), _here_without(*Facet)) if len(asked.filters) > 1 else None,
        _found(replace(asked, bridge=True, without=frozenset()), _here_without(BRIDGE, WITHOUT)) if off else None,
        _near(suggestion or asked.query),
    )


def counted(asked: SearchRequest) -> bool:
    """Whether an empty answer tells of something missing: nothing but the words themselves can have caused it."""
    return bool(asked.query) and asked.bridge and not asked.filters and not asked.without


def _without(facet: Facet, asked: SearchRequest) -> WiderQuestion:
    shelf, language = current_shelf(), reader_language()
    filters = {name: codes for name, codes in asked.filters.items() if name != facet}
    values = tuple(facet_value(facet, code, shelf, language) for code in sorted(asked.filters[facet]))
    return WiderQuestion(facet_name(facet), values, _count(replace(asked, filters=filters)), _here_without(facet))


def _found(asked: SearchRequest, address: str) -> WiderQuestion | None:
    count = _count(asked)
    return WiderQuestion("", (), count, address) if count else None


def _count(asked: SearchRequest) -> int:
    """How many answers the question has; a page with one of them costs next to nothing."""
    return current_portal().engine.find(replace(asked, page=1, per_page=1)).total


def _here_without(*names: str) -> str:
    return here(**dict.fromkeys([*names, PAGE], ""))


def _near(words: str) -> tuple[Datum, ...]:
    """The names of concepts near the words: by the words together, else by any of them."""
    bank, language = current_portal().term_bank(), reader_language()
    found = bank.find(words[:LONGEST_TERM], language)
    if not found:
        found = [match for word in words[:LONGEST_TERM].split() for match in bank.find(word, language)]
    concepts = {match.concept.id: match.concept for match in found}
    return tuple(_name(concept, language) for concept in list(concepts.values())[:MOST_CONCEPTS])


def _name(concept: Concept, reader: Language) -> Datum:
    """The preferred word of a concept in the reader's language, else in the first it has."""
    language = reader if reader in concept.wordings else next(iter(concept.wordings))
    return Datum(
        concept.wordings[language].preferred, url_for("glossary.concept", concept_id=concept.id), language=language
    )
