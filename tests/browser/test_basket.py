"""The way of a buyer: look, gather, fill in, take home; by mouse, by keyboard, and without a script."""

import io
import re
from pathlib import Path
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import docx
import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page

from portal.domain.language import Language
from tests.browser.chromium import window
from tests.browser.keys import press_and_follow
from tests.browser.keys import walk_to
from tests.browser.pages import BASKET
from tests.browser.pages import FOUND
from tests.browser.pointer import click_and_follow
from tests.browser.served_site import Site
from tests.browser.ways import ways
from tests.browser.ways import with_and_without_script

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

NAME = "Koulujen siivous 2027"


def gathered(page: Page) -> list[str]:
    """Return the clauses that the address carries."""
    return parse_qs(urlsplit(page.url).query).get("basket", [""])[0].split(".")


@ways(Language.SV)
def test_from_a_search_to_a_document(language: Language, buyer: Page, served: Site) -> None:
    """Two clauses from the answers, a third from inside the basket, a blank, a name, another order, and the file."""
    buyer.goto(f"{served.address}/{language}/")
    buyer.locator("main input[name=q]").fill(FOUND[language])
    click_and_follow(buyer.locator("main form button").first)
    buyer.locator("input[name=kind][value=clauses]").check()
    click_and_follow(buyer.locator(".facets button"))
    click_and_follow(buyer.locator(".answers .take a").nth(0))
    click_and_follow(buyer.locator(".answers .take a").nth(1))
    two = gathered(buyer)
    click_and_follow(buyer.locator(f'nav.ways a[href*="/{language}/basket?"]'))
    buyer.locator("#name").fill(NAME)
    buyer.locator("#find").fill(FOUND[language])
    click_and_follow(buyer.locator("button[value=find]"))
    click_and_follow(buyer.locator("button[value^='add.']").first)
    three = gathered(buyer)
    buyer.locator("input[name^='blank.']").first.fill("17,5")
    click_and_follow(buyer.locator(f"button[value='up.{three[2]}']"))
    with buyer.expect_download() as download:
        buyer.locator("button[formaction$='.docx']").click()
    document = docx.Document(io.BytesIO(Path(download.value.path()).read_bytes()))

    assert (2, 3) == (len(two), len(three))
    assert [three[0], three[2], three[1]] == gathered(buyer)
    assert buyer.locator("#name").input_value() == NAME
    assert buyer.locator(".filled").first.inner_text() == "17,5"
    assert NAME == document.core_properties.title
    assert any("17,5" in each.text for each in document.paragraphs)
    assert "koulujen-siivous-2027.docx" == download.value.suggested_filename


def test_by_keyboard_alone(page: Page, served: Site) -> None:
    """A clause is added from its page, named and taken home without a mouse; Enter in a field updates the page."""
    page.goto(f"{served.address}/fi/clauses/helsinki-matching-service")
    walk_to(page, ".take a")
    press_and_follow(page, "Enter")
    walk_to(page, 'nav.ways a[href*="/basket?"]')
    press_and_follow(page, "Enter")
    walk_to(page, "#name")
    page.keyboard.type(NAME)
    press_and_follow(page, "Enter")
    title = page.locator("h1").inner_text()
    walk_to(page, "button[formaction$='.odt']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert NAME == title
    assert download.value.suggested_filename.endswith(".odt")


def test_an_added_clause_stays_in_view(page: Page, served: Site) -> None:
    """After the page has come again, the next Tab goes on behind the link that was followed."""
    page.goto(f"{served.address}/en/clauses")
    click_and_follow(page.locator(".take a").nth(9))
    shown = page.locator(".take a").nth(9).bounding_box()
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.closest('.take') !== null")

    assert shown is not None
    assert 0 <= shown["y"] < 900
    assert focused


def test_a_colleague_gets_the_same_page(browser: Browser, served: Site) -> None:
    """In a browser that has never been here, from the address alone."""
    seen = []
    for _ in range(2):
        with window(browser) as context:
            page = context.new_page()
            page.goto(f"{served.address}/sv/basket?{BASKET}")
            seen.append(page.locator("main").inner_html())
            assert [] == context.cookies()

    assert seen[0] == seen[1]


@with_and_without_script
def test_nothing_typed_is_lost_where_the_address_ends(buyer: Page, served: Site) -> None:
    """A note too long for an address stays in its field, and is in the document."""
    note = "pitkä huomautus " * 800
    buyer.goto(f"{served.address}/fi/basket?{BASKET}")
    buyer.locator("#note").fill(note)
    click_and_follow(buyer.locator("button[value=save]").first)
    kept = buyer.locator("#note").input_value()
    with buyer.expect_download() as download:
        buyer.locator("button[formaction$='.md']").click()

    assert note.strip() == kept
    assert note.strip() in re.sub(r"\s+", " ", Path(download.value.path()).read_text(encoding="utf-8"))
