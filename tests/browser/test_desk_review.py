"""The pages of reviewing and publishing in a browser: no rule broken, and one way through by keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page

from portal.domain.draft import Draft
from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.search.request import SearchRequest
from tests.browser.axe import axe_violations
from tests.browser.chromium import NARROW
from tests.browser.nu_checker import html_faults
from tests.browser.served_desk import ServedDesk
from tests.shared.rounds import round_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
MODEL = Ref(Collection.CASES, "jarvi-model")
WORD = "hirvipelto"


@pytest.fixture(scope="module")
def draft(desk: ServedDesk) -> Draft:
    """A draft of the model case in review, with a remark and something changed in words and facts."""
    writer, verbs = desk.person(Role.CONTRIBUTOR), desk.portal.desk
    draft = verbs.begin(MODEL, Language.FI, writer)
    typed = {**draft.typed, "summary": f"Järvi työllistää: {WORD}.", "contract_length.months": "60"}
    draft = verbs.save(draft.id, draft.version, typed, writer)
    desk.portal.draft_review.remark(draft.id, "summary", WORD, "Mikä?", desk.person(Role.REVIEWER))
    return verbs.submit(draft.id, draft.version, writer)


@pytest.mark.parametrize("language", round_of(tuple(Language), 3))
def test_the_pages_of_a_review_keep_the_rules(
    desk: ServedDesk, draft: Draft, browser: Browser, language: Language, tmp_path: Path
) -> None:
    """Axe finds nothing, the Nu checker neither, and nobody scrolls sideways on a phone."""
    page = browser.new_context().new_page()
    desk.sign_in(page, Role.COORDINATOR)
    revision = desk.portal.repository.head()[:12]
    paths = ("", "/drafts", f"/drafts/{draft.id}", f"/entries/{MODEL}", f"/entries/{MODEL}?text=fi&restore={revision}")
    found, wide = {}, {}
    for number, path in enumerate(paths):
        answer = page.goto(desk.url(path, language))
        found[path] = axe_violations(page)
        (tmp_path / f"page-{number}.html").write_text(answer.text(), encoding="utf-8")
        page.set_viewport_size({"width": NARROW, "height": 800})
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
        page.set_viewport_size({"width": 1280, "height": 800})
    page.context.close()

    assert (dict.fromkeys(paths, ()), [], {}) == (
        found,
        [path for path, width in wide.items() if width > NARROW],
        html_faults(tmp_path),
    )


def press(page: Page, name: str) -> None:
    """Press a button from the keyboard and wait for the page that follows."""
    page.get_by_role("button", name=name, exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("scripts", [False], ids=["without scripts"])
def test_two_people_bring_a_draft_to_readers(desk: ServedDesk, draft: Draft, browser: Browser, scripts: bool) -> None:
    """A reviewer signs every task, a coordinator publishes; an anonymous reader finds it."""
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    desk.sign_in(page, Role.REVIEWER)
    page.goto(desk.url(f"/drafts/{draft.id}"))
    for name in ("Sign off: Content", "Sign off: Language"):
        press(page, name)
    desk.sign_in(page, Role.COORDINATOR)
    page.goto(desk.url(f"/drafts/{draft.id}"))
    press(page, "Publish now")
    context.clear_cookies()
    page.goto(f"{desk.address}/fi/search?q={WORD}")
    text = page.locator("main").inner_text()
    context.close()

    hits = [str(hit.ref) for hit in desk.portal.engine.find(SearchRequest(WORD, Language.FI)).hits]
    assert ([str(MODEL)], True) == (hits, "Järvi" in text)
