"""The vocabularies behind the codes, the glossary and the sources."""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from typing import Literal

from flask import Blueprint
from flask import Response
from flask import url_for

from portal.domain.glossary import Concept
from portal.domain.glossary import Wordings
from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.domain.source import Source
from portal.domain.vocabulary import Term
from portal.library.shelf import Shelf
from portal.library.vocabulary_files import GLOSSARY
from portal.library.vocabulary_files import SOURCES
from portal.publishing.facets import VOCABULARY_OF_FACET
from portal.web.api.addresses import VERSION
from portal.web.api.addresses import full
from portal.web.api.operations import Operation
from portal.web.api.operations import serve
from portal.web.api.parameter_kinds import Code
from portal.web.api.parameters import FACETS
from portal.web.api.parameters import Asked
from portal.web.api.parameters import Parameter
from portal.web.api.parameters import echo
from portal.web.api.problem_types import Known
from portal.web.api.problem_types import Refusal
from portal.web.api.replies import LICENCE
from portal.web.api.replies import Licence
from portal.web.api.replies import content_changed
from portal.web.api.replies import reply
from portal.web.context import current_shelf

blueprint = Blueprint("api_vocabulary", __name__, url_prefix=VERSION)


@dataclass(frozen=True, slots=True)
class VocabularyLine:
    """A vocabulary in the list of all: how many terms it has, and which parameter of a search takes its codes."""

    name: str
    terms: int
    parameter: str | None
    api_address: str


@dataclass(frozen=True, slots=True)
class VocabularyList:
    """Every vocabulary, the glossary and the sources."""

    vocabularies: tuple[VocabularyLine, ...]
    licence: Licence


@dataclass(frozen=True, slots=True)
class VocabularyData:
    """The terms of one vocabulary in their own order: of work, of size, or as people know them."""

    name: str
    parameter: Annotated[str | None, "The parameter of a search that takes these codes."]
    terms: tuple[Term, ...]
    licence: Licence


@dataclass(frozen=True, slots=True)
class ConceptData:
    """One concept of the glossary: its words in each language, and where readers misunderstand it."""

    id: str
    wordings: Mapping[Language, Wordings]
    definition: Localized[str]
    trap: Localized[str] | None
    sources: Annotated[tuple[str, ...], "Ids of the vocabulary sources."]
    pages: Annotated[Mapping[Language, str], "The page of the concept in each language."]


@dataclass(frozen=True, slots=True)
class GlossaryData:
    """The term bank: one concept, its words in three languages."""

    name: Literal["glossary"]
    concepts: tuple[ConceptData, ...]
    licence: Licence


@dataclass(frozen=True, slots=True)
class SourcesData:
    """Every document that facts rest on."""

    name: Literal["sources"]
    sources: tuple[Source, ...]
    licence: Licence


NAME: Parameter[str] = Parameter("name", Code(), "The name of a vocabulary.", in_path=True, example="sectors")
LIST = Operation(
    "vocabularies",
    "/vocabulary",
    "Every vocabulary",
    "The names under which the vocabularies, the glossary and the sources are found.",
    (),
    (VocabularyList,),
)
ONE = Operation(
    "vocabulary",
    "/vocabulary/{name}",
    "The terms of a vocabulary, the glossary or the sources",
    "Codes with their labels in three languages; `glossary` gives concepts, `sources` the documents facts rest on.",
    (NAME,),
    (VocabularyData, GlossaryData, SourcesData),
    (Known.NOT_FOUND,),
)


@serve(blueprint, LIST)
def vocabularies(_asked: Asked) -> Response:
    """Name every vocabulary."""
    return reply(VocabularyList(tuple(_lines(current_shelf())), LICENCE), changed=content_changed())


@serve(blueprint, ONE)
def vocabulary(asked: Asked) -> Response:
    """Give the terms of one vocabulary."""
    name = asked.one(NAME)
    body = _body(name, current_shelf())
    if body is None:
        raise Refusal(Known.NOT_FOUND, f"There is no vocabulary “{echo(name)}”; {VERSION}/vocabulary names them all.")
    return reply(body, changed=content_changed())


def _body(name: str, shelf: Shelf) -> VocabularyData | GlossaryData | SourcesData | None:
    if name == GLOSSARY:
        return GlossaryData("glossary", tuple(map(_concept, shelf.concepts.values())), LICENCE)
    if name == SOURCES:
        return SourcesData("sources", tuple(shelf.sources.values()), LICENCE)
    if name not in shelf.vocabularies:
        return None
    return VocabularyData(name, _parameter(name), tuple(shelf.vocabularies[name]), LICENCE)


def _concept(concept: Concept) -> ConceptData:
    pages = {
        language: full(url_for("glossary.concept", language=language.value, concept_id=concept.id))
        for language in Language
    }
    return ConceptData(concept.id, concept.wordings, concept.definition, concept.trap, concept.sources, pages)


def _lines(shelf: Shelf) -> Iterator[VocabularyLine]:
    sizes = {name: len(each.terms) for name, each in shelf.vocabularies.by_name.items()}
    for name, terms in sorted({**sizes, GLOSSARY: len(shelf.concepts), SOURCES: len(shelf.sources)}.items()):
        yield VocabularyLine(name, terms, _parameter(name), full(url_for("api_vocabulary.vocabulary", name=name)))


def _parameter(vocabulary: str) -> str | None:
    """Return the parameter that filters by the codes of a vocabulary, or None."""
    return next((FACETS[facet].name for facet, name in VOCABULARY_OF_FACET.items() if name == vocabulary), None)
