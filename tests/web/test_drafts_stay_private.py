"""What is not published is on no page and in no answer, whatever its state and whoever asks without signing in."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.draft import Draft
from portal.domain.incoming import CaseField
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.workflow import DraftState
from portal.settings import Settings
from portal.workspace.moments import now
from tests.conftest import IndexFolder
from tests.shared.small_library import repository_of_library
from tests.web.addresses import every_address
from tests.web.conftest import serve

MARKER = "kvarkkihirvi"
ASKED = "tunnussana"
"""A word that stands beside the marker: pages repeat what was asked, so the marker itself is never asked for."""

WORDS = f"{ASKED} {MARKER}"
NEW = Ref(Collection.CASES, f"{MARKER}-uusi")
WRITTEN = (
    Ref(Collection.CASES, "hamn-pilot"),
    Ref(Collection.MATERIALS, "guide-one"),
    Ref(Collection.ORGANISATIONS, "jarvi"),
    Ref(Collection.CASES, "jarvi-model"),
    Ref(Collection.EVENTS, "meeting-one"),
)
QUESTIONS = (
    "/{language}/search?q={word}",
    "/{language}/search?q={word}*",
    "/{language}/search?q={word}&bridge=off",
    "/{language}/search.atom?q={word}",
    "/{language}/suggest?q={word}",
    "/{language}/nearest?text={word}",
    "/api/v1/search?q={word}&language={language}",
    "/api/v1/suggest?q={word}&language={language}",
)
OF_THE_NEW = (
    f"/fi/cases/{NEW.id}",
    f"/fi/cases/{NEW.id}/versions",
    f"/fi/cases/{NEW.id}/cite.txt",
    f"/api/v1/cases/{NEW.id}",
    f"/fi/clauses/jarvi-clause/files/{MARKER}.pdf",
)


@pytest.fixture(scope="module")
def desk(index_folder: IndexFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal with a draft of every state, each with the marker in its text."""
    folder = tmp_path_factory.mktemp("private")
    content = repository_of_library(folder / "content")
    portal = build_portal(Settings(content=content, search_index=index_folder(), workspace=folder / "workspace"))
    portal.rebuild_index()
    portal.workspace.database.prepare()
    yield portal
    portal.close()


@pytest.fixture(scope="module")
def people(desk: Portal) -> dict[Role, Person]:
    """Somebody of every role."""
    book = desk.workspace.accounts
    return {role: book.add(f"{role}@silta.invalid", role.title(), role, Language.EN).person for role in Role}


@pytest.fixture(scope="module")
def drafts(desk: Portal, people: dict[Role, Person]) -> dict[DraftState, Draft]:
    """A draft of every state that is not published, a new entry, and what readers sent in."""
    writer, reviewer, coordinator = people[Role.CONTRIBUTOR], people[Role.REVIEWER], people[Role.COORDINATOR]
    draft, returned, submitted, scheduled, discarded = (_written(desk, ref, writer) for ref in WRITTEN)
    for each in (returned, submitted, scheduled):
        desk.desk.submit(each.id, each.version, writer)
    desk.desk.return_to_writer(returned.id, returned.version, WORDS, reviewer)
    for task in scheduled.tasks:
        desk.desk.sign(scheduled.id, scheduled.version, task, reviewer)
    desk.desk.schedule(scheduled.id, scheduled.version, now() + timedelta(days=2), coordinator)
    desk.desk.discard(discarded.id, discarded.version, writer)
    _new_entry(desk, writer)
    desk.workspace.comments.add(Ref(Collection.CLAUSES, "jarvi-clause"), Language.FI, WORDS, WORDS)
    desk.workspace.sent_cases.add(Language.FI, dict.fromkeys(CaseField, WORDS))
    made = (desk.workspace.drafts.draft(each.id) for each in (draft, returned, submitted, scheduled, discarded))
    return {each.state: each for each in made}


@pytest.fixture(scope="module")
def passer_by(desk: Portal) -> FlaskClient:
    """Somebody who is not signed in."""
    return serve(desk).test_client()


def _written(desk: Portal, ref: Ref, writer: Person) -> Draft:
    entry = desk.shelf().get(ref)
    assert entry is not None
    draft = desk.desk.begin(ref, entry.original, writer)
    typed = {**draft.typed, "title": f"{draft.typed['title']} {WORDS}", "summary": f"{draft.typed['summary']} {WORDS}"}
    draft = desk.desk.save(draft.id, draft.version, typed, writer)
    return desk.desk.describe(draft.id, draft.version, writer, reason=WORDS, minor=False, machine_made=False)


def _new_entry(desk: Portal, writer: Person) -> None:
    draft = desk.desk.begin(NEW, Language.FI, writer)
    desk.desk.save(draft.id, draft.version, {**draft.typed, "title": WORDS, "summary": WORDS}, writer)


def _showing(passer_by: FlaskClient, addresses: list[str]) -> list[str]:
    return [path for path in addresses if MARKER.encode() in passer_by.get(path).data.lower()]


def _addresses(passer_by: FlaskClient) -> list[str]:
    asking = [question.format(language=language, word=ASKED) for question in QUESTIONS for language in Language]
    return [*every_address(passer_by.application), *asking]


def test_no_state_of_a_draft_is_missing(drafts: dict[DraftState, Draft]) -> None:
    """The sweep below looks at every state a draft can have before it is published."""
    assert set(DraftState) - {DraftState.PUBLISHED} == {draft.state for draft in drafts.values()}


def test_no_address_tells_of_a_draft(passer_by: FlaskClient, drafts: dict[DraftState, Draft]) -> None:
    """Pages, feeds, answers of the API, exports, suggestions and the map of the site, taken from the route map."""
    assert [] == _showing(passer_by, _addresses(passer_by))


def test_a_new_entry_is_not_there(passer_by: FlaskClient, drafts: dict[DraftState, Draft]) -> None:
    """Its addresses answer as those of an entry that nobody ever thought of, and so does a file of a draft."""
    assert [404] * len(OF_THE_NEW) == [passer_by.get(path).status_code for path in OF_THE_NEW]


def test_no_file_of_the_content_holds_a_draft(desk: Portal, drafts: dict[DraftState, Draft]) -> None:
    """So that nothing that reads files can tell of one."""
    files = [path for path in desk.settings.content.rglob("*") if path.is_file() and ".git" not in path.parts]

    assert [] == [path for path in files if MARKER in path.read_text(encoding="utf-8", errors="replace")]


def test_the_sweep_sees_what_is_published(
    desk: Portal, passer_by: FlaskClient, people: dict[Role, Person], drafts: dict[DraftState, Draft]
) -> None:
    """It finds the same words at once when they are live: on pages, in the search, the feed and the API."""
    scheduled = drafts[DraftState.SCHEDULED]
    desk.desk.publish(scheduled.id, scheduled.version, people[Role.COORDINATOR])

    showing = _showing(passer_by, _addresses(passer_by))

    assert {
        "/fi/cases/jarvi-model",
        "/api/v1/cases/jarvi-model",
        f"/fi/search?q={ASKED}",
        f"/fi/search.atom?q={ASKED}",
        f"/api/v1/search?q={ASKED}&language=fi",
    } <= set(showing)
