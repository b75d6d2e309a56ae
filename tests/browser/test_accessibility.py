"""Every type of page in three languages keeps the rules of WCAG 2.2 A and AA that a machine can check."""

import pytest
from playwright.sync_api import Page

from portal.domain.language import Language
from tests.browser.axe import axe_violations
from tests.browser.chromium import NARROW
from tests.browser.chromium import WIDE
from tests.browser.pages import LOOKED_AT_CLOSELY
from tests.browser.pages import PAGES
from tests.browser.pages import PageType
from tests.browser.visit import Visits
from tests.shared.rounds import WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

OTHER_WINDOWS = ((NARROW, False), (NARROW, True), (WIDE, True))
"""A phone by day, a phone by night, a desk by night; the desk by day is every page's first visit."""

TURNS = [
    (page, language, *OTHER_WINDOWS[(number + turn) % len(OTHER_WINDOWS)])
    for number, page in enumerate(PAGES)
    for turn, language in enumerate(Language)
    if WHOLE or (number % 4 == 0 and turn == (number + 1) % len(Language))
]
"""Each language of a page gets another of the other windows, so that every page type is seen in all of them.

In the small round, every fourth page type is seen in one of them, in another language than at a desk by day.
"""

closely = pytest.mark.parametrize(
    ("page_type", "language"), LOOKED_AT_CLOSELY, ids=[f"{page.name}-{each}" for page, each in LOOKED_AT_CLOSELY]
)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("page_type", PAGES, ids=lambda page: page.name)
def test_the_page_answers_as_it_should(page_type: PageType, language: Language, visits: Visits) -> None:
    """A page is there, and an error page says so to machines too."""
    assert page_type.status == visits.to(page_type, language).status


@closely
def test_axe_finds_nothing(page_type: PageType, language: Language, visits: Visits) -> None:
    """At a desk by day no rule is broken in any language; in the small round each page is seen in one."""
    assert () == visits.to(page_type, language).violations


@pytest.mark.parametrize(
    ("page_type", "language", "width", "dark"),
    TURNS,
    ids=[f"{page.name}-{language}-{width}-{'dark' if dark else 'light'}" for page, language, width, dark in TURNS],
)
def test_axe_finds_nothing_in_another_window(
    page_type: PageType, language: Language, width: int, dark: bool, visits: Visits
) -> None:
    """On a phone and by night, with all that folds unfolded, no rule is broken either."""
    assert () == visits.violations_in(width, page_type, language, dark=dark)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("page_type", PAGES, ids=lambda page: page.name)
def test_nothing_is_wider_than_a_phone(page_type: PageType, language: Language, visits: Visits) -> None:
    """At 320 px, which is also a desk at 400 %, nobody scrolls sideways."""
    assert NARROW >= visits.to(page_type, language).width_on_phone


def test_axe_sees(page: Page) -> None:
    """On a page that breaks four rules axe finds all four, so its silence elsewhere means something."""
    page.set_content('<html><title>t</title><body><img src="x"><input><p style="color:#999;background:#aaa">faint</p>')
    found = {line.split(":")[0] for line in axe_violations(page)}

    assert {"image-alt", "label", "color-contrast", "html-has-lang"} <= found
