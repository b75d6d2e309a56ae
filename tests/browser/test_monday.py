"""From a reader's comment and case to the coordinator's Monday, in a real browser, with and without script."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import expect

from portal.domain.incoming import CaseField
from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from tests.browser.axe import axe_violations
from tests.browser.nu_checker import html_faults
from tests.browser.served_desk import ServedDesk
from tests.shared.rounds import round_of

pytestmark = pytest.mark.browser

SHORT = Ref(Collection.CLAUSES, "model-start")
READ_SECONDS = 3500
"""A reader takes more than three seconds, in milliseconds."""
OPEN = ("/clauses/model-start", "/clauses/model-start/comment", "/send-a-case", "/send-a-case/thanks", "/wanted")
CLOSED = ("/desk/monday", "/desk/inbox/comments", "/desk/inbox/cases", "/desk/report")


def test_a_comment_without_script_is_let_by_a_coordinator(desk: ServedDesk, browser: Browser, page: Page) -> None:
    """The reader looks at it and sends it; nobody sees it until the coordinator lets it, then everybody does."""
    place = f"{desk.address}/en/clauses/jarvi-clause"
    plain = browser.new_context(java_script_enabled=False)
    reader = plain.new_page()
    reader.goto(place)
    reader.get_by_text("Comment on this clause").click()
    reader.get_by_label("Your comment").fill("It worked well in cleaning.")
    reader.get_by_role("button", name="See how it will look").click()
    reader.wait_for_timeout(READ_SECONDS)
    reader.get_by_role("button", name="Send to the editors").click()
    expect(reader.get_by_role("heading", name="Thank you for the comment")).to_be_visible()
    reader.goto(place)
    expect(reader.get_by_text("It worked well in cleaning.")).to_have_count(0)

    desk.sign_in(page, Role.COORDINATOR)
    page.goto(desk.url("/monday"))
    page.get_by_role("link", name="It worked well in cleaning.").click()
    waiting = page.locator("[id^=comment-]", has_text="It worked well in cleaning.")
    waiting.get_by_role("button", name="Show it to readers").click()
    expect(page.get_by_role("heading", name="What readers see")).to_be_visible()
    reader.goto(place)

    expect(reader.get_by_text("It worked well in cleaning.")).to_be_visible()
    plain.close()


@pytest.mark.parametrize("language", round_of(tuple(Language), 3))
def test_the_pages_are_sound_for_everybody(desk: ServedDesk, page: Page, language: Language, tmp_path: Path) -> None:
    """Neither axe nor the HTML checker finds anything, at 320 pixels nothing sticks out."""
    desk.portal.workspace.comments.add(SHORT, language, f"Kommentti {language}", "upphandlare")
    fields = {CaseField.WHAT: f"Siivous {language}", CaseField.REQUIRED: "x" * 300}
    desk.portal.workspace.sent_cases.add(language, fields)
    desk.sign_in(page, Role.COORDINATOR)
    found, wide = {}, []
    for number, path in enumerate((*OPEN, *CLOSED)):
        page.goto(f"{desk.address}/{language}{path}")
        found[path] = axe_violations(page)
        page.set_viewport_size({"width": 320, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)
        page.set_viewport_size({"width": 1280, "height": 900})
        (tmp_path / f"{number}.html").write_text(page.request.get(page.url).text(), encoding="utf-8")

    assert ({}, [], {}) == ({path: lines for path, lines in found.items() if lines}, wide, html_faults(tmp_path))
