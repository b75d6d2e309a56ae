"""A full day of a coordinator who has nothing but a keyboard, from signing in to signing out."""

import re

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import expect

from portal.domain.incoming import CaseField
from portal.domain.incoming import CaseState
from portal.domain.incoming import Moderation
from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.workflow import DraftState
from tests.browser.chromium import window
from tests.browser.full_desk import CLAUSE
from tests.browser.full_desk import published
from tests.browser.full_desk import signed
from tests.browser.keys import press_and_follow
from tests.browser.keys import walk_to
from tests.browser.served_desk import PASSWORD
from tests.browser.served_desk import ServedDesk
from tests.browser.served_desk import email_of
from tests.shared.rounds import round_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(200)]

TURNS = ((Language.FI, True), (Language.EN, True), (Language.SV, False))
"""Each language, with script or without; the small round has the first."""

LONG_AGO = "2020-01-01"
NOT_YET = "2031-06-01"


@pytest.mark.parametrize(("language", "script"), round_of(TURNS, 3))
def test_a_day_without_a_mouse(desk: ServedDesk, browser: Browser, language: Language, script: bool) -> None:
    """Everything a coordinator does is reached by Tab, done by keys, and seen where the focus is."""
    due = Ref(Collection.CASES, f"day-due-{language}")
    ready = Ref(Collection.CASES, f"day-ready-{language}")
    published(desk, due, title=f"Järvi: erääntynyt {language}", review_by=LONG_AGO)
    waiting = signed(desk, ready, title=f"Järvi: valmis {language}")
    desk.portal.workspace.comments.add(CLAUSE, language, f"Kommentti päivästä {language}", "")
    case = desk.portal.workspace.sent_cases.add(
        language, {CaseField.WHAT: f"Siivous {language}", CaseField.REQUIRED: "Kaksi"}
    )
    desk.person(Role.COORDINATOR, 2)
    with window(browser, script=script) as context:
        page = context.new_page()
        signs_in(page, desk, language)
        corrects(page, due, language)
        moderates(page, language)
        decides(page, case.id, language)
        translates(page, due, language)
        schedules(page, waiting.id)
        follow(page, "form[action$='/sign-out'] button")
        expect(page.locator("form[action$='/sign-out']")).to_have_count(0)

    portal = desk.portal
    corrected = portal.workspace.drafts.open_draft(due, Language.FI)
    translated = portal.workspace.drafts.open_draft(due, Language.SV)
    told = [each.text for each in portal.workspace.comments.of_state(Moderation.SHOWN)]
    assert corrected
    assert translated
    assert (DraftState.IN_REVIEW, NOT_YET, f"Rubrik {language}", True, CaseState.DRAFTED, DraftState.SCHEDULED) == (
        corrected.state,
        corrected.typed["review_by"],
        translated.typed["title"],
        f"Kommentti päivästä {language}" in told,
        portal.workspace.sent_cases.case(case.id).state,
        portal.workspace.drafts.draft(waiting.id).state,
    )


def signs_in(page: Page, desk: ServedDesk, language: Language) -> None:
    """Sign in with the form."""
    page.goto(desk.url(language=language))
    walk_to(page, "#email")
    page.keyboard.type(email_of(Role.COORDINATOR, 2))
    walk_to(page, "#password")
    page.keyboard.type(PASSWORD)
    press_and_follow(page, "Enter")
    expect(page).to_have_url(re.compile(r"/desk\??$"))


def corrects(page: Page, due: Ref, language: Language) -> None:
    """Go from Monday to an entry that is due, set another date, look at it and hand it over."""
    follow(page, ".desk-ways a[href$='/monday']")
    follow(page, f"#reviews button[value='{due}/fi']")
    retype(page, "[name='t.review_by']", NOT_YET)
    retype(page, "#reason", f"Tarkistettu {language}")
    follow(page, "button[value=check]")
    expect(page.locator("#faults")).to_have_count(0)
    follow(page, "main a[href$='/preview']")
    expect(page.locator("main h1")).to_contain_text("erääntynyt")
    follow(page, "main nav a[href*='/write/']")
    follow(page, "button[value=submit]")
    expect(page.locator("button[value=submit]")).to_have_count(0)


def moderates(page: Page, language: Language) -> None:
    """Go from Monday to a comment, answer it and show it to readers."""
    follow(page, ".desk-ways a[href$='/monday']")
    follow(page, "#comments a[href*='/inbox/comments#']")
    place = page.locator("li.row", has_text=f"Kommentti päivästä {language}").get_attribute("id")
    retype(page, f"#{place} textarea", "Kiitos.")
    follow(page, f"#{place} button[value=shown]")


def decides(page: Page, case_id: int, language: Language) -> None:
    """Make a draft of a case that was sent in."""
    follow(page, ".desk-ways a[href$='/monday']")
    follow(page, f"#cases a[href$='#case-{case_id}']")
    retype(page, f"#id-{case_id}", f"day-sent-{language}")
    walk_to(page, f"#language-{case_id}")
    page.keyboard.press("Home")
    follow(page, f"#case-{case_id} form[action$='/draft'] button")


def translates(page: Page, due: Ref, language: Language) -> None:
    """Go through the filters of the matrix to a cell, and translate one passage."""
    follow(page, ".desk-ways a[href$='/translations']")
    follow(page, "table.plain a[href*='collection=cases']")
    follow(page, f"table.matrix a[href*='/translate/{due}/sv']")
    follow(page, "button[value=begin]")
    retype(page, "#unit-title input:not([type])", f"Rubrik {language}")
    walk_to(page, "#unit-title input[name=step]")
    page.keyboard.press("Space")
    follow(page, "button[value=save]")


def schedules(page: Page, draft_id: int) -> None:
    """Find the draft that is ready in the list, and let it be published on a day to come."""
    follow(page, ".desk-ways a[href$='/drafts']")
    follow(page, f"table a[href$='/drafts/{draft_id}']")
    retype(page, "#day", "3.6.2030")
    retype(page, "#time", "8.30")
    follow(page, "form[action$='/schedule'] button")
    expect(page.locator("#refusal")).to_have_count(0)


def follow(page: Page, selector: str) -> None:
    """Walk to a link or a button and press it."""
    walk_to(page, selector)
    press_and_follow(page, "Enter")


def retype(page: Page, selector: str, words: str) -> None:
    """Walk to a field and type something else into it."""
    walk_to(page, selector)
    page.keyboard.press("Control+a")
    page.keyboard.type(words)
