"""The search answers the published list at least as well as it did when these floors were set.

Measured on the questions that are not held back: whether the first answer, and one of the first five, is relevant, and
the order of the first ten (nDCG); the same five for questions whose own language is hidden.
The floors stand a little below what was measured, so that a change that makes answers worse is noticed.
"""

from collections.abc import Iterator

import pytest

from portal.domain.reference import ref_from_text
from tests.conftest import IndexFolder
from tests.relevance.questions import Kind
from tests.relevance.questions import Question
from tests.relevance.questions import questions
from tests.relevance.run import WHOLE
from tests.relevance.run import Bench
from tests.relevance.run import Score

LEAST_OF_A_LANGUAGE = 60


@pytest.fixture(scope="module")
def bench(real_index: IndexFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """The real content, whole and with each language hidden."""
    folder = tmp_path_factory.mktemp("relevance")
    real_index().rename(folder / WHOLE)
    made = Bench(folder)
    yield made
    made.close()


def answered(bench: Bench, *, hidden: bool = False) -> list[Score]:
    """Return how the questions are answered that nothing is held back of and that are spelt right."""
    return [bench.ask(each, hidden=hidden) for each in tuned() if not hidden or each.kind is Kind.CROSS_LANGUAGE]


def tuned() -> list[Question]:
    """Return the questions that may be looked at."""
    return [each for each in questions() if not each.held_back and each.kind is not Kind.MISSPELLING]


def test_the_list_is_sound(bench: Bench) -> None:
    """Every judged entry exists, every question has something to find, and there are enough in each language."""
    asked = questions()
    shelf = bench.portal.shelf()
    unknown = {
        ref for each in asked for ref in each.relevant if (found := ref_from_text(ref)) is None or not shelf.get(found)
    }
    empty = [each.query for each in asked if not (each.suggestion if each.kind is Kind.MISSPELLING else each.relevant)]
    counts = {language: sum(each.language is language for each in asked) for language in {e.language for e in asked}}

    assert set() == unknown
    assert [] == empty
    assert LEAST_OF_A_LANGUAGE <= min(counts.values())


def test_questions_in_the_readers_language(bench: Bench) -> None:
    """The first answer, the first five and the order of the first ten."""
    scores = answered(bench)

    assert 0.97 <= sum(score.first for score in scores) / len(scores)
    assert 0.97 <= sum(score.five for score in scores) / len(scores)
    assert 0.845 <= sum(score.gain for score in scores) / len(scores)


def test_questions_across_languages(bench: Bench) -> None:
    """What exists in the other languages only is found."""
    scores = answered(bench, hidden=True)

    assert 0.90 <= sum(score.five for score in scores) / len(scores)


def test_any_question_across_languages(bench: Bench) -> None:
    """Whatever is asked finds its answer in the other languages, though it was not asked for their sake."""
    scores = [bench.ask(each, hidden=True) for each in tuned()]

    assert 0.92 <= sum(score.five for score in scores) / len(scores)
