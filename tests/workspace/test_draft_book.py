"""Drafts in a real database: nobody overwrites what they have not seen, and every acknowledged save is there."""

from pathlib import Path

import pytest

from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.workflow import Action
from portal.domain.workflow import DraftState
from portal.domain.workflow import ReviewTask
from portal.workspace.account_book import AccountBook
from portal.workspace.database import Database
from portal.workspace.draft_book import DraftBook
from portal.workspace.draft_errors import DraftMoved
from portal.workspace.draft_errors import StepImpossible
from portal.workspace.draft_parts import Beginning
from portal.workspace.passwords import PasswordKeeper

CASE = Ref(Collection.CASES, "espoo-cleaning")


@pytest.fixture
def database(tmp_path: Path):
    """Return a database with its tables."""
    database = Database(f"sqlite:///{tmp_path / 'workspace.db'}")
    database.prepare()
    yield database
    database.close()


@pytest.fixture
def people(database: Database) -> dict[str, Person]:
    """Return a writer and a reviewer with accounts."""
    book = AccountBook(database, PasswordKeeper())
    return {
        "writer": book.add("writer@silta.invalid", "Writer", Role.CONTRIBUTOR, Language.FI).person,
        "reviewer": book.add("reviewer@silta.invalid", "Reviewer", Role.REVIEWER, Language.SV).person,
    }


def begun(book: DraftBook, by: Person, **typed: str):
    """Return a draft of a new case in Finnish."""
    return book.begin(Beginning(CASE, Language.FI, Language.FI, typed or {"title": "Siivous"}), by)


def test_there_is_one_open_draft_per_entry_and_language(database: Database, people: dict[str, Person]) -> None:
    """Whoever begins the same one again gets the one that is open."""
    book = DraftBook(database)

    first = begun(book, people["writer"])
    again = begun(book, people["reviewer"], title="Something else")

    assert first == again


def test_a_save_on_an_old_version_is_refused_with_the_newer_text(database: Database, people: dict[str, Person]) -> None:
    """The second of two writers is told, and nothing of the first is lost."""
    book = DraftBook(database)
    draft = begun(book, people["writer"])
    book.save(draft.id, 1, {"title": "Siivous ja työ"}, people["writer"])

    with pytest.raises(DraftMoved) as refused:
        book.save(draft.id, 1, {"title": "Työ"}, people["reviewer"])

    assert (2, "Siivous ja työ") == (refused.value.current.version, refused.value.current.typed["title"])


def test_every_acknowledged_save_can_be_read_again(database: Database, people: dict[str, Person]) -> None:
    """Older versions are kept as they were typed, nonsense included; saving the same twice makes one version."""
    book = DraftBook(database)
    draft = begun(book, people["writer"])
    for title in ("\u202e<b>", "---\n: [", "---\n: ["):
        draft = book.save(draft.id, draft.version, {"title": title}, people["writer"])

    kept = [book.typed_at(draft.id, version)["title"] for version in (1, 2, 3)]

    assert (3, ["Siivous", "\u202e<b>", "---\n: ["]) == (draft.version, kept)


def test_a_sign_off_counts_for_the_version_that_was_looked_at(database: Database, people: dict[str, Person]) -> None:
    """A later save makes what was signed unsigned again."""
    book = DraftBook(database)
    draft = begun(book, people["writer"])
    draft = book.step(draft.id, 1, Action.SUBMIT, people["writer"])
    signed = book.sign(draft.id, 1, ReviewTask.LANGUAGE, people["reviewer"])
    saved = book.save(draft.id, 1, {"title": "Muuta"}, people["writer"])

    assert ([ReviewTask.CONTENT], [ReviewTask.CONTENT, ReviewTask.LANGUAGE]) == (
        list(signed.unsigned),
        list(saved.unsigned),
    )


def test_a_closed_draft_makes_room_for_a_new_one(database: Database, people: dict[str, Person]) -> None:
    """What was discarded is not saved any more, and the entry can be begun again."""
    book = DraftBook(database)
    first = begun(book, people["writer"])
    book.step(first.id, 1, Action.DISCARD, people["writer"], reason="Kahdesti")

    with pytest.raises(StepImpossible):
        book.save(first.id, 1, {}, people["writer"])
    second = begun(book, people["writer"])

    assert (DraftState.DISCARDED, False) == (book.draft(first.id).state, first.id == second.id)
