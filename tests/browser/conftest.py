"""One portal, one browser, and what it saw, shared by all proofs in the browser."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page

from tests.browser.chromium import chromium
from tests.browser.chromium import window
from tests.browser.content_copy import copy_content
from tests.browser.served_desk import ServedDesk
from tests.browser.served_desk import served_desk
from tests.browser.served_site import ROOT
from tests.browser.served_site import Site
from tests.browser.served_site import build_index
from tests.browser.shared_site import CONTENT
from tests.browser.shared_site import EMPTY
from tests.browser.shared_site import INDEX
from tests.browser.shared_site import shared_site
from tests.browser.visit import Visits
from tests.conftest import IndexFolder
from tests.shared.once import once


@pytest.fixture(scope="session")
def served(
    real_index: IndexFolder, index_folder: IndexFolder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """Serve the real content, with one translation behind and one faulty file in it, once for all processes."""

    def make(folder: Path) -> None:
        copy_content(ROOT / "content", folder / CONTENT)
        real_index().rename(folder / INDEX)
        build_index(folder / CONTENT, folder / INDEX)
        index_folder().rename(folder / EMPTY)

    with shared_site(once(tmp_path_factory, "site", make)) as running:
        yield running


@pytest.fixture(scope="session")
def desk(small_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    """Serve a desk on the small library; tests share it, so each makes the entries and drafts it changes."""
    with served_desk(tmp_path_factory.mktemp("desk"), small_desk) as running:
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
def buyer(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open an empty page in a fresh profile, with scripts or where none runs, as the way says."""
    with window(browser, script=request.param) as context:
        yield context.new_page()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty page in a fresh profile."""
    with window(browser) as context:
        yield context.new_page()
