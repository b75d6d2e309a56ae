"""A buyer answers what is known, reads the verdict and takes the memo home, without scripts and with them."""

from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page

from portal.domain.language import Language
from tests.browser.chromium import window
from tests.browser.pointer import click_and_follow
from tests.browser.served_site import Site
from tests.browser.ways import ways
from tests.web.test_assessment import VERDICTS

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def fill(page: Page) -> None:
    """Describe a purchase of cleaning."""
    page.locator("#name").fill("Siivous")
    page.locator("#sector").select_option("cleaning")
    page.locator("#value").fill("1 600 000,50 €")
    page.locator("#months").fill("48")
    for name, code in {"country": "fi", "labour": "most", "skill": "none", "candidates": "enough"}.items():
        page.locator(f"input[name={name}][value={code}]").check()


@ways(Language.FI)
def test_from_the_front_page_to_the_memo(language: Language, buyer: Page, served: Site, tmp_path: Path) -> None:
    """The link, the form, the verdict, the same page for a colleague, and a file that says the same."""
    buyer.goto(f"{served.address}/{language}/")
    click_and_follow(buyer.locator(f'main a[href="/{language}/assessment"]'))
    fill(buyer)
    click_and_follow(buyer.locator("form.assess button"))
    verdict = VERDICTS["suits"][language]
    assert verdict == buyer.locator("h1").inner_text()
    buyer.goto(buyer.url)
    with buyer.expect_download() as download:
        buyer.locator('main a[href*="memo.docx"]').click()
    file = tmp_path / "memo.docx"
    download.value.save_as(file)

    assert "siivous" in download.value.suggested_filename
    assert f"{verdict}." in [paragraph.text for paragraph in docx.Document(str(file)).paragraphs]


@ways(Language.EN)
def test_a_slip_is_put_right_in_place(language: Language, buyer: Page, served: Site) -> None:
    """A number that is none keeps everything else; put right, it leads to the answer."""
    buyer.goto(f"{served.address}/{language}/assessment")
    fill(buyer)
    buyer.locator("#months").fill("NaN")
    click_and_follow(buyer.locator("form.assess button"))
    assert "NaN" == buyer.locator("#months").input_value()
    assert buyer.locator("input[name=labour][value=most]").is_checked()
    buyer.locator("#months").fill("48")
    click_and_follow(buyer.locator("form.assess button"))

    assert VERDICTS["suits"][language] == buyer.locator("h1").inner_text()


def test_the_form_can_be_filled_by_keyboard(browser: Browser, served: Site) -> None:
    """Tab, arrows and Enter are enough."""
    with window(browser) as context:
        page = context.new_page()
        page.goto(f"{served.address}/en/assessment")
        page.locator("#name").focus()
        page.keyboard.type("Cleaning")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Tab")
        page.keyboard.press("c")
        page.locator("#months").focus()
        page.keyboard.type("36")
        page.keyboard.press("Enter")
        page.wait_for_url("**/assessment/answer?**")

        assert "sector=cleaning" in page.url
        assert "country=se" in page.url
        assert "months=36" in page.url
