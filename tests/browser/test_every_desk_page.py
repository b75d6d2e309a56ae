"""Every page of the desk, taken from the route map, in three languages: axe, HTML, width, keyboard and names."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import BrowserContext
from playwright.sync_api import Page
from playwright.sync_api import Response

from portal.domain.language import Language
from tests.browser.axe import axe_violations
from tests.browser.chromium import HEIGHT
from tests.browser.chromium import NARROW
from tests.browser.chromium import WIDE
from tests.browser.chromium import window
from tests.browser.full_desk import DeskPage
from tests.browser.full_desk import come_as
from tests.browser.full_desk import filled
from tests.browser.full_desk import pages_of
from tests.browser.keys import FOCUS
from tests.browser.keys import focus_trail
from tests.browser.nu_checker import html_faults
from tests.browser.served_desk import ServedDesk
from tests.browser.visit import OPEN_EVERYTHING

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

WINDOWS = ((WIDE, "light"), (NARROW, "dark"), (NARROW, "light"))
"""Each language of a page gets another of them, so that every page is seen in all."""

SOUND = frozenset({200, 410})
"""A page is there, or says that its link was used."""

NAMELESS = frozenset({"RootWebArea", "generic", "main", "none"})
"""What has the focus as a place to go to, and is named by what it holds."""


@pytest.fixture(scope="module")
def pages(desk: ServedDesk, browser: Browser) -> list[DeskPage]:
    """Every page of a desk on which something waits everywhere, without the addresses that give a file."""
    with window(browser) as context:
        return [each for each in pages_of(desk, filled(desk)) if is_page(desk, context, each)]


@pytest.fixture
def at_desk(browser: Browser) -> Iterator[Page]:
    """A window whose width and colours change."""
    with window(browser) as context:
        yield context.new_page()


@pytest.mark.parametrize("language", Language)
def test_every_page_is_sound(
    desk: ServedDesk, pages: list[DeskPage], at_desk: Page, language: Language, tmp_path: Path
) -> None:
    """Axe finds nothing, by day or by night, wide or narrow; nobody scrolls sideways; the HTML is valid."""
    assert ({}, [], {}) == soundness(desk, pages, at_desk, language, tmp_path)


def test_everything_is_reached_seen_and_named(desk: ServedDesk, pages: list[DeskPage], at_desk: Page) -> None:
    """Tab goes through every link, field and button in order; each shows the focus, and a screen reader can name it."""
    assert ({}, {}, {}) == reach(desk, pages, at_desk)


def soundness(
    desk: ServedDesk, pages: list[DeskPage], at_desk: Page, language: Language, folder: Path
) -> tuple[dict[str, tuple[str, ...]], list[str], dict[str, list[str]]]:
    """Return what axe finds, which pages are wider than a phone, and what is wrong with the HTML, by page."""
    found: dict[str, tuple[str, ...]] = {}
    wide, names = [], {}
    for number, (each, answer) in enumerate(visited(desk, pages, at_desk, language)):
        width, colours = WINDOWS[(number + list(Language).index(language)) % len(WINDOWS)]
        at_desk.set_viewport_size({"width": width, "height": HEIGHT})
        at_desk.emulate_media(color_scheme="dark" if colours == "dark" else "light")
        at_desk.evaluate(OPEN_EVERYTHING)
        found[each.name] = axe_violations(at_desk)
        at_desk.set_viewport_size({"width": NARROW, "height": HEIGHT})
        if at_desk.evaluate("document.documentElement.scrollWidth") > NARROW:
            wide.append(each.name)
        names[f"{number}"] = each.name
        (folder / f"{number}.html").write_text(answer.text(), encoding="utf-8")
    invalid = {names[file]: faults for file, faults in html_faults(folder).items()}
    return {name: faults for name, faults in found.items() if faults}, wide, invalid


def reach(desk: ServedDesk, pages: list[DeskPage], at_desk: Page) -> tuple[dict[str, list[str]], ...]:
    """Return what Tab does not reach, what does not show the focus, and what has no name, by page."""
    missed: dict[str, list[str]] = {}
    unseen: dict[str, list[str]] = {}
    nameless: dict[str, list[str]] = {}
    for turn, language in enumerate(Language):
        for each, _answer in visited(desk, pages[turn :: len(Language)], at_desk, language):
            nameless[each.name] = without_name(at_desk)
            stops = at_desk.evaluate(FOCUS)
            trail = focus_trail(at_desk, "Tab", len(stops))
            missed[each.name] = [stop for stop, step in zip(stops, trail, strict=False) if stop != step["name"]]
            unseen[each.name] = [step["name"] for step in trail if not (step["visible"] and step["sized"])]
    return tuple({name: each for name, each in found.items() if each} for found in (missed, unseen, nameless))


def visited(
    desk: ServedDesk, pages: list[DeskPage], at_desk: Page, language: Language
) -> Iterator[tuple[DeskPage, Response]]:
    """Open each page as who is to look at it."""
    who = None
    for each in pages:
        if each.seen_by != who:
            who = each.seen_by
            come_as(desk, at_desk.context, who)
        answer = at_desk.goto(desk.url(each.path, language))
        assert answer
        assert answer.status in SOUND, f"{each.name}: {answer.status}"
        yield each, answer


def is_page(desk: ServedDesk, context: BrowserContext, each: DeskPage) -> bool:
    """Whether an address gives a page of HTML."""
    come_as(desk, context, each.seen_by)
    answer = context.request.get(desk.url(each.path), max_redirects=0)
    return answer.headers["content-type"].startswith("text/html")


def without_name(page: Page) -> list[str]:
    """Return the roles of what can have the focus and has no name for a screen reader."""
    tools = page.context.new_cdp_session(page)
    nodes = tools.send("Accessibility.getFullAXTree")["nodes"]
    tools.detach()
    return [
        node["role"]["value"]
        for node in nodes
        if any(each["name"] == "focusable" and each["value"].get("value") for each in node.get("properties", ()))
        and node["role"]["value"] not in NAMELESS
        and not node.get("name", {}).get("value", "").strip()
    ]
