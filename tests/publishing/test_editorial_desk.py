"""The way from a draft to a published file, with a real repository, a real database and a real index."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.people import Role
from portal.domain.people import Scope
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.workflow import DraftState
from portal.domain.workflow import ReviewTask
from portal.history.errors import EditConflict
from portal.library.authoring import rename_entry
from portal.library.library import read_library
from portal.publishing.due_publications import publish_due
from portal.publishing.publication import DraftFaulty
from portal.publishing.publication import ReviewUnfinished
from portal.publishing.rights import NotPermitted
from portal.search.request import SearchRequest
from portal.workspace.moments import now
from tests.history.repository import commit
from tests.history.repository import git
from tests.shared.small_library import opened_copy

ROOT = Path(__file__).parents[2]
MODEL = Ref(Collection.CASES, "jarvi-model")
WORD = "hirvipelto"


@pytest.fixture
def portal(small_desk: Path, tmp_path: Path) -> Iterator[Portal]:
    """A portal on a copy of the small library."""
    with opened_copy(small_desk, tmp_path / "copy") as opened:
        yield opened


def person(portal: Portal, role: Role, name: str = "", scope: Scope | None = None) -> Person:
    """Return somebody with an account."""
    name = name or role.value.title()
    book = portal.workspace.accounts
    return book.add(f"{name.lower()}@silta.invalid", name, role, Language.EN, scope or Scope()).person


def found(portal: Portal, word: str) -> list[str]:
    """Return the entries that a search for a word finds."""
    return [str(hit.ref) for hit in portal.engine.find(SearchRequest(word, Language.FI)).hits]


def signed(portal: Portal, writer: Person, **typed: str):
    """Return a draft of the model case in Finnish with something changed, submitted and signed by a reviewer."""
    desk = portal.desk
    draft = desk.begin(MODEL, Language.FI, writer)
    draft = desk.save(draft.id, draft.version, {**draft.typed, **typed}, writer)
    desk.submit(draft.id, draft.version, writer)
    reviewer = person(portal, Role.REVIEWER)
    for task in draft.tasks:
        desk.sign(draft.id, draft.version, task, reviewer)
    return portal.workspace.drafts.draft(draft.id)


def test_what_was_signed_is_published_committed_and_found(portal: Portal) -> None:
    """One verb makes the file, the commit with its author, and the hit; the file says who checked what."""
    writer = person(portal, Role.CONTRIBUTOR, "Aino")
    draft = signed(portal, writer, summary=f"Järvi työllistää: {WORD}.")
    coordinator = person(portal, Role.COORDINATOR)

    portal.desk.publish(draft.id, draft.version, coordinator)

    text = (portal.settings.content / "cases/jarvi-model/fi.md").read_text(encoding="utf-8")
    head = git(portal.settings.content, "log", "-1", "--format=%an|%cn|%s")
    assert (
        ["cases/jarvi-model"],
        True,
        "Aino|Silta|publish cases/jarvi-model (fi)",
        "",
        DraftState.PUBLISHED,
    ) == (
        found(portal, WORD),
        "aspect: content" in text and "role:" in text,
        head,
        git(portal.settings.content, "status", "--porcelain"),
        portal.workspace.drafts.draft(draft.id).state,
    )


def test_a_draft_is_nowhere_before_it_is_published(portal: Portal) -> None:
    """Saved and signed text is in no file and in no answer."""
    signed(portal, person(portal, Role.CONTRIBUTOR), summary=f"Järvi: {WORD}.")

    kept = [path for path in portal.settings.content.rglob("*.md") if WORD in path.read_text(encoding="utf-8")]

    assert ([], []) == (found(portal, WORD), kept)


def test_nobody_publishes_what_is_not_signed(portal: Portal) -> None:
    """Also when the sign-off was for an older version."""
    writer = person(portal, Role.CONTRIBUTOR)
    draft = signed(portal, writer)
    draft = portal.desk.save(draft.id, draft.version, {**draft.typed, "title": "Toinen otsikko"}, writer)

    with pytest.raises(ReviewUnfinished) as refused:
        portal.desk.publish(draft.id, draft.version, person(portal, Role.COORDINATOR))

    assert (ReviewTask.CONTENT, ReviewTask.LANGUAGE) == refused.value.tasks


def test_nobody_signs_their_own_text(portal: Portal) -> None:
    """Whoever saved any version of it is a writer of it."""
    reviewer = person(portal, Role.REVIEWER)
    draft = portal.desk.begin(MODEL, Language.FI, reviewer)
    portal.desk.submit(draft.id, draft.version, reviewer)

    with pytest.raises(NotPermitted):
        portal.desk.sign(draft.id, draft.version, ReviewTask.CONTENT, reviewer)


def test_a_faulty_draft_is_not_submitted(portal: Portal) -> None:
    """Every fault comes with the field of the form."""
    writer = person(portal, Role.CONTRIBUTOR)
    draft = portal.desk.begin(MODEL, Language.FI, writer)
    typed = {**draft.typed, "status": "unheard-of", "review_by": "yesterday"}
    draft = portal.desk.save(draft.id, draft.version, typed, writer)

    with pytest.raises(DraftFaulty) as refused:
        portal.desk.submit(draft.id, draft.version, writer)

    assert {"status", "review_by"} <= {problem.field for problem in refused.value.problems}


@pytest.mark.parametrize("scope", [Scope(countries=frozenset({"se"})), Scope(organisations=frozenset({"hamn"}))])
def test_people_write_in_their_part_of_the_library_only(portal: Portal, scope: Scope) -> None:
    """Whose part is Sweden, or another town, does not touch a case of Järvi."""
    with pytest.raises(NotPermitted):
        portal.desk.begin(MODEL, Language.FI, person(portal, Role.COORDINATOR, scope=scope))


def test_a_commit_from_elsewhere_is_not_written_over(portal: Portal) -> None:
    """Whoever publishes on an older file is told, and the draft can be put onto the newer one without loss."""
    draft = signed(portal, person(portal, Role.CONTRIBUTOR), summary=f"Järvi: {WORD}.")
    content = portal.settings.content
    path = "cases/jarvi-model/fi.md"
    text = (content / path).read_text(encoding="utf-8")
    commit(content, path, text.replace("months: 24", "months: 36"), "Another way")
    coordinator = person(portal, Role.COORDINATOR)

    with pytest.raises(EditConflict):
        portal.desk.publish(draft.id, draft.version, coordinator)
    merged, merge = portal.desk.put_onto_live(draft.id, draft.version, coordinator)

    assert ("36", f"Järvi: {WORD}.", ()) == (
        merged.typed["contract_length.months"],
        merged.typed["summary"],
        merge.conflicts,
    )


def test_a_new_case_gets_its_first_file(portal: Portal) -> None:
    """A draft of an entry that is not there yet begins with the sections that are compulsory."""
    writer = person(portal, Role.CONTRIBUTOR)

    draft = portal.desk.begin(Ref(Collection.CASES, "espoo-cleaning"), Language.SV, writer)

    assert (None, Language.SV, True) == (draft.base, draft.original, "sections.0.id" in draft.typed)


def test_a_translation_is_begun_from_the_sections_of_its_original(portal: Portal) -> None:
    """It holds text only, and what is signed for it is its language."""
    (portal.settings.content / "cases/jarvi-model/en.md").unlink(missing_ok=True)
    git(portal.settings.content, "add", "--all")
    git(portal.settings.content, "commit", "--quiet", "--allow-empty", "--message", "Without English")
    portal.live_index.entries_changed([MODEL])

    draft = portal.desk.begin(MODEL, Language.EN, person(portal, Role.CONTRIBUTOR))

    assert (True, "fi", (ReviewTask.LANGUAGE,)) == (draft.is_translation, draft.typed["translation_of"], draft.tasks)


def test_a_scheduled_draft_is_published_when_its_moment_has_come(portal: Portal) -> None:
    """In the name of whoever scheduled it, and not before."""
    draft = signed(portal, person(portal, Role.CONTRIBUTOR), summary=f"Järvi: {WORD}.")
    coordinator = person(portal, Role.COORDINATOR)
    draft = portal.desk.schedule(draft.id, draft.version, now() + timedelta(hours=1), coordinator)
    waiting = publish_due(portal.desk, lambda _: coordinator), found(portal, WORD)
    earlier = replace(portal.desk, clock=lambda: now() - timedelta(minutes=5))
    earlier.schedule(draft.id, draft.version, now() - timedelta(seconds=1), coordinator)

    published = publish_due(portal.desk, lambda _: coordinator), found(portal, WORD)

    assert (({}, []), ({}, ["cases/jarvi-model"])) == (waiting, published)


def test_an_older_revision_is_published_again(portal: Portal) -> None:
    """Restoring makes a new commit with the old text."""
    first = git(portal.settings.content, "rev-parse", "HEAD")
    draft = signed(portal, person(portal, Role.CONTRIBUTOR), summary=f"Järvi: {WORD}.")
    coordinator = person(portal, Role.COORDINATOR)
    portal.desk.publish(draft.id, draft.version, coordinator)

    portal.live_desk.restore(MODEL, Language.FI, first, coordinator, "Väärä luku")

    assert ([], "3") == (found(portal, WORD), git(portal.settings.content, "rev-list", "--count", "HEAD"))


def test_what_an_entry_said_under_an_earlier_id_is_published_again(portal: Portal) -> None:
    """It is read where it lay then, and written where the entry is now."""
    content, first = portal.settings.content, git(portal.settings.content, "rev-parse", "HEAD")
    before = (content / str(MODEL) / "fi.md").read_text(encoding="utf-8")
    renamed = rename_entry(content, read_library(content), MODEL, "jarvi-renamed")
    file = content / str(renamed) / "fi.md"
    file.write_text(before.replace("Järvi", "Lampi"), encoding="utf-8")
    git(content, "add", "--all")
    git(content, "commit", "--quiet", "--message", "Rename")
    portal.live_index.entries_changed([MODEL, renamed])
    desk, coordinator = portal.live_desk, person(portal, Role.COORDINATOR)
    then, today = (desk.typed_at(renamed, Language.FI, each)["title"] for each in (first, None))

    desk.restore(renamed, Language.FI, first, coordinator, "Väärä nimi")

    assert before == file.read_text(encoding="utf-8")
    assert then.replace("Järvi", "Lampi") == today
