"""A reader with a mouse or a finger."""

from playwright.sync_api import Locator


def click_and_follow(target: Locator) -> None:
    """Click what leads to another page, and be there when it returns.

    A bare click may return before the next page has come: what is read then is still the page before.
    """
    with target.page.expect_navigation():
        target.click()
