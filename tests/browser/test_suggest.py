"""Suggestions under a search box, by keyboard and as a screen reader is told of them."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import expect

from portal.domain.language import Language
from tests.browser.axe import axe_violations
from tests.browser.chromium import NARROW
from tests.browser.chromium import window
from tests.browser.served_site import Site
from tests.shared.rounds import round_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

TYPED = {Language.FI: "työllistämis", Language.SV: "sysselsättnings", Language.EN: "employment"}
LETTER_BY_LETTER = """(box, words) => {
  box.focus();
  for (const letter of words) {
    box.value += letter;
    box.dispatchEvent(new Event("input"));
  }
}"""
BOXES = {"/": "search", "/search": "search", "/cases": "site-search"}

TURNS = round_of([(path, language) for path in BOXES for language in Language], len(Language) + 1)
"""Each box in each language; in the small round each in another one."""


def typed(page: Page, site: Site, language: Language, path: str = "/") -> None:
    """Type the beginning of a word into the search box of a page and wait for the list."""
    page.goto(f"{site.address}/{language}{path}")
    # All at once: letter by letter, a slow machine would show the list of the first letters for a moment.
    page.locator(f"#{BOXES[path]}").fill(TYPED[language])
    page.locator("[role=listbox]:visible [role=option]").first.wait_for()


@pytest.mark.parametrize(("path", "language"), TURNS)
def test_arrows_go_through_the_list_and_back_to_the_box(
    page: Page, served: Site, path: str, language: Language
) -> None:
    """The box keeps the focus, names the option it is at, and is nowhere after the last."""
    typed(page, served, language, path)
    box = page.get_by_role("combobox").first
    options = page.locator("[role=listbox]:visible [role=option]")
    seen = []
    for _ in range(options.count() + 1):
        box.press("ArrowDown")
        seen.append(box.get_attribute("aria-activedescendant"))
    box.press("ArrowUp")

    assert [*(each.get_attribute("id") for each in options.all()), None] == seen
    assert box.get_attribute("aria-activedescendant") == seen[-2]
    assert 1 == page.locator("[role=option][aria-selected=true]").count()
    expect(box).to_be_focused()


def test_before_typing_there_is_no_list(page: Page, served: Site) -> None:
    """Neither on a page nor in its head is anything of it to be seen."""
    page.goto(f"{served.address}/en/cases")

    expect(page.locator("#site-search[role=combobox]")).to_have_count(1)
    expect(page.locator("[role=listbox]:visible")).to_have_count(0)


@pytest.mark.parametrize("language", round_of(tuple(Language), 3, first=1))
def test_the_list_says_what_it_is(page: Page, served: Site, language: Language) -> None:
    """Expanded, named, counted aloud, in the language of each text, and sound for axe."""
    typed(page, served, language)
    box = page.get_by_role("combobox").first
    count = page.locator("[role=listbox]:visible [role=option]").count()

    assert ("true", "list", "search-suggestions") == tuple(
        box.get_attribute(name) for name in ("aria-expanded", "aria-autocomplete", "aria-controls")
    )
    assert page.locator("[role=listbox]:visible").get_attribute("aria-label")
    assert page.locator(".ask-row [role=status]").first.inner_text().startswith(f"{count} ")
    assert () == axe_violations(page)


def test_escape_closes_first_and_keeps_the_words(page: Page, served: Site) -> None:
    """A second Escape does what the browser does."""
    typed(page, served, Language.EN)
    box = page.get_by_role("combobox").first
    box.press("ArrowDown")
    box.press("Escape")

    assert ("false", None, "employment") == (
        box.get_attribute("aria-expanded"),
        box.get_attribute("aria-activedescendant"),
        box.input_value(),
    )


def test_enter_on_an_option_goes_there_and_without_one_searches(page: Page, served: Site) -> None:
    """The list never takes Enter away from who did not choose."""
    typed(page, served, Language.EN)
    page.get_by_role("combobox").first.press("Enter")
    page.wait_for_url("**/en/search?q=employment")
    typed(page, served, Language.SV)
    box = page.get_by_role("combobox").first
    box.press("ArrowDown")
    text = page.locator("[aria-selected=true] span").first.inner_text()
    box.press("Enter")
    page.wait_for_url("**/sv/search?q=*")

    assert text == unquote(page.url.rpartition("=")[2]).replace("+", " ")


def test_a_press_on_an_option_goes_there(page: Page, served: Site) -> None:
    """A pointer does what Enter does."""
    typed(page, served, Language.EN)
    page.locator("[role=listbox]:visible [role=option]").first.click()
    page.wait_for_url("**/en/search?q=*")

    assert "/en/search?q=" in page.url


def test_leaving_the_box_closes_the_list(page: Page, served: Site) -> None:
    """Tab goes on as if there were no list."""
    typed(page, served, Language.EN)
    page.get_by_role("combobox").first.press("Tab")

    expect(page.locator("[role=listbox]:visible")).to_have_count(0)
    expect(page.locator("main .ask-row button")).to_be_focused()


def test_without_a_connection_nothing_is_asked(page: Page, served: Site) -> None:
    """The box is a plain search box, and nothing complains."""
    page.goto(f"{served.address}/en/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest?" in request.url else None)
    page.context.set_offline(True)
    page.locator("#search").press_sequentially("employment", delay=10)
    page.wait_for_timeout(500)

    assert [] == asked
    assert "false" == page.locator("#search").get_attribute("aria-expanded")


def test_typing_fast_asks_once(page: Page, served: Site) -> None:
    """The script waits for a pause: ten letters in one moment are one question."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest?" in request.url else None)
    page.goto(f"{served.address}/en/")
    # By the page itself: keys pressed from outside would come with pauses of their own on a slow machine.
    page.locator("#search").evaluate(LETTER_BY_LETTER, TYPED[Language.EN])
    page.locator("[role=listbox]:visible [role=option]").first.wait_for()

    assert 1 == len(asked)


def test_the_list_fits_a_phone(browser: Browser, served: Site) -> None:
    """Nothing sticks out of a window of 320 pixels."""
    with window(browser, NARROW) as context:
        page = context.new_page()
        typed(page, served, Language.FI, "/cases")
        width = page.evaluate("document.documentElement.scrollWidth")

    assert width <= NARROW
