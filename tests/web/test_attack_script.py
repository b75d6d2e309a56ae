"""Whatever somebody writes into the desk, or into an address, nothing of it comes alive on any page."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urljoin
from urllib.parse import urlsplit

import pytest
from lxml import html
from werkzeug.test import TestResponse

from tests.browser.hostile_strings import made_strings
from tests.shared.small_library import opened_copy
from tests.web.conftest import serve
from tests.web.desk_rules import READS
from tests.web.desk_rules import desk_ways
from tests.web.desk_site import MODEL
from tests.web.desk_site import DeskSite
from tests.web.hostile_desk import STRINGS
from tests.web.hostile_desk import HostileDesk
from tests.web.hostile_desk import hostile_desk
from tests.web.live_markup import life
from tests.web.live_markup import unescaped

MOST_PAGES = 400
VALUES = {
    "language": "en",
    "purpose": "invitation",
    "secret": "x",
    "draft_id": 1,
    "import_id": 1,
    "account_id": 1,
    "collection": "cases",
    "entry_id": MODEL.id,
    "target": "sv",
    "name": "x",
}
"""What stands in an address to which no link leads."""


@pytest.fixture(scope="module")
def desk(desk_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostileDesk]:
    """A desk into whose every field somebody has written."""
    with opened_copy(desk_library, tmp_path_factory.mktemp("hostile") / "copy") as portal:
        yield hostile_desk(DeskSite(portal, serve(portal)))


def test_the_check_sees_what_is_alive() -> None:
    """Written into a page as they are, most strings are found: silence elsewhere means something."""
    seen = [string for string in STRINGS if list(life(f"<!doctype html><p title='x'>{string}</p>"))]

    assert len(seen) >= 1500


def test_nothing_lives_on_a_page_of_the_desk(desk: HostileDesk) -> None:
    """Followed from page to page as far as links lead, and to every other route of the map."""
    alive = {}
    for path, answer in {**pages_linked(desk), **pages_beside(desk)}.items():
        found = [*life(answer.text), *unescaped(answer.text, STRINGS)] if answer.mimetype == "text/html" else []
        alive |= {path: found[:5]} if found or answer.status_code >= 500 else {}

    assert {} == alive


def test_the_pages_hold_what_was_written(desk: HostileDesk) -> None:
    """Escaped, not dropped; those missing were cut, folded by Markdown, or no letter of them can be written."""
    texts = [unescape(answer.text) for answer in pages_linked(desk).values() if answer.mimetype == "text/html"]
    there = [string for string in STRINGS if any(string.strip() in text for text in texts)]

    # There is room for about as many as are made here, and not for all of the public lists.
    assert len(there) >= 0.8 * len(made_strings())


def pages_linked(desk: HostileDesk) -> dict[str, TestResponse]:
    """Return every page of the desk to which a page of it leads, by its address."""
    if desk.pages:
        return desk.pages
    waiting = ["/en/desk"]
    while waiting:
        path = waiting.pop(0)
        desk.pages[path] = desk.get(path)
        for led in links_of(path, desk.pages[path]):
            if led not in desk.pages and led not in waiting and len(desk.pages) + len(waiting) < MOST_PAGES:
                waiting.append(led)
    return desk.pages


def links_of(path: str, answer: TestResponse) -> Iterator[str]:
    """Yield the addresses of the desk to which a page leads."""
    if answer.mimetype != "text/html":
        return
    for element in html.fromstring(answer.text).iter("a"):
        led = urlsplit(urljoin(path, element.get("href", "")))
        if not led.netloc and led.path.startswith("/en/desk"):
            yield f"{led.path}?{led.query}" if led.query else led.path


def pages_beside(desk: HostileDesk) -> dict[str, TestResponse]:
    """Return the pages of the routes to which no link has led."""
    adapter = desk.site.app.url_map.bind("localhost")
    seen = {adapter.match(path.partition("?")[0])[0] for path in pages_linked(desk)}
    paths = []
    with desk.site.app.test_request_context("/en/desk"):
        for way in desk_ways(desk.site.app):
            if way.method == READS and way.rule.endpoint not in seen:
                given = {name: VALUES[name] for name in way.rule.arguments}
                paths.append(desk.site.app.url_for(way.rule.endpoint, **given))
    return {path: desk.get(path) for path in paths}
