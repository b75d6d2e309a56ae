"""Translating an entry into two languages in a real browser, with and without script."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import expect

from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from tests.browser.axe import axe_violations
from tests.browser.chromium import NARROW
from tests.browser.chromium import WIDE
from tests.browser.chromium import window
from tests.browser.served_desk import ServedDesk
from tests.shared.rounds import round_of

pytestmark = pytest.mark.browser

NEWS = Ref(Collection.NEWS, "only-in-finnish")
PLACE = f"/translate/{NEWS}"
TITLES = {Language.SV: "Järvi berättade om modellen", Language.EN: "Järvi told about the model"}
TEXTS = {
    Language.SV: "Staden berättade om modellen i januari.[^S1]",
    Language.EN: "The city told about the model in January.[^S1]",
}
TURNS = round_of([(width, language) for width in (NARROW, WIDE) for language in Language], 4)
"""Each width in each language; in the small round in one each."""
CORRECTED = "Kaupunki kertoi mallista lehdistölle tammikuussa.[^S1]"


def test_an_entry_is_translated_into_two_languages_with_and_without_script(desk: ServedDesk, browser: Browser) -> None:
    """From the matrix to the reader, and back when a correction of the original leaves one passage behind."""
    with ExitStack() as windows:
        with_script = windows.enter_context(window(browser)).new_page()
        without = windows.enter_context(window(browser, script=False)).new_page()
        for page, language in ((with_script, Language.SV), (without, Language.EN)):
            desk.sign_in(page, Role.CONTRIBUTOR)
            begin(page, desk, language)
            fill(page, language)
        wait_until_saved(with_script, desk, Language.SV)
        with_script.reload()
        expect(with_script.locator("#unit-title input:not([type])")).to_have_value(TITLES[Language.SV])
        for page, language in ((with_script, Language.SV), (without, Language.EN)):
            page.get_by_role("button", name="Send to review").click()
            expect(page.locator("p.note[role=status]")).to_contain_text("Sent to review")
            publish(desk, language)
            page.goto(f"{desk.address}/{language}/{NEWS}")
            expect(page.locator("h1")).to_have_text(TITLES[language])

        correct(desk)
        without.goto(desk.url("/translations?collection=news&standing=stale"))
        behind = without.locator("td.is-stale")
        expect(behind).to_have_count(2)
        expect(behind.last).to_contain_text("since")
        behind.last.get_by_role("link", name="Mistä on kyse").click()
        expect(without.locator("#unit-about ins")).to_contain_text("lehdistölle")
        expect(without.locator("#unit-title ins")).to_have_count(0)
        reader = windows.enter_context(window(browser, script=False)).new_page()
        reader.goto(f"{desk.address}/en/{NEWS}")
        expect(reader.locator("#about .stale")).to_contain_text("changed on")
        reader.locator("#about .stale").get_by_role("link", name="See what has changed").click()
        expect(reader.locator("ins")).to_contain_text("lehdistölle")


@pytest.mark.parametrize(("width", "language"), TURNS)
def test_the_pages_of_translating_are_open_to_everybody(
    desk: ServedDesk, browser: Browser, width: int, language: Language
) -> None:
    """No rule of axe is broken and nothing has to be scrolled sideways, wide or narrow."""
    desk.portal.desk.begin(Ref(Collection.CASES, "jarvi-model"), Language.EN, desk.person(Role.CONTRIBUTOR))
    with window(browser, width) as context:
        page = context.new_page()
        desk.sign_in(page, Role.CONTRIBUTOR)
        found = []
        for path in ("/translations", "/translate/cases/jarvi-model/en", "/translate/clauses/jarvi-clause/sv"):
            if path.endswith(language):
                continue
            page.goto(desk.url(path, language))
            found += axe_violations(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path

    assert [] == found


def begin(page: Page, desk: ServedDesk, language: Language) -> None:
    """Go from the matrix to the cell of a language, and begin."""
    page.goto(desk.url("/translations?collection=news"))
    page.locator("table.matrix tbody tr td").nth(list(Language).index(language)).get_by_role("link").first.click()
    expect(page).to_have_url(desk.url(f"{PLACE}/{language}"))
    page.get_by_role("button", name="Begin translating").click()


def fill(page: Page, language: Language) -> None:
    """Type the translation and say that every passage is in step."""
    page.locator("#unit-title input:not([type])").fill(TITLES[language])
    page.locator("#unit-summary textarea").fill(f"{TITLES[language]}.")
    page.locator("#unit-about input:not([type])").fill("Om" if language is Language.SV else "About")
    page.locator("#unit-about textarea").fill(TEXTS[language])
    for box in page.locator("input[name=step]").all():
        box.check()


def wait_until_saved(page: Page, desk: ServedDesk, language: Language) -> None:
    """Wait until the script has saved the last tick, without a button pressed."""
    for _ in range(40):
        draft = desk.portal.workspace.drafts.open_draft(NEWS, language)
        if draft and "made_from.about" in draft.typed:
            return
        page.wait_for_timeout(500)
    pytest.fail("the page did not save by itself")


def publish(desk: ServedDesk, language: Language) -> None:
    """Sign and publish the open draft, as a reviewer and a coordinator do."""
    verbs = desk.portal.desk
    draft = desk.portal.workspace.drafts.open_draft(NEWS, language)
    assert draft
    for task in draft.tasks:
        verbs.sign(draft.id, draft.version, task, desk.person(Role.REVIEWER))
    verbs.publish(draft.id, draft.version, desk.person(Role.COORDINATOR))


def correct(desk: ServedDesk) -> None:
    """Publish another wording of the one section of the original."""
    writer = desk.person(Role.CONTRIBUTOR)
    draft = desk.portal.desk.begin(NEWS, Language.FI, writer)
    path = next(path for path, text in draft.typed.items() if text.startswith("Kaupunki kertoi mallista"))
    desk.portal.desk.save(draft.id, draft.version, {**draft.typed, path: CORRECTED}, writer)
    draft = desk.portal.workspace.drafts.open_draft(NEWS, Language.FI)
    assert draft
    desk.portal.desk.submit(draft.id, draft.version, writer)
    publish(desk, Language.FI)
