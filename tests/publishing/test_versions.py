"""The fingerprint by which a footnote names the version of a text."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from portal.domain.clause import Clause
from portal.domain.entry import EntryText
from portal.domain.entry import Section
from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.library import read_library
from portal.publishing.versions import text_version
from tests.library.shelves import write_library


@pytest.fixture
def clause(tmp_path: Path) -> Clause:
    """A clause of a small sound library."""
    found = read_library(write_library(tmp_path / "content", "kunta")).shelf.get(
        Ref(Collection.CLAUSES, "kunta-clause")
    )
    assert isinstance(found, Clause)
    return found


def with_text(clause: Clause, language: Language, text: EntryText) -> Clause:
    """Return the clause with another text in one language."""
    return replace(clause, texts=Localized({**clause.texts.values, language: text}, clause.original))


def test_a_version_is_eight_digits_of_its_own_language(clause: Clause) -> None:
    """The same words have the same version always, whatever the facts beside them."""
    versions = {language: text_version(clause, language) for language in clause.texts}

    assert all(re.fullmatch(r"[0-9a-f]{8}", version) for version in versions.values())
    assert versions == {language: text_version(replace(clause, country="se"), language) for language in clause.texts}


@pytest.mark.parametrize("part", ["title", "summary", "slots", "words", "heading", "order"])
def test_a_version_follows_the_words(clause: Clause, part: str) -> None:
    """A word changed anywhere is another version of that language, and of that language only."""
    text, language = clause.texts.best(clause.original)
    first, *rest = text.sections
    changed = {
        "title": replace(text, title="x"),
        "summary": replace(text, summary="x"),
        "slots": replace(text, slots={**text.slots, "trigger": "x"}),
        "words": replace(text, sections=(replace(first, markdown=f"{first.markdown} x"), *rest)),
        "heading": replace(text, sections=(replace(first, heading="x"), *rest)),
        "order": replace(text, sections=(*rest, first, Section("more", "", "x"))),
    }[part]
    other = with_text(clause, language, changed)
    untouched = [each for each in clause.texts if each != language]

    assert text_version(clause, language) != text_version(other, language)
    assert [text_version(clause, each) for each in untouched] == [text_version(other, each) for each in untouched]


def test_white_space_is_no_version(clause: Clause) -> None:
    """A line broken elsewhere reads the same, so it is the same version."""
    text, language = clause.texts.best(clause.original)
    spaced = tuple(replace(each, markdown=each.markdown.replace(" ", "\n ") + "\n") for each in text.sections)

    assert text_version(clause, language) == text_version(
        with_text(clause, language, replace(text, sections=spaced)), language
    )


def test_a_missing_language_has_the_version_of_what_is_read_instead(clause: Clause) -> None:
    """Whoever asks for a language that is not there is told of the text shown in its place."""
    alone = replace(clause, texts=Localized({clause.original: clause.texts.values[clause.original]}, clause.original))

    assert {text_version(clause, clause.original)} == {text_version(alone, language) for language in Language}
