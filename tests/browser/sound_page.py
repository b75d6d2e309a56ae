"""What every page must be, however somebody came to it: clean by axe, valid, no wider than a phone."""

from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.axe import axe_violations
from tests.browser.chromium import HEIGHT
from tests.browser.chromium import NARROW
from tests.browser.chromium import WIDE
from tests.browser.nu_checker import html_faults
from tests.browser.visit import OPEN_EVERYTHING

WINDOWS = ((WIDE, "light"), (NARROW, "dark"), (NARROW, "light"))
"""Width and colours; pages are seen in them by turns."""

UNWARNED = "document.querySelector('[data-session-seconds]') && !document.querySelector('script[src*=desk_session]')"


@dataclass(slots=True)
class Sweep:
    """Looks at pages as they stand in the browser, and keeps what is wrong with each by its name."""

    folder: Path
    wrong: dict[str, list[str]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    colours: str = ""

    def look(self, page: Page, name: str, turn: int) -> None:
        """Look at a page in the window whose turn it is, with all that folds unfolded."""
        width, colours = WINDOWS[turn % len(WINDOWS)]
        widen(page, width)
        if colours != self.colours:
            page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
            self.colours = colours
        page.evaluate(OPEN_EVERYTHING)
        self.note(name, *axe_violations(page))
        widen(page, NARROW)
        if page.evaluate("document.documentElement.scrollWidth") > NARROW:
            self.note(name, "wider than a phone")
        if page.evaluate(UNWARNED):
            self.note(name, "does not load the script that warns before the sign-in ends")

    def keep(self, name: str, html: str) -> None:
        """Keep the HTML of a page as it was sent, for the checker."""
        (self.folder / f"{len(self.names)}.html").write_text(html, encoding="utf-8")
        self.names.append(name)

    def note(self, name: str, *faults: str) -> None:
        """Keep what is wrong with a page."""
        if faults:
            self.wrong.setdefault(name, []).extend(faults)

    def found(self) -> dict[str, list[str]]:
        """Return what is wrong by page, with what the checker of HTML says of all that was kept."""
        for file, faults in (html_faults(self.folder) if self.names else {}).items():
            self.note(self.names[int(file)], *faults)
        return self.wrong


def widen(page: Page, width: int) -> None:
    """Give the window a width; one that has it is left alone, for all would be laid out and painted anew."""
    if page.viewport_size != {"width": width, "height": HEIGHT}:
        page.set_viewport_size({"width": width, "height": HEIGHT})
