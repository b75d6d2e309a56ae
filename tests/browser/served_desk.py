"""The desk as the people who work at it meet it: a repository of content, a workspace of its own, two processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext
from playwright.sync_api import Page

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.people import Role
from portal.web.desk.server_session import OPEN_COOKIE
from tests.browser.served_site import compile_catalogues
from tests.browser.served_site import gunicorn
from tests.shared.small_library import settings_of_copy

PASSWORD = "three herrings in a harbour"
"""Everybody's, for tests of the sign-in itself; the account closes for a quarter of an hour after five wrong ones."""

DESK = "desk"


@dataclass(frozen=True, slots=True)
class ServedDesk:
    """A running desk, and the same portal opened in the test itself, to look at what the browser has done."""

    address: str
    portal: Portal

    def person(self, role: Role, number: int = 1) -> Person:
        """Return the first or second person with a role, who has an account as soon as somebody asks."""
        email = email_of(role, number)
        book = self.portal.workspace.accounts
        account = book.by_email(email)
        if account is None:
            account = book.add(email, f"{role.value.title()} {number}", role, Language.EN)
            book.set_password(account.person.id, PASSWORD)
        return account.person

    def sign_in(self, page: Page | BrowserContext, role: Role, number: int = 1) -> Person:
        """Let the browser of a page be signed in as somebody with a role, without the form, which counts attempts."""
        person = self.person(role, number)
        secret = self.portal.workspace.sessions.begin({}, account_id=person.id, agent="Chromium")
        context = page.context if isinstance(page, Page) else page
        context.add_cookies([{"name": OPEN_COOKIE, "value": secret, "url": self.address}])
        return person

    def url(self, path: str = "", language: Language = Language.EN) -> str:
        """Return the address of a page of the desk: `url("/accounts")`."""
        return f"{self.address}/{language}/desk{path}"


def email_of(role: Role, number: int = 1) -> str:
    """Return the address with which the person with a role signs in."""
    return f"{role}-{number}@silta.invalid"


@contextmanager
def served_desk(folder: Path, desk: Path, **environment: str) -> Iterator[ServedDesk]:
    """Serve the small library of the tests with a desk from a folder; `environment` adds settings.

    `desk` is what `make_desk` has made, as the fixture `small_desk` gives it; a copy is used.
    """
    compile_catalogues()
    settings = settings_of_copy(desk, folder / DESK)
    portal = build_portal(settings)
    try:
        places = {"PORTAL_WORKSPACE": str(settings.workspace), **environment}
        with gunicorn(settings.content, settings.search_index, 2, folder / "log", places) as address:
            yield ServedDesk(address, portal)
    finally:
        portal.close()
