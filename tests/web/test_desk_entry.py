"""A published entry at the desk: its history, restoring, withdrawing, and what readers get then."""

import pytest

from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.workflow import DraftState
from portal.search.request import SearchRequest
from tests.history.repository import commit
from tests.history.repository import git
from tests.history.revisions import revise
from tests.web.desk_site import MODEL
from tests.web.desk_site import DeskSite

PLACE = f"/entries/{MODEL}"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\x00"
REVISIONS = 200
PAGES = 9


def withdraw(site: DeskSite, role: Role = Role.COORDINATOR, **fields: str):
    """Send the form that withdraws the model case."""
    return site.visit(site.person(role)).send(f"{PLACE}/withdraw", **{"part": "", "reason-fi": "Väärä tieto", **fields})


def test_the_history_tells_who_when_and_why(desk_site: DeskSite) -> None:
    """The newest first, with who signed and published, and without the address that git demands."""
    desk_site.draft(DraftState.PUBLISHED)

    page = desk_site.visit(desk_site.person(Role.CONTRIBUTOR, "Eino")).read(PLACE + "?text=fi").get_data(as_text=True)

    rows = page.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]
    assert (2, True, True, False) == (
        len(rows),
        "Aino" in rows[0] and "publish cases/jarvi-model (fi)" in rows[0],
        "Reviewed-by: Reviewer (content)" in rows[0],
        "account-" in page,
    )


def test_any_two_versions_are_compared_in_words_and_facts(desk_site: DeskSite) -> None:
    """Also two that do not follow on each other."""
    content, path = desk_site.portal.settings.content, f"{MODEL}/fi.md"
    first = git(content, "rev-parse", "HEAD")[:12]
    text = (content / path).read_text(encoding="utf-8")
    for months in (30, 36):
        text = text.replace("months: 24", f"months: {months}").replace("months: 30", f"months: {months}")
        commit(content, path, text, f"To {months}")
    last = git(content, "rev-parse", "HEAD")[:12]

    desk = desk_site.visit(desk_site.person(Role.CONTRIBUTOR))
    page = desk.read(f"{PLACE}?text=fi&from={first}&to={last}").get_data(as_text=True)

    assert (True, True) == ("<del>24</del>" in page, "<ins>36</ins>" in page)


def test_a_coordinator_restores_and_others_begin_a_draft_with_it(desk_site: DeskSite) -> None:
    """Who publishes may restore at once, with a reason; who does not gets a draft with the old text."""
    first = git(desk_site.portal.settings.content, "rev-parse", "HEAD")
    desk_site.draft(DraftState.PUBLISHED)
    fields = {"revision": first, "text": "fi"}
    coordinator = desk_site.visit(desk_site.person(Role.COORDINATOR))
    contributor = desk_site.visit(desk_site.person(Role.CONTRIBUTOR, "Eino"))
    page = contributor.read(f"{PLACE}?text=fi&restore={first[:12]}").get_data(as_text=True)
    refused = contributor.send(f"{PLACE}/restore", reason="x", **fields)
    drafted = contributor.send(f"{PLACE}/draft", **fields)
    draft = desk_site.portal.workspace.drafts.open_draft(MODEL, Language.FI)
    silent = coordinator.send(f"{PLACE}/restore", reason=" ", **fields)
    done = coordinator.send(f"{PLACE}/restore", reason="Väärä luku", **fields)

    assert (False, 403, 303, False, 422, 303, "Coordinator|restore cases/jarvi-model (fi): Väärä luku") == (
        '/restore"' in page,
        refused.status_code,
        drafted.status_code,
        "hirvipellolla" in draft.typed["summary"],
        silent.status_code,
        done.status_code,
        git(desk_site.portal.settings.content, "log", "-1", "--format=%an|%s"),
    )


def test_a_draft_that_is_open_is_not_written_over(desk_site: DeskSite) -> None:
    """Beginning a draft with an old revision leads to the draft somebody has open."""
    draft = desk_site.draft(DraftState.DRAFT)
    first = git(desk_site.portal.settings.content, "rev-parse", "HEAD")

    answer = desk_site.visit(desk_site.person(Role.COORDINATOR)).send(f"{PLACE}/draft", revision=first, text="fi")

    after = desk_site.portal.workspace.drafts.draft(draft.id)
    assert (303, draft.version) == (answer.status_code, after.version)


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "Väärä tieto"), ("sv", "Felaktig uppgift"), ("en", "The figure was wrong")]
)
def test_a_withdrawn_entry_says_why_in_the_language_of_the_reader(
    desk_site: DeskSite, language: str, words: str
) -> None:
    """The address answers that it is gone, with the reason; lists, search, feeds, sitemap and data know it no more."""
    reasons = {"reason-sv": "Felaktig uppgift", "reason-en": "The figure was wrong"}
    before = desk_site.app.test_client().get("/sitemap.xml").get_data(as_text=True)
    done = withdraw(desk_site, **reasons)
    reader = desk_site.app.test_client()
    page = reader.get(f"/{language}/{MODEL}")
    asked = "q=J%C3%A4rvi"
    lists = (f"/{language}/cases", f"/{language}/search?{asked}", f"/{language}/search.atom?{asked}")
    places = (*lists, "/sitemap.xml", "/api/v1/cases")
    named = [place for place in places if "jarvi-model" in reader.get(place).get_data(as_text=True)]
    hits = desk_site.portal.engine.find(SearchRequest("Järvi", Language.FI)).hits

    assert (True, 303, 410, True, [], 410, False) == (
        "jarvi-model" in before,
        done.status_code,
        page.status_code,
        words in page.get_data(as_text=True),
        named,
        reader.get(f"/api/v1/{MODEL}").status_code,
        MODEL in {hit.ref for hit in hits},
    )


def test_what_is_withdrawn_is_brought_back(desk_site: DeskSite) -> None:
    """With a reason, for the history; readers have it again at once."""
    withdraw(desk_site)
    desk = desk_site.visit(desk_site.person(Role.COORDINATOR))
    told = "Väärä tieto" in desk.read(PLACE).get_data(as_text=True)
    done = desk.send(f"{PLACE}/bring-back", part="", reason="Luku oli oikein")

    answer = desk_site.app.test_client().get(f"/fi/{MODEL}")

    assert (True, 303, 200) == (told, done.status_code, answer.status_code)


@pytest.mark.parametrize(
    ("role", "fields", "status"),
    [
        (Role.CONTRIBUTOR, {}, 403),
        (Role.REVIEWER, {}, 403),
        (Role.COORDINATOR, {"reason-fi": " "}, 422),
        (Role.COORDINATOR, {"instead": "cases/nowhere"}, 422),
        (Role.COORDINATOR, {"instead": HOSTILE}, 422),
        (Role.COORDINATOR, {"part": "xx"}, 400),
    ],
)
def test_withdrawing_is_refused_in_words(desk_site: DeskSite, role: Role, fields: dict[str, str], status: int) -> None:
    """Without the right, without a reason, or with a way on that leads nowhere; readers keep the entry."""
    answer = withdraw(desk_site, role, **fields)

    reader = desk_site.app.test_client().get(f"/fi/{MODEL}")
    assert (status, 200) == (answer.status_code, reader.status_code)


def test_nothing_sent_about_an_entry_becomes_markup(desk_site: DeskSite) -> None:
    """Reasons are shown as the text they are, and odd addresses are answered, not failed on."""
    withdraw(desk_site, **{"reason-fi": HOSTILE})
    desk = desk_site.visit(desk_site.person(Role.COORDINATOR))
    answers = [
        desk_site.app.test_client().get(f"/fi/{MODEL}"),
        desk.read(PLACE),
        desk.read(f"{PLACE}?text=%3Cscript%3E&from=%00&to=x&restore=y&page=-3"),
        desk.send(f"{PLACE}/restore", revision="../../etc/passwd", text="fi", reason=HOSTILE),
        desk.send(f"{PLACE}/restore", revision="0" * 40, text="fi", reason="x"),
        desk.send(f"{PLACE}/restore", revision="HEAD", text="xx", reason="x"),
        desk.send(f"{PLACE}/draft", revision=HOSTILE, text="sv"),
        desk.read("/entries/cases/..%2F..%2Fetc"),
        desk.read("/entries/cases/nothing-here"),
    ]

    pages = [each.get_data(as_text=True) for each in answers]

    assert ([], []) == (
        [each.status_code for each in answers if each.status_code >= 500],
        [page for page in pages if "<script>alert" in page or "<img src=x" in page],
    )


def test_a_long_history_is_shown(desk_site: DeskSite) -> None:
    """Two hundred revisions of one text and the one before them, on as many pages as it takes."""
    path = f"{MODEL}/fi.md"
    content = desk_site.portal.settings.content
    text = (content / path).read_text(encoding="utf-8")
    revise(content, path, (text.replace("months: 24", f"months: {25 + number}") for number in range(REVISIONS)))
    desk = desk_site.visit(desk_site.person(Role.CONTRIBUTOR))

    pages = [desk.read(f"{PLACE}?text=fi&page={number}").get_data(as_text=True) for number in range(1, PAGES + 1)]

    rows = [page.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:] for page in pages]
    assert REVISIONS + 1 == sum(map(len, rows))
