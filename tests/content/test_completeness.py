"""The library holds what it promises: cases, clauses, guides and words in three languages, and their places."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from portal.domain.case import Case
from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.organisation import Organisation
from portal.domain.reference import Collection
from portal.domain.reference import ref_from_text
from portal.domain.translation import TranslationState
from portal.domain.translation import passages
from portal.domain.translation import translation_status
from portal.library.library import Library
from portal.publishing.clause_sets import ELEMENTS
from portal.publishing.clause_sets import SETS
from portal.publishing.clause_sets import clauses_of_set

SEED_NAMES = Path(__file__).with_name("seed_names.yaml")
PHASES = ("plan", "market-dialogue", "tender", "contract", "follow-up")
ROLES = ("buyer", "supplier", "employment-service", "decision-maker")
ORIGINAL_OF_COUNTRY = {"finland": Language.FI, "sweden": Language.SV}


@pytest.mark.parametrize(
    ("collection", "least"), [(Collection.CASES, 43), (Collection.CLAUSES, 60), (Collection.GUIDES, 14)]
)
def test_there_are_enough_entries_in_every_language(library: Library, collection: Collection, least: int) -> None:
    """Each language counts by itself."""
    counts = Counter(language for entry in library.shelf.entries(collection) for language in entry.texts.values)

    assert dict.fromkeys(Language, True) == {language: counts[language] >= least for language in Language}


def test_every_concept_is_defined_in_every_language(library: Library) -> None:
    """Nobody reads a definition in another language than their own."""
    undefined = {
        (concept.id, language)
        for concept in library.shelf.concepts.values()
        for language in Language
        if language not in concept.definition.values
    }

    assert set() == undefined
    assert 169 <= len(library.shelf.concepts)


def test_no_translation_is_behind(library: Library) -> None:
    """What is published is in step."""
    behind = {
        (str(entry.ref), language)
        for entry in library.shelf
        for language in entry.texts.values
        if translation_status(entry, language).state is TranslationState.STALE
    }

    assert set() == behind


@pytest.mark.parametrize("code", ["finland", "sweden"])
def test_a_section_of_a_contract_is_complete(library: Library, code: str) -> None:
    """There is one clause for each element, written in the language of the law it is meant for."""
    elements = [term.code for term in library.shelf.vocabularies[ELEMENTS]]
    clauses = clauses_of_set(code, library.shelf)

    assert elements == [clause.set_part.element for clause in clauses if clause.set_part]
    assert {ORIGINAL_OF_COUNTRY[code]} == {clause.original for clause in clauses}
    assert {"model"} == {clause.provenance for clause in clauses}


def test_every_set_is_known_to_the_tests(library: Library) -> None:
    """A new set has to be complete too."""
    assert set(ORIGINAL_OF_COUNTRY) == {term.code for term in library.shelf.vocabularies[SETS]}


@pytest.mark.parametrize(("field", "codes"), [("phases", PHASES), ("roles", ROLES)])
def test_there_is_a_guide_for_every_phase_and_role(library: Library, field: str, codes: tuple[str, ...]) -> None:
    """A reader finds advice for where they are and what they do."""
    guided = {code for guide in library.shelf.entries(Collection.GUIDES) for code in getattr(guide, field)}

    assert set() == set(codes) - guided


def test_every_municipality_is_on_the_map(library: Library) -> None:
    """Code, region and coordinates are there, and the region lies in the country."""
    lost = {
        place.id
        for place in library.shelf.entries(Collection.ORGANISATIONS)
        if isinstance(place, Organisation)
        and place.kind == "municipality"
        and not (place.code and place.place and (place.region or "").lower().startswith(place.country or "?"))
    }

    assert set() == lost


def test_every_name_of_the_first_documents_has_an_entry(library: Library) -> None:
    """The project began with five documents, and everything they name can be found."""
    documents = yaml.safe_load(SEED_NAMES.read_text(encoding="utf-8"))
    missing = {
        (document, name, target)
        for document, names in documents.items()
        for name, target in names.items()
        if (ref := ref_from_text(target)) is None or library.shelf.get(ref) is None
    }

    assert set() == missing
    assert 5 == len(documents)


def test_every_case_says_what_its_sources_do_not_tell(library: Library) -> None:
    """Honest gaps are part of the template."""
    silent = {
        case.id
        for case in library.shelf.entries(Collection.CASES)
        if isinstance(case, Case)
        for text in case.texts.values.values()
        if (section := text.section("not-stated")) is None or len(section.markdown.split()) < 8
    }

    assert set() == silent


@pytest.mark.parametrize("language", list(Language))
def test_summaries_are_two_sentences_that_begin_differently(library: Library, language: Language) -> None:
    """A list of results would be dull, and a third sentence is not read."""
    summaries = {
        str(entry.ref): entry.texts.values[language].summary
        for entry in library.shelf
        if language in entry.texts.values
    }
    beginnings = Counter(" ".join(summary.split()[:4]) for summary in summaries.values())

    assert {} == {ref: text for ref, text in summaries.items() if _sentences(text) != 2}
    assert {} == {beginning: count for beginning, count in beginnings.items() if count > 1}


def _sentences(text: str) -> int:
    """Return the number of sentences; a full stop before a small letter or a figure ends none (1.1., mm., e.g.)."""
    return len(re.findall(r"[.!?][”’\"')]*(?=\s+[^\Wa-zåäö\d]|\s*$)", text))


def test_figures_are_kept_together(library: Library) -> None:
    """No figure is torn from its thousands, its unit or its sign at the end of a line."""
    torn = {(str(entry.ref), language, found) for entry, language, found in _torn_figures(library)}

    assert set() == torn


def _torn_figures(library: Library) -> Iterator[tuple[Entry, Language, str]]:
    loose = re.compile(r"\d [%€]|\b\d{1,3} \d{3}\b|€ \d")
    for entry in library.shelf:
        for language, text in entry.texts.values.items():
            for passage in passages(text).values():
                yield from ((entry, language, found) for found in loose.findall(passage))
