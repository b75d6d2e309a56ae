"""Every page can be found one's way in without seeing it: landmarks, headings, names, languages."""

import html
import re
import urllib.request
from collections import Counter
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.reference import ref_from_text
from tests.browser.pages import BY_NAME
from tests.browser.pages import PAGES
from tests.browser.pages import PageType
from tests.browser.served_site import Site
from tests.browser.visit import Visits

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

every_page = pytest.mark.parametrize("page_type", PAGES, ids=lambda page: page.name)
every_language = pytest.mark.parametrize("language", Language)

OTHER_STATES = {
    "list-filtered",
    "search-filtered",
    "search-notes",
    "calculator-faults",
    "outcomes-limited",
    "outcomes-nothing",
    "assessment-faults",
    "basket-carried",
    "compare-remarks",
    "version-changes",
}
"""Pages that are another page in another state: filtered, with remarks, with clauses in the basket."""

SEARCHES = [page.name for page in PAGES if page.name.startswith("search-") and page.status == 200]
NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


@every_language
@every_page
def test_a_page_has_one_of_each_landmark(page_type: PageType, language: Language, visits: Visits) -> None:
    """There is one header, one main part, one footer, and every other landmark has a name."""
    outline = visits.to(page_type, language).outline
    found = (outline["banners"], outline["mains"], outline["footers"], outline["namelessLandmarks"])

    assert (1, 1, 1, []) == found


@every_language
@every_page
def test_headings_go_down_one_step_at_a_time(page_type: PageType, language: Language, visits: Visits) -> None:
    """There is one first-level heading, it comes first in the page, and no level is left out below it."""
    levels = visits.to(page_type, language).outline["headings"]
    gaps = [(above, below) for above, below in pairwise(levels) if below > above + 1]

    assert (1, 1, []) == (levels[0], levels.count(1), gaps)


@every_language
@every_page
def test_a_page_says_its_language(page_type: PageType, language: Language, visits: Visits) -> None:
    """The document is in the language of its address."""
    assert language == visits.to(page_type, language).outline["lang"]


@every_language
@every_page
def test_the_language_menu_speaks_three_languages(page_type: PageType, language: Language, visits: Visits) -> None:
    """Each name in the language menu is in its own language, says where it leads, and the present one is marked."""
    menu = visits.to(page_type, language).outline["menu"]
    expected = [[each, each, NAMES[each], "true" if each == language else None] for each in Language]

    assert expected == menu


@every_language
def test_titles_tell_pages_apart(language: Language, visits: Visits) -> None:
    """No two types of page have the same title in one language; another state makes no other page."""
    kinds = {page.path(visits.site.shelf, language): page for page in PAGES if page.name not in OTHER_STATES}
    titles = Counter(visits.to(page, language).outline["title"] for page in kinds.values() if page.status == 200)

    assert [] == [title for title, times in titles.items() if times > 1]


@every_language
@every_page
def test_names_in_another_language_say_so(page_type: PageType, language: Language, visits: Visits) -> None:
    """A link that carries the title of an entry in another language than the page's is marked with that language."""
    outline = visits.to(page_type, language).outline
    wrong = [
        (words, marked, sorted(spoken))
        for address, words, marked in outline["links"]
        if (spoken := _languages_of_title(address, words, visits.site)) and marked not in spoken
    ]

    assert [] == wrong


@every_language
@pytest.mark.parametrize("name", ["untranslated", "stale", "detail-cases", "detail-news", "detail-materials"])
def test_passages_say_the_language_they_are_in(name: str, language: Language, visits: Visits) -> None:
    """Title, summary and every section of an entry are marked with the language the reader really gets."""
    page_type = BY_NAME[name]
    entry = _entry_at(page_type.path(visits.site.shelf, language), visits.site)
    assert entry is not None
    expected = {str(entry.texts.best(language)[1])}

    assert expected == {marked for _, marked in visits.to(page_type, language).outline["passages"]}


@every_language
def test_a_wording_says_the_language_it_is_in(language: Language, visits: Visits) -> None:
    """Each part of the original is marked with its own language, the translation beside it with the reader's."""
    page_type = BY_NAME["clause-face-to-face"]
    entry = _entry_at(page_type.path(visits.site.shelf, language), visits.site)
    assert entry is not None
    expected = [entry.original] if language == entry.original else [entry.original, language]

    marked = visits.to(page_type, language).outline["wordings"]

    assert len(marked) >= len(expected)
    assert expected * (len(marked) // len(expected)) == marked


@every_language
def test_an_entry_in_another_language_says_so_in_words(language: Language, visits: Visits) -> None:
    """A page whose text the reader's language lacks has a notice; one that has it has none."""
    page_type = BY_NAME["untranslated"]
    entry = _entry_at(page_type.path(visits.site.shelf, language), visits.site)
    assert entry is not None
    noticed = 'role="note"' in visits.to(page_type, language).html

    assert (language not in entry.texts) == noticed


@every_language
def test_an_outdated_passage_says_so_where_it_is(language: Language, visits: Visits) -> None:
    """The page of a changed original names the passage in every translation, and the original itself does not."""
    page_type = BY_NAME["stale"]
    entry = _entry_at(page_type.path(visits.site.shelf, language), visits.site)
    assert entry is not None
    said = visits.to(page_type, language).html.count('class="stale"')

    assert (0 if language == entry.original else 1) == said


@every_language
@pytest.mark.parametrize("name", SEARCHES)
def test_the_number_of_answers_is_a_status_message(name: str, language: Language, visits: Visits) -> None:
    """What the search found is told to those who do not see the list."""
    status = visits.to(BY_NAME[name], language).outline["status"]

    # The other is the empty one in which the script of the search box tells how many suggestions there are.
    assert 1 == len([words for words in status if words])


@every_language
def test_no_two_pages_have_the_same_title(language: Language, served: Site) -> None:
    """Over everything on the map of the site, titles are unique within a language.

    The page of an entry has the title of its text, as some of them show, so that only the other pages are opened.
    """
    sitemap = _fetch(f"{served.address}/sitemap.xml")
    addresses = sorted({each for each in re.findall(r"<loc>([^<]+)</loc>", sitemap) if f"/{language}/" in each})
    entries = {address: entry for address in addresses if (entry := _entry_at(urlsplit(address).path[3:], served))}
    titles = {address: f"{entry.texts.best(language)[0].title} – Silta" for address, entry in entries.items()}
    shown = {address: _title(_fetch(address)) for address in [*addresses[::40], *sorted(set(addresses) - set(titles))]}
    times = Counter((titles | shown).values())

    assert len(titles) >= 400
    assert {} == {address: title for address, title in shown.items() if titles.get(address, title) != title}
    assert [] == [title for title, number in times.items() if number > 1]


def test_print_leaves_the_text_and_drops_the_way_around(page: Page, served: Site) -> None:
    """On paper there is no menu, no search, no list of contents; the text and its sources are there."""
    page.goto(BY_NAME["detail-cases"].address(served, Language.FI))
    page.emulate_media(media="print")
    shown = page.evaluate(
        "() => Object.fromEntries(['h1', '.passage', '.sources', 'nav', 'form', '.skip'].map(each => "
        "[each, [...document.querySelectorAll(each)].some(one => one.checkVisibility())]))"
    )

    assert {"h1": True, ".passage": True, ".sources": True, "nav": False, "form": False, ".skip": False} == shown


def _entry_at(path: str, site: Site) -> Entry | None:
    ref = ref_from_text(urlsplit(path).path.strip("/"))
    return site.shelf.get(ref) if ref else None


def _languages_of_title(address: str, words: str, site: Site) -> set[str]:
    """Return the languages in which these words are the title of the entry at the address."""
    entry = _entry_at(address[3:], site) if re.match(r"/(fi|sv|en)/", address) else None
    if entry is None:
        return set()
    found = {each: entry.texts.get(each) for each in entry.texts}
    return {str(each) for each, text in found.items() if text is not None and _folded(text.title) == _folded(words)}


def _folded(words: str) -> str:
    return " ".join(words.split())


def _fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as response:
        return str(response.read().decode("utf-8"))


def _title(page: str) -> str:
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    return html.unescape(found[1]) if found else ""
