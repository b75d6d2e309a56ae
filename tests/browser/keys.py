"""A reader who has nothing but a keyboard."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

FOCUS = Path(__file__).with_name("focus.js").read_text(encoding="utf-8")
"""Notes what takes the focus from now on and how it shows it; gives the names of all stops in order."""

LONGEST_WALK = 600
"""Key presses after which something must be a trap: no page has so many stops before what is looked for."""
SEEN = """selector => {
  if (document.activeElement !== document.querySelector(selector)) return null;
  const ringed = (each) => {
    const style = each && getComputedStyle(each);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  return Boolean(ringed(document.activeElement) || ringed(document.activeElement.closest(".ask-row")));
}"""


def walk_to(page: Page, selector: str) -> None:
    """Press Tab until the first match has the focus, and see that it does.

    After the last stop the walk begins again at the top; fails when the way is endless or the focus unseen.
    """
    for _ in range(LONGEST_WALK):
        seen = page.evaluate(SEEN, selector)
        if seen is not None:
            assert seen, f"{selector} has the focus on {page.url} and does not show it"
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {selector} on {page.url}")


def press_and_follow(page: Page, key: str) -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def focus_trail(page: Page, key: str, presses: int) -> list[dict[str, Any]]:
    """Hold a key so long and return what took the focus; one stop more would leave the page."""
    page.evaluate("() => { window.focusTrail = [] }")
    *held, repeated = key.split("+")
    for each in held:
        page.keyboard.down(each)
    # Held down the key repeats itself, which takes half the time of letting it go between two stops.
    for _ in range(presses):
        page.keyboard.down(repeated)
    for each in (repeated, *held):
        page.keyboard.up(each)
    found: list[dict[str, Any]] = page.evaluate("() => window.focusTrail")
    return found
