"""What a browser saw on one page."""

from contextlib import ExitStack
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser
from playwright.sync_api import ConsoleMessage
from playwright.sync_api import Page
from playwright.sync_api import Request

from portal.domain.language import Language
from tests.browser.axe import axe_violations
from tests.browser.chromium import HEIGHT
from tests.browser.chromium import NARROW
from tests.browser.chromium import WIDE
from tests.browser.chromium import window
from tests.browser.pages import LOOKED_AT_CLOSELY
from tests.browser.pages import PageType
from tests.browser.served_site import Site

OUTLINE = Path(__file__).with_name("outline.js").read_text(encoding="utf-8")
OPEN_EVERYTHING = "document.querySelectorAll('details').forEach(each => { each.open = true })"
CLOSE_EVERYTHING = "document.querySelectorAll('details').forEach(each => { each.open = false })"


@dataclass(frozen=True, slots=True)
class Visit:
    """One page in one language: what was sent, what it said of itself, what axe found, how wide it is on a phone."""

    status: int
    html: str
    outline: dict[str, Any]
    violations: tuple[str, ...] | None
    """None where axe was not asked."""
    width_on_phone: int
    requests: tuple[str, ...]
    console: tuple[str, ...]
    cookies: tuple[str, ...]
    bytes: int


@dataclass(slots=True)
class Visits:
    """Every page opened once per language at a desk by day and remembered, and looked at again in other windows.

    A window stays open from page to page, which halves the time; its cache is off, so that each visit is a first one.
    """

    browser: Browser
    site: Site
    windows: ExitStack
    known: dict[tuple[str, Language], Visit] = field(default_factory=dict)
    open: dict[tuple[int, bool], Page] = field(default_factory=dict)

    def to(self, page_type: PageType, language: Language) -> Visit:
        """Return the visit to a page, made now or remembered."""
        key = page_type.name, language
        if key not in self.known:
            self.known[key] = _visit(self.window(WIDE, dark=False), page_type, language, self.site)
        return self.known[key]

    def violations_in(self, width: int, page_type: PageType, language: Language, *, dark: bool) -> tuple[str, ...]:
        """Return what axe finds in a window of that width and colour scheme, with all that folds unfolded."""
        page = self.window(width, dark=dark)
        page.goto(page_type.address(self.site, language))
        page.evaluate(OPEN_EVERYTHING)
        return axe_violations(page)

    def window(self, width: int, *, dark: bool) -> Page:
        """Return the page in the window of that width and colour scheme, opened now or before."""
        if (width, dark) not in self.open:
            page = self.windows.enter_context(window(self.browser, width, dark=dark)).new_page()
            tools = page.context.new_cdp_session(page)
            tools.send("Network.enable")
            tools.send("Network.setCacheDisabled", {"cacheDisabled": True})
            self.open[width, dark] = page
        return self.open[width, dark]


def _visit(page: Page, page_type: PageType, language: Language, site: Site) -> Visit:
    requests: list[Request] = []
    console: list[ConsoleMessage] = []
    faults: list[str] = []
    listeners = {
        "request": lambda request: requests.append(request),  # noqa: PLW0108 - the library marks its listeners
        "console": lambda message: console.append(message),  # noqa: PLW0108 - and a built-in takes no mark
        "pageerror": lambda error: faults.append(str(error)),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    response = page.goto(page_type.address(site, language))
    assert response is not None
    html = response.text()
    page.evaluate("document.fonts.ready.then(() => true)")
    outline = page.evaluate(OUTLINE)
    size = sum(_size(request) for request in requests)
    width = _width_on_phone(page)
    violations = axe_violations(page) if (page_type, language) in LOOKED_AT_CLOSELY else None
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    return Visit(
        status=response.status,
        html=html,
        outline=outline,
        violations=violations,
        width_on_phone=width,
        requests=tuple(request.url for request in requests),
        console=(*_complaints(console, page_type, page), *faults),
        cookies=tuple(cookie.get("name", "?") for cookie in page.context.cookies()),
        bytes=size,
    )


def _width_on_phone(page: Page) -> int:
    """Return how wide the page is in a window of 320 px with all that folds unfolded; then all is as it was."""
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    page.evaluate(OPEN_EVERYTHING)
    width = int(page.evaluate("document.documentElement.scrollWidth"))
    page.evaluate(CLOSE_EVERYTHING)
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})
    return width


def _size(request: Request) -> int:
    sizes = request.sizes()
    return sizes["responseHeadersSize"] + sizes["responseBodySize"]


def _complaints(console: list[ConsoleMessage], page_type: PageType, page: Page) -> list[str]:
    """Return errors and warnings; Chromium notes every status from 400 on, which is an error page's own."""

    def own_status(message: ConsoleMessage) -> bool:
        same = urlsplit(message.location.get("url", "")).path == urlsplit(page.url).path
        return page_type.status >= 400 and same and f"status of {page_type.status}" in message.text

    loud = [message for message in console if message.type in {"error", "warning"}]
    return [message.text for message in loud if not own_status(message)]
