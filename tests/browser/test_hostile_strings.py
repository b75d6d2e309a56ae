"""Whatever is written into the content or an address, nothing of it comes alive."""

import shutil
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from markdown_it import MarkdownIt
from playwright.sync_api import Browser
from playwright.sync_api import Page

from portal.bootstrap import build_portal
from portal.domain.reference import Collection
from portal.library.shelf import Shelf
from portal.settings import Settings
from portal.web.app import create_app
from tests.browser.chromium import window
from tests.browser.hostile_library import HARMLESS
from tests.browser.hostile_library import shelf_of
from tests.browser.hostile_library import write_hostile_news
from tests.browser.hostile_strings import hostile_strings
from tests.browser.served_site import ROOT
from tests.browser.served_site import Site
from tests.browser.served_site import build_index
from tests.browser.served_site import compile_catalogues
from tests.browser.served_site import site
from tests.conftest import IndexFolder
from tests.shared.rounds import round_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

LIVE_NODES = Path(__file__).with_name("live_nodes.js").read_text(encoding="utf-8")
STRINGS = hostile_strings()
LANGUAGES = ("fi", "sv", "en")
AT_ONCE = 40
ON_ONE_SHELF = 200
OWN = {"form", "input", "button", "svg", "select", "link", "meta"}
"""What our own pages have alive: forms to search and filter with, the mark, and the head's links."""

Life = list[list[str]]
"""What is alive in a page when it is read, and what is when it is written out and read again."""


@dataclass(slots=True)
class HeldShelf:
    """Hands out a shelf that never came from files, in the place of the one that watches them."""

    shelf: Shelf

    def current(self) -> Shelf:
        """Return the shelf."""
        return self.shelf


@dataclass(frozen=True, slots=True)
class Speaker:
    """An application whose shelf is made of strings, no checker between."""

    client: FlaskClient
    held: HeldShelf

    def say(self, strings: Sequence[str]) -> None:
        """Put these strings on the shelf, and nothing else."""
        self.held.shelf = shelf_of(strings, self.held.shelf.vocabularies)

    def pages(self, addresses: Iterable[str]) -> list[str]:
        """Return the pages at these addresses; one that breaks would be as dead as any other."""
        answers = [self.client.get(address) for address in addresses]
        assert [] == [answer.request.path for answer in answers if answer.status_code >= 500]
        return [answer.text for answer in answers]


@pytest.fixture(scope="module")
def speaker(index_folder: IndexFolder) -> Speaker:
    """Make the application once; it has no index."""
    compile_catalogues()
    portal = build_portal(Settings(content=ROOT / "content", search_index=index_folder()))
    held = HeldShelf(portal.shelf())
    return Speaker(create_app(replace(portal, live_shelf=held)).test_client(), held)


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """Open one empty page in which others are read."""
    with window(browser) as context:
        page = context.new_page()
        page.goto("about:blank")
        yield page


@pytest.fixture(scope="module")
def hostile_site(index_folder: IndexFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a content folder with a tenth of the strings in its news, indexed and all."""
    folder = tmp_path_factory.mktemp("hostile")
    content = folder / "content"
    for part in ("vocabulary", "organisations/keino"):
        shutil.copytree(ROOT / "content" / part, content / part)
    likely_to_pass = [string for string in STRINGS if "<" not in string and "](" not in string]
    write_hostile_news(content, (*STRINGS[::7], *likely_to_pass[::2]), "keino", "S2")
    index = index_folder()
    build_index(content, index)
    with site(content, index, index_folder(), folder / "log") as running:
        yield running


def test_there_are_enough_strings() -> None:
    """There are at least two thousand different strings."""
    assert len(STRINGS) >= 2000


def test_the_check_sees_what_is_alive(reader: Page) -> None:
    """Put raw into a page, many hundreds of the strings are alive: the check's silence elsewhere means something."""
    raw = [f"<!doctype html><title>t</title><p title='{HARMLESS}'>{string}</p>" for string in STRINGS]
    alive = [first for first, _ in _life(reader, raw) if first]

    assert len(alive) >= 1500


def test_the_check_sees_through_markdown_too(reader: Page) -> None:
    """Put through a Markdown parser that lets HTML pass and guards no address, hundreds of the strings are alive."""
    parser = MarkdownIt("commonmark", {"html": True})
    parser.validateLink = lambda _address: True
    alive = [first for first, _ in _life(reader, [parser.render(string) for string in STRINGS]) if first]

    assert len(alive) >= 1000


def test_a_form_cannot_lie_about_itself(reader: Page) -> None:
    """A form whose fields are named like the properties the check reads is seen all the same."""
    raw = "<form onclick=1><input name=attributes><input name=tagName><input name=childNodes></form>"
    (first, _), *_ = _life(reader, [raw])

    assert ["form", "form[onclick]", "input", "input", "input"] == first


def test_no_string_lives_on_a_page_of_its_own(speaker: Speaker, reader: Page) -> None:
    """As title, summary, heading, text, wording, slot, code, source, each string leaves the page as dead as peace."""
    strings = round_of(STRINGS, 7)
    speaker.say((*strings, HARMLESS))
    addresses = [f"/{LANGUAGES[number % 3]}/clauses/{number}" for number in range(len(strings))]
    harmless = f"/fi/clauses/{len(strings)}"

    assert [] == _livelier(reader, speaker, harmless, addresses)


def test_no_string_lives_on_the_page_of_a_concept(speaker: Speaker, reader: Page) -> None:
    """As word, synonym, definition and source of a concept, each string leaves the page as dead as peace."""
    strings = round_of(STRINGS, 11)
    speaker.say((*strings, HARMLESS))
    addresses = [f"/{LANGUAGES[number % 3]}/glossary/{number}" for number in range(len(strings))]
    harmless = f"/fi/glossary/{len(strings)}"

    assert [] == _livelier(reader, speaker, harmless, addresses)


def test_no_string_lives_in_an_error(speaker: Speaker, reader: Page) -> None:
    """A page that does not exist repeats what was asked, and nothing of it is alive."""
    addresses = [f"/fi/cases/{quote(string, safe='')}" for string in round_of(STRINGS, 7)]

    assert [] == _livelier(reader, speaker, f"/fi/cases/{HARMLESS}", addresses)


def test_no_string_lives_in_a_list(speaker: Speaker, reader: Page) -> None:
    """Lists, filters, ways of browsing and the glossary show every string, and have no more alive than without any."""
    addresses = [f"/{LANGUAGES[page % 3]}/clauses?page={page}" for page in range(1, ON_ONE_SHELF // 20 + 1)]
    addresses += ["/fi/glossary", "/en/browse", "/sv/", "/fi/cases/case", "/en/organisations/organisation"]
    speaker.say([f"{HARMLESS} {number}" for number in range(ON_ONE_SHELF)])
    expected = _life(reader, speaker.pages(addresses))
    livelier = []
    for start in round_of(range(0, len(STRINGS) - ON_ONE_SHELF, ON_ONE_SHELF), 4):
        speaker.say(STRINGS[start : start + ON_ONE_SHELF])
        found = _life(reader, speaker.pages(addresses))
        livelier += [(start, *three) for three in zip(addresses, expected, found, strict=True) if three[1] != three[2]]

    assert [] == livelier


def test_no_string_lives_in_a_search(served: Site, page: Page) -> None:
    """Asked as a question, a filter, an order and a page, a string is shown and stays dead, in the real browser."""
    alarms = _alarms(page)
    for number, string in enumerate(round_of(STRINGS[::7], 9)):
        asked = quote(string, safe="")
        name = ("q", "country", "sort", "page")[number % 4] if number % 2 else "q"
        page.goto(f"{served.address}/{LANGUAGES[number % 3]}/search?{name}={asked}&q={asked}")
        alarms.extend(_strangers(page))

    assert [] == alarms


def test_no_string_lives_in_a_browser(hostile_site: Site, page: Page) -> None:
    """Read from files by the portal, indexed, found and opened in the real browser, no string does anything.

    The lists, the answers, every news that the checker let pass, and the faults of those that it did not.
    """
    alarms = _alarms(page)
    news = hostile_site.shelf.entries(Collection.NEWS)
    paths = ["/fi/status", "/en/status", *(f"/sv/news?page={number + 1}" for number in range(len(news) // 20 + 1))]
    paths += [f"/fi/search?q={HARMLESS}&page={number + 1}" for number in range(len(news) // 10 + 1)]
    paths += [f"/{LANGUAGES[number % 3]}/news/{entry.id}" for number, entry in enumerate(news)]
    for path in paths:
        page.goto(f"{hostile_site.address}{path}")
        alarms.extend(_strangers(page))

    assert [] == alarms
    assert len(news) >= 15
    assert len(hostile_site.shelf.problems) >= 100


def test_the_strings_are_really_there(speaker: Speaker) -> None:
    """The pages looked at carry the strings, escaped and not dropped, in every one of their places."""
    speaker.say(["<img src=x onerror=1>"])
    page = speaker.client.get("/fi/clauses/0").text

    assert page.count("&lt;img src=x onerror=1&gt;") >= 20


def _life(reader: Page, pages: Sequence[str]) -> list[Life]:
    found: list[Life] = []
    for start in range(0, len(pages), AT_ONCE):
        found.extend(reader.evaluate(LIVE_NODES, pages[start : start + AT_ONCE]))
    return found


def _livelier(reader: Page, speaker: Speaker, harmless: str, addresses: list[str]) -> list[tuple[str, Life]]:
    """Return the pages that have anything alive that the harmless one has not, or lack what it has."""
    expected, *found = _life(reader, speaker.pages([harmless, *addresses]))
    return [(address, life) for address, life in zip(addresses, found, strict=True) if life != expected]


def _not_ours(life: Life) -> list[str]:
    """Return what our pages have not; of scripts they have one, in the head, which is read only the first time."""
    scripts = {"script"} if [found.count("script") for found in life] == [1, 0] else set()
    return sorted({name for found in life for name in found} - OWN - scripts)


def _alarms(page: Page) -> list[str]:
    """Return a list that fills with whatever should not happen: dialogs, broken policy, foreign requests."""
    alarms: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: alarms.append(message.text) if "Content Security" in message.text else None)
    page.on("request", lambda asked: None if "//127.0.0.1:" in asked.url else alarms.append(f"asked {asked.url}"))
    page.on("popup", lambda opened: alarms.append(f"opened {opened.url}"))
    return alarms


def _strangers(page: Page) -> list[str]:
    """Return what is alive on the page and not ours, and whether a string has had its way."""
    life, *_ = page.evaluate(LIVE_NODES, [page.evaluate("document.documentElement.outerHTML")])
    strangers = [f"{page.url}: {name}" for name in _not_ours(life)]
    return [*strangers, f"{page.url}: taken"] if page.title() == "taken" else strangers
