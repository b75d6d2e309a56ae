"""What says how the law is goes to readers only when somebody has signed for the law, page by page."""

from portal.domain.draft import Draft
from portal.domain.people import Person
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.workflow import DraftState
from portal.domain.workflow import ReviewTask
from tests.history.repository import git
from tests.web.desk_site import Desk
from tests.web.desk_site import DeskSite

CLAUSE = Ref(Collection.CLAUSES, "jarvi-clause")
UNSIGNED = "Somebody has to sign this off first: Law."


def sent_to_review(site: DeskSite) -> Draft:
    """Return the clause as Aino has corrected it and sent it to review from its page."""
    draft = site.draft(DraftState.DRAFT, ref=CLAUSE)
    aino = site.visit(site.person(Role.CONTRIBUTOR, "Aino"))
    aino.send(f"/drafts/{draft.id}/submit", version=draft.version)
    return site.portal.workspace.drafts.draft(draft.id)


def sign(site: DeskSite, by: Person, draft: Draft, *tasks: ReviewTask) -> list[int]:
    """Press the buttons that sign tasks, and return the status of each answer."""
    desk = site.visit(by)
    sent = [desk.send(f"/drafts/{draft.id}/sign", version=draft.version, task=task.value) for task in tasks]
    return [each.status_code for each in sent]


def head(site: DeskSite, form: str) -> str:
    """Return something of the newest commit."""
    return git(site.portal.settings.content, "log", "-1", f"--format={form}").strip()


def offered(desk: Desk, draft: Draft) -> list[bool]:
    """Return whether the page of the draft lets somebody publish and schedule."""
    page = desk.read(f"/drafts/{draft.id}").text
    return [f'/drafts/{draft.id}/{verb}"' in page for verb in ("publish", "schedule")]


def test_a_clause_waits_for_the_signature_for_the_law(desk_site: DeskSite) -> None:
    """Content and language alone publish nothing, also for whoever sends the form all the same; readers wait too."""
    draft, before = sent_to_review(desk_site), head(desk_site, "%H")
    sign(desk_site, desk_site.person(Role.REVIEWER, "Reetta"), draft, ReviewTask.CONTENT, ReviewTask.LANGUAGE)
    coordinator = desk_site.visit(desk_site.person(Role.COORDINATOR))
    shown = offered(coordinator, draft)
    fields = {"version": draft.version, "day": "3.6.2099", "time": "8.30"}
    refused = [coordinator.send(f"/drafts/{draft.id}/{verb}", **fields) for verb in ("publish", "schedule")]

    assert ([False, False], [409, 409], [True, True], before, DraftState.IN_REVIEW, True) == (
        shown,
        [each.status_code for each in refused],
        [UNSIGNED in each.text for each in refused],
        head(desk_site, "%H"),
        desk_site.portal.workspace.drafts.draft(draft.id).state,
        "No lawyer has checked this clause." in coordinator.client.get(f"/en/{CLAUSE}").text,
    )


def test_two_reviewers_sign_three_tasks_and_readers_see_the_legal_check(desk_site: DeskSite) -> None:
    """One signs for the law, another for the rest; the history names both, and the clause says it was checked."""
    draft = sent_to_review(desk_site)
    lawyer, reviewer = (desk_site.person(Role.REVIEWER, name) for name in ("Juristi", "Reetta"))
    signed = sign(desk_site, lawyer, draft, ReviewTask.LAW)
    signed += sign(desk_site, reviewer, draft, ReviewTask.CONTENT, ReviewTask.LANGUAGE)
    coordinator = desk_site.visit(desk_site.person(Role.COORDINATOR))
    shown = offered(coordinator, draft)
    answer = coordinator.send(f"/drafts/{draft.id}/publish", version=draft.version)
    page = coordinator.client.get(f"/en/{CLAUSE}").text

    assert ([303, 303, 303], [True, True], 303, DraftState.PUBLISHED, False, True) == (
        signed,
        shown,
        answer.status_code,
        desk_site.portal.workspace.drafts.draft(draft.id).state,
        "No lawyer has checked this clause." in page,
        "<p>Checked by: " in page,
    )
    assert {"Juristi (law)", "Reetta (content)", "Reetta (language)"} == set(
        head(desk_site, "%(trailers:key=Reviewed-by,valueonly)").splitlines()
    )


def test_the_law_is_signed_anew_when_the_text_has_changed(desk_site: DeskSite) -> None:
    """The signature was for other words; the page offers the button again."""
    draft = sent_to_review(desk_site)
    lawyer = desk_site.person(Role.REVIEWER, "Juristi")
    sign(desk_site, lawyer, draft, ReviewTask.LAW)
    aino = desk_site.person(Role.CONTRIBUTOR, "Aino")
    saved = desk_site.portal.desk.save(draft.id, draft.version, {**draft.typed, "title": "Toinen otsikko"}, aino)

    assert ([409], [303], (ReviewTask.CONTENT, ReviewTask.LANGUAGE)) == (
        sign(desk_site, lawyer, draft, ReviewTask.LAW),
        sign(desk_site, lawyer, saved, ReviewTask.LAW),
        desk_site.portal.workspace.drafts.draft(draft.id).unsigned,
    )


def test_nobody_signs_for_the_law_where_nobody_asked(desk_site: DeskSite) -> None:
    """A case has no such task, so its history names no such review."""
    draft = desk_site.draft(DraftState.IN_REVIEW)

    assert ([409], ()) == (
        sign(desk_site, desk_site.person(Role.REVIEWER, "Juristi"), draft, ReviewTask.LAW),
        desk_site.portal.workspace.drafts.draft(draft.id).sign_offs,
    )
