"""The keyboard alone reaches everything, sees where it is, and gets away again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page

from portal.domain.language import Language
from tests.browser.chromium import NARROW
from tests.browser.chromium import WIDE
from tests.browser.chromium import window
from tests.browser.keys import FOCUS
from tests.browser.keys import focus_trail
from tests.browser.keys import press_and_follow
from tests.browser.keys import walk_to
from tests.browser.pages import BY_NAME
from tests.browser.pages import BY_TURNS
from tests.browser.pages import FOUND
from tests.browser.pages import PageType
from tests.browser.served_site import Site
from tests.shared.rounds import round_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

BLIND = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { outline: 0 !important; box-shadow: none !important }");
  document.adoptedStyleSheets = [sheet];
}"""

TURNS = round_of(BY_TURNS, 4)
WINDOWS = [(language, width) for language in Language for width in (WIDE, NARROW)]


@pytest.fixture(scope="module")
def walked(browser: Browser) -> Iterator[Page]:
    """A window that stays open from page to page."""
    with window(browser) as context:
        yield context.new_page()


@pytest.mark.parametrize(("page_type", "language"), TURNS, ids=[f"{page.name}-{each}" for page, each in TURNS])
def test_tab_reaches_everything_and_is_seen(
    page_type: PageType, language: Language, walked: Page, served: Site
) -> None:
    """Tab goes from the skip link through every link, field and button in order, to the end.

    Whatever has the focus has an outline of at least two pixels or a shadow it did not have before.
    The small round walks through every second page.
    """
    walked.goto(page_type.address(served, language))
    stops = walked.evaluate(FOCUS)
    trail = focus_trail(walked, "Tab", len(stops))
    unseen = [step["name"] for step in trail if not (step["visible"] and step["sized"])]

    assert stops == [step["name"] for step in trail]
    assert list(range(len(stops))) == [step["place"] for step in trail]
    assert [] == unseen


def test_an_unseen_focus_is_noticed(page: Page, served: Site) -> None:
    """With every outline and shadow taken away nothing counts as seen, so the check above means something."""
    page.goto(BY_NAME["search-hits"].address(served, Language.FI))
    page.evaluate(BLIND)
    stops = page.evaluate(FOCUS)
    seen = [step["name"] for step in focus_trail(page, "Tab", len(stops)) if step["visible"]]

    assert [] == seen


@pytest.mark.parametrize("language", round_of(tuple(Language), 3, first=1))
def test_the_skip_link_comes_first_and_works(language: Language, page: Page, served: Site) -> None:
    """The first Tab shows the skip link; Enter on it leads past the menu, so that the next Tab is in the main part."""
    page.goto(BY_NAME["detail-cases"].address(served, language))
    page.keyboard.press("Tab")
    shown = page.evaluate(
        "document.activeElement.matches('.skip') && document.activeElement.getBoundingClientRect().top >= 0"
    )
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.querySelector('main').contains(document.activeElement)")

    assert (True, True) == (shown, inside)


def test_shift_tab_goes_the_whole_way_back(page: Page, served: Site) -> None:
    """Backwards the same stops are met in the opposite order: there is no trap in either direction."""
    page.goto(BY_NAME["search-filtered"].address(served, Language.SV))
    stops = page.evaluate(FOCUS)
    focus_trail(page, "Tab", len(stops))
    trail = focus_trail(page, "Shift+Tab", len(stops) - 1)

    assert list(range(len(stops) - 1))[::-1] == [step["place"] for step in trail]


@pytest.mark.parametrize(("language", "width"), round_of(WINDOWS, 3))
def test_search_filter_and_open_without_a_mouse(language: Language, width: int, browser: Browser, served: Site) -> None:
    """By keys alone a question is asked, an answer limited to Sweden, and the first hit opened."""
    with window(browser, width) as context:
        page = context.new_page()
        page.goto(BY_NAME["home"].address(served, language))
        walk_to(page, "main input[name=q]")
        page.keyboard.type(FOUND[language])
        press_and_follow(page, "Enter")
        if width == NARROW:
            walk_to(page, ".facets > summary")
            page.keyboard.press("Enter")
        walk_to(page, "input[name=country][value=se]")
        page.keyboard.press("Space")
        walk_to(page, ".facets button")
        press_and_follow(page, "Enter")
        asked = page.url.partition("?")[2]
        walk_to(page, ".answers h3 a")
        wanted = page.evaluate("document.activeElement.href")
        press_and_follow(page, "Enter")

        assert {f"q={FOUND[language]}", "country=se"} <= set(asked.split("&"))
        assert wanted == page.url
