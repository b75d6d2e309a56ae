"""In a real browser, on the pages of the desk that hold whole families of hostile strings at once, none comes alive."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page

from tests.browser.chromium import window
from tests.browser.served_desk import ServedDesk
from tests.browser.served_desk import served_desk
from tests.web.conftest import serve
from tests.web.desk_site import MODEL
from tests.web.desk_site import DeskSite
from tests.web.hostile_desk import HostileDesk
from tests.web.hostile_desk import hostile_desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

TYPED = "<img src=x onerror=\"document.title='taken'\">\n\n[x](javascript:alert(1)) <javascript:alert(1)>"


@pytest.fixture(scope="module")
def served(small_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    """A desk of its own, for it is filled with what others could not work beside."""
    with served_desk(tmp_path_factory.mktemp("hostile-desk"), small_desk) as running:
        yield running


@pytest.fixture(scope="module")
def hostile(served: ServedDesk) -> HostileDesk:
    """What has been written into it."""
    return hostile_desk(DeskSite(served.portal, serve(served.portal)))


def test_nothing_lives_at_the_desk_in_a_browser(served: ServedDesk, hostile: HostileDesk, browser: Browser) -> None:
    """No dialog, nothing that the page's own policy had to stop, no request elsewhere, no window, no changed title."""
    alarms: list[str] = []
    with window(browser) as context:
        cookie = hostile.client.get_cookie("silta")
        assert cookie is not None
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": served.address}])
        page = context.new_page()
        listen(page, served.address, alarms)
        for path in paths_of(served, hostile):
            answer = page.goto(f"{served.address}/en/desk{path}")
            alarms += [] if answer and answer.status == 200 else [f"{path}: {answer and answer.status}"]
            page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
            alarms += [f"{path}: taken"] if page.title() == "taken" else []

    assert [] == alarms


def test_nothing_lives_in_what_the_editor_shows(served: ServedDesk, hostile: HostileDesk, browser: Browser) -> None:
    """The preview beside the text, asked for by script, shows what is typed as readers will see it, and no more."""
    alarms: list[str] = []
    with window(browser) as context:
        cookie = hostile.client.get_cookie("silta")
        assert cookie is not None
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": served.address}])
        page = context.new_page()
        page.goto(f"{served.address}/en/desk/write/{hostile.drafts['cases']}")
        listen(page, served.address, alarms)
        field = page.locator("textarea[name='t.sections.0.text']")
        field.fill(
            field.input_value() + "\n\n<img src=x onerror=\"document.title='taken'\">\n\n[x](javascript:alert(1))"
        )
        field.press("End")
        page.wait_for_timeout(1500)
        alarms += ["taken"] if page.title() == "taken" else []

    assert [] == alarms


def test_what_comes_alive_is_heard(served: ServedDesk, browser: Browser) -> None:
    """Put into a page as it is, one string is heard by the policy that stops it and by what it asks for."""
    alarms: list[str] = []
    with window(browser) as context:
        page = context.new_page()
        page.goto(f"{served.address}/en/desk/sign-in")
        listen(page, served.address, alarms)
        raw = "<img src='http://evil.invalid/x' onerror='alert(1)'>"
        page.evaluate("raw => document.body.insertAdjacentHTML('beforeend', raw)", raw)
        page.wait_for_timeout(300)

    assert len(alarms) >= 1


def paths_of(served: ServedDesk, hostile: HostileDesk) -> list[str]:
    """Return the pages of the desk that hold the most."""
    head = served.portal.repository.head()[:12]
    begun = [f"/write/{number}" for number in hostile.drafts.values()]
    looks = [f"/drafts/{hostile.drafts[name]}" for name in ("correction", "clauses", "cases")]
    previews = [f"/write/{hostile.drafts[name]}/preview" for name in ("cases", "clauses", "correction")]
    return [
        "",
        "/drafts",
        "/monday",
        "/audit",
        "/accounts",
        "/account",
        "/translations",
        "/inbox/comments",
        "/inbox/cases",
        "/imports/1",
        f"/translate/{MODEL}/sv",
        f"/entries/{MODEL}?text=fi&restore={head}",
        f"/write/{hostile.drafts['materials']}/files",
        *begun,
        *looks,
        *previews,
    ]


def listen(page: Page, address: str, alarms: list[str]) -> None:
    """Fill a list with whatever should not happen."""
    page.on("dialog", lambda dialog: (alarms.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: alarms.append(f"error: {error}"))
    page.on("console", lambda said: alarms.append(said.text) if "Content Security" in said.text else None)
    page.on("request", lambda asked: None if asked.url.startswith(address) else alarms.append(f"asked {asked.url}"))
    page.on("popup", lambda opened: alarms.append(f"opened {opened.url}"))
