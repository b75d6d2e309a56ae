"""One portal, one browser, and what it saw, shared by all proofs in the browser."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page

from tests.browser.chromium import chromium
from tests.browser.chromium import window
from tests.browser.content_copy import copy_content
from tests.browser.served_site import ROOT
from tests.browser.served_site import Site
from tests.browser.served_site import build_index
from tests.browser.served_site import site
from tests.browser.visit import Visits


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the real content, with one translation behind and one faulty file in it."""
    folder = tmp_path_factory.mktemp("site")
    copy_content(ROOT / "content", folder / "content")
    build_index(folder / "content", folder / "index")
    with site(folder / "content", folder / "index", folder / "empty", folder / "log") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all proofs."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def visits(browser: Browser, served: Site) -> Iterator[Visits]:
    """Remember what the browser saw, so that each page is opened once per language."""
    with ExitStack() as windows:
        yield Visits(browser, served, windows)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty page in a fresh profile."""
    with window(browser) as context:
        yield context.new_page()
