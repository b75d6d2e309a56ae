"""Chromium as the tests drive it: offline, quiet, and missing only with a cure."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import BrowserContext
from playwright.sync_api import sync_playwright

CHROMIUM = Path("/usr/bin/chromium-headless-shell")
"""The same browser without the windows around the pages, each of which would cost as much as the page in it."""
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE = 1280
NARROW = 320
HEIGHT = 900


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium; a machine without it fails the test and is told the cure."""
    if not CHROMIUM.is_file():
        pytest.fail(f"There is no {CHROMIUM}.\nTo mend it: apt-get install chromium-headless-shell")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def window(browser: Browser, width: int = WIDE, *, dark: bool = False, script: bool = True) -> Iterator[BrowserContext]:
    """Open a fresh profile with one width and one colour scheme; motion is reduced, so that nothing is half-way."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        java_script_enabled=script,
    )
    context.set_default_timeout(20_000)
    try:
        yield context
    finally:
        context.close()
