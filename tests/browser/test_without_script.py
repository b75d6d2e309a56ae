"""Everything a reader comes for works where scripts are switched off."""

from collections.abc import Iterator
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page

from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from tests.browser.chromium import window
from tests.browser.pages import BY_NAME
from tests.browser.pages import FOUND
from tests.browser.served_site import Site
from tests.shared.rounds import round_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

LANGUAGES = tuple(Language)
NEXT = {Language.FI: Language.SV, Language.SV: Language.EN, Language.EN: Language.FI}


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """Open an empty page where no script runs."""
    with window(browser, script=False) as context:
        yield context.new_page()


@pytest.mark.parametrize("language", round_of(LANGUAGES, 3))
def test_from_the_front_page_to_a_hit(language: Language, plain: Page, served: Site) -> None:
    """A question from the front page, a filter, another order, and the first hit is the entry it names."""
    plain.goto(BY_NAME["home"].address(served, language))
    plain.locator("main input[name=q]").fill(FOUND[language])
    plain.locator("main form button").first.click()
    plain.locator("input[name=kind][value=cases]").check()
    plain.locator("select[name=sort]").select_option("title")
    plain.locator(".facets button").click()
    asked = parse_qs(urlsplit(plain.url).query)
    hit = plain.locator(".answers h3 a").first
    title = " ".join(hit.inner_text().split())
    hit.click()

    assert ([FOUND[language]], ["cases"], ["title"]) == (asked["q"], asked["kind"], asked["sort"])
    assert f"/{language}/cases/" in plain.url
    assert title == " ".join(plain.locator("h1").inner_text().split())


@pytest.mark.parametrize("language", round_of(LANGUAGES, 3, first=1))
def test_the_language_menu_keeps_question_filters_and_page(language: Language, plain: Page, served: Site) -> None:
    """On the second page of limited answers another language shows the same question, filters and page."""
    other = NEXT[language]
    path = f"/search?q={FOUND[language]}&country=fi&country=se&sort=title&page=2"
    plain.goto(f"{served.address}/{language}{path}")
    first = plain.locator(".answers ol").get_attribute("start")
    plain.locator(f"nav.langs a[hreflang={other}]").click()
    address = urlsplit(plain.url)

    assert f"/{other}/search" == address.path
    assert parse_qs(urlsplit(path).query) == parse_qs(address.query)
    assert (FOUND[language], 2) == (
        plain.locator("input[name=q]").input_value(),
        plain.locator("input[name=country]:checked").count(),
    )
    assert first is not None


@pytest.mark.parametrize("language", round_of(LANGUAGES, 3, first=2))
def test_the_language_menu_stays_on_the_page(language: Language, plain: Page, served: Site) -> None:
    """From a clause, a concept, a list and a way of browsing another language leads to the same page."""
    other = NEXT[language]
    for name in ("detail-clauses", "concept", "list-page-2", "list-filtered", "browse-phase", "untranslated"):
        path = BY_NAME[name].path(served.shelf, language)
        plain.goto(f"{served.address}/{language}{path}")
        plain.locator(f"nav.langs a[hreflang={other}]").click()

        assert f"{served.address}/{other}{path}" == plain.url


@pytest.mark.parametrize("language", round_of(LANGUAGES, 3))
def test_from_the_glossary_to_a_clause(language: Language, plain: Page, served: Site) -> None:
    """From the menu to a concept, from there by search to a clause, and on to the case behind it."""
    plain.goto(BY_NAME["home"].address(served, language))
    plain.locator(f'nav.ways a[href="/{language}/glossary"]').click()
    plain.locator(f'main a[href^="/{language}/glossary/"]').first.click()
    concept = plain.url
    plain.locator("header input[name=q]").fill(FOUND[language])
    plain.locator("header form button").click()
    plain.locator("input[name=kind][value=clauses]").check()
    plain.locator(".facets button").click()
    plain.locator(".answers h3 a").first.click()
    clause = _entry_of(plain.url, served)
    plain.locator(f'main .row a[href^="/{language}/cases/"]').first.click()
    case = _entry_of(plain.url, served)

    assert f"/{language}/glossary/" in concept
    assert (Collection.CLAUSES, Collection.CASES) == (clause.collection, case.collection)


@pytest.mark.parametrize("language", round_of(LANGUAGES, 3, first=1))
def test_a_list_can_be_limited_and_paged(language: Language, plain: Page, served: Site) -> None:
    """A list takes a filter by its form, keeps it in the address, and pages by links."""
    plain.goto(f"{served.address}/{language}/organisations")
    plain.locator("main select").first.select_option("se")
    plain.locator("main form.sieve button").click()
    limited = parse_qs(urlsplit(plain.url).query)
    plain.goto(f"{served.address}/{language}/organisations")
    plain.locator("nav.pager a[rel=next]").click()

    assert ["se"] == limited["country"]
    assert ["2"] == parse_qs(urlsplit(plain.url).query)["page"]


def _entry_of(address: str, served: Site) -> Ref:
    """Return the entry at an address; fails when there is none on the shelf."""
    _, collection, entry_id = urlsplit(address).path.strip("/").split("/")
    ref = Ref(Collection(collection), entry_id)
    assert served.shelf.get(ref) is not None
    return ref
