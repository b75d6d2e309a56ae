"""Every page of the desk, taken from the route map, in three languages: axe, HTML, width, keyboard and names."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import Response

from portal.domain.language import Language
from tests.browser.chromium import window
from tests.browser.full_desk import DeskPage
from tests.browser.full_desk import come_as
from tests.browser.full_desk import filled
from tests.browser.full_desk import pages_of
from tests.browser.keys import FOCUS
from tests.browser.keys import focus_trail
from tests.browser.served_desk import ServedDesk
from tests.browser.sound_page import Sweep
from tests.shared.rounds import WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

WITHOUT_FRAME = "document.querySelectorAll('body > :not(main)').forEach(each => each.remove())"
SOUND = frozenset({200, 410})
"""A page is there, or says that its link was used."""

NAMELESS = frozenset({"RootWebArea", "generic", "main", "none"})
"""What has the focus as a place to go to, and is named by what it holds."""


@pytest.fixture(scope="module")
def pages(desk: ServedDesk) -> list[DeskPage]:
    """Every page of a desk on which something waits everywhere."""
    return list(pages_of(desk, filled(desk)))


@pytest.fixture
def at_desk(browser: Browser) -> Iterator[Page]:
    """A window whose width and colours change."""
    with window(browser) as context:
        yield context.new_page()


@pytest.mark.parametrize("language", Language)
def test_every_page_is_sound(
    desk: ServedDesk, pages: list[DeskPage], at_desk: Page, language: Language, tmp_path: Path
) -> None:
    """Axe finds nothing, by day or by night, wide or narrow; nobody scrolls sideways; the sign-in ends with a warning.

    Each language has another window for a page; in the small round a page is looked at in one language.
    """
    sweep, turn = Sweep(tmp_path), list(Language).index(language)
    looked_at = pages if WHOLE else pages[turn :: len(Language)]
    for number, (each, _answer) in enumerate(visited(desk, looked_at, at_desk, language)):
        sweep.look(at_desk, each.name, number + turn)

    assert {} == sweep.found()


def test_everything_is_valid_reached_seen_and_named(
    desk: ServedDesk, pages: list[DeskPage], at_desk: Page, tmp_path: Path
) -> None:
    """Tab goes through every link, field and button in order; each shows the focus, and a screen reader can name it.

    Each page is walked through in one language, and what is around all pages once in each.
    """
    sweep, framed = Sweep(tmp_path), set()
    for turn, language in enumerate(Language):
        for each, answer in visited(desk, pages[turn :: len(Language)], at_desk, language):
            sweep.keep(each.name, answer.text())
            sweep.note(each.name, *(f"without a name: {role}" for role in without_name(at_desk)))
            if (language, each.seen_by) in framed:
                at_desk.evaluate(WITHOUT_FRAME)
            framed.add((language, each.seen_by))
            sweep.note(each.name, *out_of_reach(at_desk))

    assert {} == sweep.found()


def out_of_reach(page: Page) -> Iterator[str]:
    """Yield what Tab does not reach in its place, and what does not show the focus."""
    stops = page.evaluate(FOCUS)
    for stop, step in zip(stops, focus_trail(page, "Tab", len(stops)), strict=False):
        if stop != step["name"]:
            yield f"not reached: {stop}"
        if not (step["visible"] and step["sized"]):
            yield f"does not show the focus: {step['name']}"


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
