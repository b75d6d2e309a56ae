"""The texts as a careful reader of three languages would have them."""

from collections.abc import Mapping

import pytest

from portal.analysis.analyzer import Analyzer
from portal.analysis.analyzers import build_analyzers
from portal.analysis.readability import Band
from portal.analysis.readability import readability
from portal.analysis.spelling import build_spellers
from portal.analysis.term_bank import TermBank
from portal.bootstrap import CACHE
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.library.library import Library
from portal.publishing.proofreading import Proofreader
from portal.rendering.markdown import MarkdownRenderer
from tests.conftest import IndexFolder

FIRST = 3


@pytest.fixture(scope="module")
def analyzers(real_index: IndexFolder) -> Mapping[Language, Analyzer]:
    """The analysers as the portal builds them, with the words that the index of the content made them learn."""
    return build_analyzers(real_index() / CACHE)


def test_nothing_is_left_to_mark(library: Library, analyzers: Mapping[Language, Analyzer]) -> None:
    """No unknown word, no term to avoid, and every figure of a translation stands in the original."""
    reader = Proofreader(
        library.shelf,
        spellers=build_spellers(),
        analyzers=analyzers,
        known_words=library.known_words,
        own_words=MarkdownRenderer().own_words,
    )

    assert [] == [finding for entry in library.shelf for finding in reader.read(entry)]


@pytest.mark.parametrize("language", list(Language))
def test_no_guide_is_very_difficult(library: Library, language: Language) -> None:
    """A guide is read by people who are not paid to read it."""
    own_words = MarkdownRenderer().own_words
    hard = {
        guide.id
        for guide in library.shelf.entries(Collection.GUIDES)
        if readability(
            "\n".join(own_words(section.markdown) for section in guide.texts.values[language].sections), language
        ).band
        is Band.VERY_DIFFICULT
    }

    assert set() == hard


def test_every_concept_is_found_by_each_of_its_words(library: Library, analyzers: Mapping[Language, Analyzer]) -> None:
    """Whoever looks up a preferred term or a synonym, in any language, has the concept among the first three."""
    bank = TermBank(library.shelf.concepts.values(), analyzers)
    lost = {
        (concept.id, word, language)
        for concept in library.shelf.concepts.values()
        for language, words in concept.wordings.items()
        for word in words.all
        if concept.id not in {match.concept.id for match in bank.find(word, language)[:FIRST]}
    }

    assert set() == lost
