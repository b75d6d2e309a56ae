"""Pages keep to themselves: no foreign request, no complaint, no cookie, and little to carry."""

from urllib.parse import urlsplit

import pytest

from portal.domain.language import Language
from tests.browser.pages import PAGES
from tests.browser.pages import PageType
from tests.browser.visit import Visits

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

HEAVIEST = 100_000
"""Bytes of a first visit with everything in it: page, style, font, picture, headers."""

every_page = pytest.mark.parametrize("page_type", PAGES, ids=lambda page: page.name)
every_language = pytest.mark.parametrize("language", Language)


@every_language
@every_page
def test_no_request_leaves_the_portal(page_type: PageType, language: Language, visits: Visits) -> None:
    """Everything a page needs comes from the host it came from."""
    visit = visits.to(page_type, language)
    own = urlsplit(page_type.address(visits.site, language)).netloc

    assert {own} == {urlsplit(address).netloc for address in visit.requests}


@every_language
@every_page
def test_the_console_stays_empty(page_type: PageType, language: Language, visits: Visits) -> None:
    """The browser has no error and no warning to report."""
    assert () == visits.to(page_type, language).console


@every_language
@every_page
def test_no_cookie_is_set(page_type: PageType, language: Language, visits: Visits) -> None:
    """Nobody who reads gets a cookie."""
    assert () == visits.to(page_type, language).cookies


@every_language
@every_page
def test_a_first_visit_is_light(page_type: PageType, language: Language, visits: Visits) -> None:
    """A page with all that belongs to it is below 100 kB."""
    assert HEAVIEST > visits.to(page_type, language).bytes


@every_language
@every_page
def test_no_page_brings_a_script_it_needs(page_type: PageType, language: Language, visits: Visits) -> None:
    """What is read without scripts is the whole page: one script suggests what to type, one copies what is shown."""
    assert visits.to(page_type, language).outline["scripts"] in {1, 2}
