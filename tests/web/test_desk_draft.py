"""The page of a draft: who may do what in which state, what would change, what was remarked, and hostile input."""

import pytest

from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.workflow import DraftState
from portal.domain.workflow import ReviewTask
from portal.search.request import SearchRequest
from tests.history.repository import commit
from tests.history.repository import git
from tests.web.desk_site import MODEL
from tests.web.desk_site import DeskSite

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\x00\u202e"
STATES = list(DraftState)


def offered(page: str) -> set[str]:
    """Return the verbs a page offers forms for."""
    verbs = ("submit", "sign", "return", "take-back", "discard", "schedule", "publish")
    return {verb for verb in verbs if f'/{verb}"' in page}


@pytest.mark.parametrize(
    ("state", "role", "expected"),
    [
        (DraftState.DRAFT, Role.CONTRIBUTOR, {"submit"}),
        (DraftState.DRAFT, Role.REVIEWER, {"submit"}),
        (DraftState.DRAFT, Role.COORDINATOR, {"submit", "discard"}),
        (DraftState.IN_REVIEW, Role.CONTRIBUTOR, set()),
        (DraftState.IN_REVIEW, Role.REVIEWER, {"sign", "return"}),
        (DraftState.IN_REVIEW, Role.COORDINATOR, {"sign", "return", "take-back", "discard"}),
        (DraftState.SCHEDULED, Role.CONTRIBUTOR, set()),
        (DraftState.SCHEDULED, Role.REVIEWER, {"return"}),
        (DraftState.SCHEDULED, Role.COORDINATOR, {"return", "take-back", "discard", "schedule", "publish"}),
        (DraftState.PUBLISHED, Role.ADMINISTRATOR, set()),
        (DraftState.DISCARDED, Role.ADMINISTRATOR, set()),
    ],
)
def test_a_page_offers_what_a_person_may_do_and_nothing_else(
    desk_site: DeskSite, state: DraftState, role: Role, expected: set[str]
) -> None:
    """The desk decides by role and state; somebody else than the writer is asked."""
    draft = desk_site.draft(state)

    page = desk_site.visit(desk_site.person(role)).read(f"/drafts/{draft.id}")

    assert (200, expected) == (page.status_code, offered(page.get_data(as_text=True)))


VERBS = ("submit", "sign", "return", "take-back", "discard", "schedule", "publish")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REVIEWER])
def test_what_is_not_offered_is_refused_in_words_and_changes_nothing(
    desk_site: DeskSite, state: DraftState, role: Role
) -> None:
    """Whoever sends the form all the same gets a sentence, and the draft is as it was."""
    draft = desk_site.draft(state)
    desk = desk_site.visit(desk_site.person(role))
    kept = offered(desk.read(f"/drafts/{draft.id}").get_data(as_text=True))
    fields = {"version": draft.version, "task": "content", "reason": "x", "day": "1.1.2099", "time": "8"}
    answers = {
        verb: desk.send(f"/drafts/{draft.id}/{verb}", **fields) for verb in VERBS if verb not in {*kept, "publish"}
    }

    told = {verb for verb, each in answers.items() if 'role="alert"' in each.get_data(as_text=True)}

    assert (set(answers), {403, 409}, draft.state) == (
        told,
        {403, 409} | {each.status_code for each in answers.values()},
        desk_site.portal.workspace.drafts.draft(draft.id).state,
    )


def test_the_whole_way_through_the_pages_ends_in_search(desk_site: DeskSite) -> None:
    """Sent to review, signed by a reviewer, published by a coordinator: readers find it, git knows who wrote it."""
    draft = desk_site.draft(DraftState.DRAFT)
    path, version = f"/drafts/{draft.id}", draft.version
    desk_site.visit(desk_site.person(Role.CONTRIBUTOR, "Aino")).send(f"{path}/submit", version=version)
    reviewer = desk_site.visit(desk_site.person(Role.REVIEWER))
    for task in draft.tasks:
        reviewer.send(f"{path}/sign", version=version, task=task.value)

    answer = desk_site.visit(desk_site.person(Role.COORDINATOR)).send(f"{path}/publish", version=version)

    hits = [str(hit.ref) for hit in desk_site.portal.engine.find(SearchRequest("hirvipelto", Language.FI)).hits]
    assert (303, [str(MODEL)], "Aino|Silta|publish cases/jarvi-model (fi)") == (
        answer.status_code,
        hits,
        git(desk_site.portal.settings.content, "log", "-1", "--format=%an|%cn|%s"),
    )


def test_what_would_change_is_shown_in_words_and_facts(desk_site: DeskSite) -> None:
    """Words word by word, facts by the name of their field."""
    draft = desk_site.draft(DraftState.DRAFT, **{"contract_length.months": "60"})

    page = desk_site.visit(desk_site.person(Role.REVIEWER)).read(f"/drafts/{draft.id}").get_data(as_text=True)

    assert (True, True, True) == (
        "hirvipellolla" in page.split("changes-title")[2].split("</ins>")[0],
        "Length of contract – Months" in page,
        "<del>24</del>" in page and "<ins>60</ins>" in page,
    )


def test_a_return_needs_a_reason_and_keeps_what_was_typed(desk_site: DeskSite) -> None:
    """Without one nothing happens; with one the writer reads it."""
    draft = desk_site.draft(DraftState.IN_REVIEW)
    desk = desk_site.visit(desk_site.person(Role.REVIEWER))

    empty = desk.send(f"/drafts/{draft.id}/return", version=draft.version, reason=" ")
    desk.send(f"/drafts/{draft.id}/return", version=draft.version, reason="Lähde puuttuu")

    page = desk.read(f"/drafts/{draft.id}").get_data(as_text=True)
    assert (422, True, DraftState.DRAFT) == (
        empty.status_code,
        "Lähde puuttuu" in page,
        desk_site.portal.workspace.drafts.draft(draft.id).state,
    )


@pytest.mark.parametrize(
    ("day", "time", "status"),
    [("3.6.2099", "8.30", 303), ("2099-06-03", "08:30", 303), ("3.6.2001", "8", 422), ("x", "8", 422), ("", "", 422)],
)
def test_a_moment_is_typed_as_people_write_it(desk_site: DeskSite, day: str, time: str, status: int) -> None:
    """Helsinki time; what is no moment, or a past one, is told and stays in the field."""
    draft = desk_site.draft(DraftState.SCHEDULED)

    answer = desk_site.visit(desk_site.person(Role.COORDINATOR)).send(
        f"/drafts/{draft.id}/schedule", version=draft.version, day=day, time=time
    )

    at = desk_site.portal.workspace.drafts.draft(draft.id).publish_at
    kept = status == 303 or f'value="{day}"' in answer.get_data(as_text=True)
    assert (status, True, status == 303) == (answer.status_code, kept, at.isoformat().startswith("2099-06-03T05:30"))


@pytest.mark.parametrize(("language", "words"), [("fi", "Aino"), ("sv", "Aino"), ("en", "Aino has saved the draft")])
def test_whoever_decides_on_an_older_version_is_told(desk_site: DeskSite, language: str, words: str) -> None:
    """A signature given for what is not there any more would be worth nothing."""
    draft = desk_site.draft(DraftState.IN_REVIEW)
    aino = desk_site.person(Role.CONTRIBUTOR, "Aino")
    desk_site.portal.desk.save(draft.id, draft.version, {**draft.typed, "title": "Toinen"}, aino)

    answer = desk_site.visit(desk_site.person(Role.REVIEWER)).send(
        f"/drafts/{draft.id}/sign", language=language, version=draft.version, task="content"
    )

    alert = answer.get_data(as_text=True).split('role="alert"')[1].split("</p>")[0]
    assert (409, True, {}) == (
        answer.status_code,
        words in alert,
        desk_site.portal.workspace.drafts.draft(draft.id).signed,
    )


def test_a_remark_is_answered_and_settled(desk_site: DeskSite) -> None:
    """It stands with the words it is about, and once it is settled nobody is reminded of it."""
    draft = desk_site.draft(DraftState.IN_REVIEW)
    place, book = f"/drafts/{draft.id}/remarks", desk_site.portal.workspace.passage_comments
    reviewer, writer = (
        desk_site.visit(desk_site.person(Role.REVIEWER)),
        desk_site.visit(desk_site.person(Role.CONTRIBUTOR, "Aino")),
    )
    reviewer.send(place, field="summary", quote="hirvi  pellolla", text="Mikä?")
    first = book.of_draft(draft.id)[0]
    writer.send(f"{place}/{first.id}/answer", text="Pelto.")
    page = writer.read(f"/drafts/{draft.id}").get_data(as_text=True)
    counted = book.open_counts()
    reviewer.send(f"{place}/{first.id}/settle")

    assert (["Mikä?", "Pelto."], True, {draft.id: 2}, {}) == (
        [each.text for each in book.of_draft(draft.id)],
        "<blockquote" in page and "hirvi pellolla" in page,
        counted,
        book.open_counts(),
    )


def test_nothing_typed_at_a_draft_becomes_markup(desk_site: DeskSite) -> None:
    """Titles, summaries, remarks, quotes and reasons are shown as the text they are."""
    draft = desk_site.draft(DraftState.DRAFT, title=HOSTILE, summary=HOSTILE, **{"contract_length.months": HOSTILE})
    desk = desk_site.visit(desk_site.person(Role.COORDINATOR))
    answers = [
        desk.send(f"/drafts/{draft.id}/remarks", field=HOSTILE, quote=HOSTILE, text=HOSTILE),
        desk.send(f"/drafts/{draft.id}/return", version=HOSTILE, reason=HOSTILE),
        desk.send(f"/drafts/{draft.id}/schedule", version=draft.version, day=HOSTILE, time=HOSTILE),
        desk.send(f"/drafts/{draft.id}/sign", version="9" * 40, task=HOSTILE),
        desk.send(f"/drafts/{draft.id}/remarks/999999/answer", text=HOSTILE),
        desk.read(f"/drafts/{draft.id}"),
        desk.read("/drafts"),
        desk.read("/drafts?state=%00&turn=%3Cscript%3E&collection=x&page=-1"),
        desk.read("/drafts/999999999"),
        desk.read("/drafts/99999999999999999999"),
    ]

    pages = [each.get_data(as_text=True) for each in answers]

    assert ([], []) == (
        [each.status_code for each in answers if each.status_code >= 500],
        [page for page in pages if "<script>alert" in page or "<img src=x" in page],
    )


def test_a_draft_overtaken_from_elsewhere_says_so_and_is_brought_together(desk_site: DeskSite) -> None:
    """A commit that came by another way is told in the list and on the page; one press merges, nothing is lost."""
    draft = desk_site.draft(DraftState.DRAFT)
    content = desk_site.portal.settings.content
    text = (content / f"{MODEL}/fi.md").read_text(encoding="utf-8")
    commit(content, f"{MODEL}/fi.md", text.replace("months: 24", "months: 36"), "Another way")
    desk = desk_site.visit(desk_site.person(Role.COORDINATOR))
    listed = desk.read("/drafts").get_data(as_text=True)

    desk.send(f"/drafts/{draft.id}/join", version=draft.version)

    after = desk_site.portal.workspace.drafts.draft(draft.id)
    assert (True, "36", "Järvi työllistää hirvipellolla.", False) == (
        "The published text has changed since" in listed,
        after.typed["contract_length.months"],
        after.typed["summary"],
        desk_site.portal.desk.live.is_overtaken(after),
    )


def test_machine_made_text_asks_for_a_named_reviewer(desk_site: DeskSite) -> None:
    """The page says so before anybody presses."""
    draft = desk_site.draft(DraftState.DRAFT)
    aino = desk_site.person(Role.CONTRIBUTOR, "Aino")
    desk_site.portal.desk.describe(draft.id, draft.version, aino, reason="", minor=False, machine_made=True)

    page = desk_site.visit(aino).read(f"/drafts/{draft.id}").get_data(as_text=True)

    assert "A machine wrote some of this text" in page


@pytest.mark.parametrize("language", list(Language))
def test_the_list_tells_whose_turn_it_is(desk_site: DeskSite, language: Language) -> None:
    """A draft in review waits for a reviewer, not for its writer; the filter “mine” tells them apart."""
    draft = desk_site.draft(DraftState.IN_REVIEW)
    link = f"/{language}/desk/drafts/{draft.id}"
    found = [
        link in desk_site.visit(desk_site.person(role, name)).read("/drafts?turn=mine", language).get_data(as_text=True)
        for role, name in ((Role.CONTRIBUTOR, "Aino"), (Role.REVIEWER, ""))
    ]

    assert ([False, True], {ReviewTask.CONTENT, ReviewTask.LANGUAGE}) == (found, set(draft.tasks))
