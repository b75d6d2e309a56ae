"""A buyer answers what is known, reads the verdict and takes the memo home, without scripts and with them."""

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page

from portal.domain.language import Language
from tests.browser.chromium import window
from tests.browser.pointer import click_and_follow
from tests.browser.served_site import Site
from tests.web.test_assessment import VERDICTS

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.fixture(params=[False, True], ids=["without scripts", "with scripts"])
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Open an empty page, without scripts and with them."""
    with window(browser, script=request.param) as context:
        yield context.new_page()


def fill(page: Page) -> None:
    """Describe a purchase of cleaning."""
    page.locator("#name").fill("Siivous")
    page.locator("#sector").select_option("cleaning")
    page.locator("#value").fill("1 600 000,50 €")
    page.locator("#months").fill("48")
    for name, code in {"country": "fi", "labour": "most", "skill": "none", "candidates": "enough"}.items():
        page.locator(f"input[name={name}][value={code}]").check()


@pytest.mark.parametrize("language", Language)
def test_from_the_front_page_to_the_memo(language: Language, reader: Page, served: Site, tmp_path: Path) -> None:
    """The link, the form, the verdict, the same page for a colleague, and a file that says the same."""
    reader.goto(f"{served.address}/{language}/")
    click_and_follow(reader.locator(f'main a[href="/{language}/assessment"]'))
    fill(reader)
    click_and_follow(reader.locator("form.assess button"))
    verdict = VERDICTS["suits"][language]
    assert verdict == reader.locator("h1").inner_text()
    reader.goto(reader.url)
    with reader.expect_download() as download:
        reader.locator('main a[href*="memo.docx"]').click()
    file = tmp_path / "memo.docx"
    download.value.save_as(file)

    assert "siivous" in download.value.suggested_filename
    assert f"{verdict}." in [paragraph.text for paragraph in docx.Document(str(file)).paragraphs]


@pytest.mark.parametrize("language", Language)
def test_a_slip_is_put_right_in_place(language: Language, reader: Page, served: Site) -> None:
    """A number that is none keeps everything else; put right, it leads to the answer."""
    reader.goto(f"{served.address}/{language}/assessment")
    fill(reader)
    reader.locator("#months").fill("NaN")
    click_and_follow(reader.locator("form.assess button"))
    assert "NaN" == reader.locator("#months").input_value()
    assert reader.locator("input[name=labour][value=most]").is_checked()
    reader.locator("#months").fill("48")
    click_and_follow(reader.locator("form.assess button"))

    assert VERDICTS["suits"][language] == reader.locator("h1").inner_text()


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
        page.keyboard.type("clean")
        page.locator("#months").focus()
        page.keyboard.type("36")
        page.keyboard.press("Enter")
        page.wait_for_url("**/assessment/answer?**")

        assert "sector=cleaning" in page.url
        assert "country=se" in page.url
        assert "months=36" in page.url
