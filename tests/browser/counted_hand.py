"""A hand on a mouse that is counted, so that a page that asks for too much of it is noticed."""

from dataclasses import dataclass

from playwright.sync_api import Locator
from playwright.sync_api import Page

SECONDS_A_CLICK = 1.1 + 0.2 + 1.35 + 0.4
"""Pointing, pressing, making up one's mind, and the hand going to the keyboard and back half of the time.

Card, Moran and Newell, “The keystroke-level model for user performance time with interactive systems”, 1980.
"""


@dataclass(slots=True)
class CountedHand:
    """Whoever works on a page; every click is counted, whatever it is on."""

    page: Page
    clicks: int = 0
    letters: int = 0

    @property
    def seconds(self) -> float:
        """How long somebody takes who has done it before; the typing of prose is no clicking and not in it."""
        return self.clicks * SECONDS_A_CLICK

    def click(self, target: str | Locator) -> None:
        """Press a button or a link, and wait for the page it may lead to."""
        self.clicks += 1
        self._found(target).click()

    def type(self, target: str | Locator, text: str) -> None:
        """Click into a field and type."""
        self.clicks += 1
        self.letters += len(text)
        self._found(target).fill(text)

    def choose(self, target: str | Locator, value: str) -> None:
        """Open a list and choose from it."""
        self.clicks += 2
        self._found(target).select_option(value)

    def tick(self, target: str | Locator) -> None:
        """Tick a box."""
        self.clicks += 1
        self._found(target).check()

    def _found(self, target: str | Locator) -> Locator:
        return self.page.locator(target) if isinstance(target, str) else target
