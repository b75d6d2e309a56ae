"""What the desk answers to a form with faults: as sound as every page, and it leads to what is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page

from portal.domain.language import Language
from portal.domain.people import Role
from tests.browser.chromium import window
from tests.browser.faulty_answers import UNCHECKED
from tests.browser.faulty_answers import faulty_forms
from tests.browser.faulty_answers import sent
from tests.browser.full_desk import come_as
from tests.browser.served_desk import PASSWORD
from tests.browser.served_desk import ServedDesk
from tests.browser.served_desk import email_of
from tests.browser.sound_page import Sweep
from tests.shared.rounds import WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

LEADS = Path(__file__).with_name("leads.js").read_text(encoding="utf-8")
ERROR = {Language.FI: "Virhe:", Language.SV: "Fel:", Language.EN: "Error:"}
"""How the title of a page begins that says what is wrong: it is what a screen reader says first."""

MARKED = "main [aria-invalid=true]"
NAMES = "found => found.map(each => each.name)"
REDIRECTED = 303
EXPIRED = 401
REFUSED = 403


@pytest.fixture
def at_desk(browser: Browser) -> Iterator[Page]:
    """A window whose width and colours change."""
    with window(browser) as context:
        yield context.new_page()


def test_every_answer_is_sound_and_leads_to_the_fault(desk: ServedDesk, at_desk: Page, tmp_path: Path) -> None:
    """Each in a language and a window in turn: axe, HTML, width, title, the way to the fault, the other languages.

    In the small round every fourth one is looked at by axe and for its width, and all for the rest.
    """
    sweep, who, languages = Sweep(tmp_path), None, list(Language)
    for number, faulty in enumerate(faulty_forms(desk)):
        language, other = (languages[each % len(languages)] for each in (number, number + 1))
        if faulty.seen_by != who:
            who = faulty.seen_by
            come_as(desk, at_desk.context, who)
        answer = sent(desk, at_desk, language, faulty)
        if answer.status != faulty.status:
            sweep.note(faulty.name, f"answered with {answer.status}")
        if faulty.at_field:
            sweep.note(faulty.name, *at_desk.evaluate(LEADS))
            if not at_desk.title().startswith(ERROR[language]):
                sweep.note(faulty.name, f"does not say in its title that something is wrong: {at_desk.title()}")
        if faulty.only and [faulty.only] != (marked := at_desk.eval_on_selector_all(MARKED, NAMES)):
            sweep.note(faulty.name, f"marks {marked}")
        address = at_desk.locator(f".langs a[hreflang={other}]").get_attribute("href")
        in_other = at_desk.context.request.get(f"{desk.address}{address}", max_redirects=0).status
        if in_other not in {200, REDIRECTED}:
            sweep.note(faulty.name, f"leads to {address}, which answers with {in_other}")
        if WHOLE or number % 4 == 0:
            sweep.look(at_desk, faulty.name, number // len(languages))
        sweep.keep(faulty.name, answer.text())

    assert {} == sweep.found()


@pytest.mark.parametrize("language", [Language.SV])
def test_a_form_that_outlives_the_sign_in_is_sound_all_the_way(
    desk: ServedDesk, at_desk: Page, language: Language, tmp_path: Path
) -> None:
    """The page that asks to sign in again, the one after a wrong password, and the one that sends the form anew."""
    sweep, statuses = Sweep(tmp_path), []
    desk.sign_in(at_desk, Role.COORDINATOR)
    at_desk.goto(desk.url("/report", language))
    at_desk.evaluate(UNCHECKED)
    at_desk.locator("#report-text").fill("Järvi palkkaa kaksi. " * 9)
    at_desk.context.clear_cookies()
    for turn, password in enumerate((None, "wrong", PASSWORD)):
        if password:
            at_desk.locator("#email").fill(email_of(Role.COORDINATOR))
            at_desk.locator("#password").fill(password)
        with at_desk.expect_navigation() as led:
            at_desk.locator("main form button:not([type])").first.click()
        statuses.append(led.value.status)
        sweep.look(at_desk, f"{led.value.status}", turn)
        sweep.keep(f"{led.value.status}", led.value.text())
        if led.value.status == REFUSED and not at_desk.title().startswith(ERROR[language]):
            sweep.note(f"{REFUSED}", "does not say in its title that something is wrong")

    assert {} == sweep.found()
    assert [EXPIRED, REFUSED, 200] == statuses
