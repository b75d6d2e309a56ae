"""The published misspellings lead to the words that were meant, on the real content."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.search.request import SearchRequest
from portal.settings import Settings
from tests.conftest import IndexFolder
from tests.relevance.questions import Kind
from tests.relevance.questions import questions

ROOT = Path(__file__).parents[2]
BAR = 0.9


@pytest.fixture(scope="module")
def portal(real_index: IndexFolder) -> Iterator[Portal]:
    """A portal over the real content."""
    built = build_portal(Settings(content=ROOT / "content", search_index=real_index()))
    yield built
    built.close()


def test_the_right_suggestion_comes_first(portal: Portal) -> None:
    """In at least nine of ten misspelt questions."""
    asked = [question for question in questions() if question.kind is Kind.MISSPELLING]
    missed = [
        (each.query, found)
        for each in asked
        if (found := portal.engine.find(SearchRequest(each.query, each.language)).suggestion) != each.suggestion
    ]

    assert len(asked) >= 30
    assert len(missed) <= (1 - BAR) * len(asked), missed


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        ("goteborg", "organisations/goteborg"),
        ("ostersund", "organisations/ostersund"),
        ("jarvenpaa", "organisations/jarvenpaa"),
    ],
)
def test_places_without_accents_are_found(portal: Portal, typed: str, ref: str, language: Language) -> None:
    """Directly, among the first ten, and with nothing to suggest."""
    found = portal.engine.find(SearchRequest(typed, language))

    assert ref in [hit.ref for hit in found.hits]
    assert "" == found.suggestion
