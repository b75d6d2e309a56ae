"""A desk without a browser, and people who come to it."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.domain.people import Role
from portal.settings import Settings
from portal.web.desk.server_session import OPEN_COOKIE
from portal.workspace.account import Account
from tests.web.conftest import serve

PASSWORD = "three herrings in a harbour"
ANOTHER = "seven ducks on one pond"


def open_desk(content: Path, folder: Path, **settings: Any) -> Portal:
    """Return a portal with an empty workspace in a folder; whoever opens it closes it."""
    plain = Settings(content=content, search_index=folder / "index", workspace=folder / "workspace")
    portal = build_portal(replace(plain, **settings))
    portal.workspace.database.prepare()
    return portal


def account_of(portal: Portal, name: str, role: Role, password: str | None = None) -> Account:
    """Return the account of somebody by name, made when nobody has it; a password takes a while to hash."""
    book, email = portal.workspace.accounts, f"{name}@silta.invalid"
    found = book.by_email(email) or book.add(email, name.title(), role, Language.EN)
    if password is not None and not found.has_password:
        book.set_password(found.person.id, password)
    return book.account(found.person.id)


def token_of(page: str) -> str:
    """Return the token of the first form on a page."""
    return page.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]


@dataclass
class Visitor:
    """A browser at the desk, whoever it belongs to; its forms carry their token."""

    portal: Portal
    app: Flask
    client: FlaskClient

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, **options)

    def read(self, path: str) -> str:
        """Return the text of a page that is there."""
        answer = self.client.get(path)
        assert answer.status_code == 200, f"{path} answered {answer.status_code}"
        return answer.get_data(as_text=True)

    def send(self, path: str, form_at: str = "", **fields: Any) -> TestResponse:
        """Send a form with the token of the page it stands on."""
        token = token_of(self.read(form_at or path))
        return self.client.post(path, data={"csrf_token": token, **fields})

    def sign_in(self, email: str, password: str = PASSWORD, **fields: str) -> TestResponse:
        """Send the sign-in form."""
        return self.send("/en/desk/sign-in", email=email, password=password, **fields)

    def begin_session(self, account: Account, **data: Any) -> str:
        """Be signed in without the form, which counts attempts; returns the secret."""
        secret = self.portal.workspace.sessions.begin(data, account_id=account.person.id, agent="Firefox/1 Linux")
        self.client.set_cookie(OPEN_COOKIE, secret)
        return secret

    @property
    def is_signed_in(self) -> bool:
        """Whether the desk knows who this is."""
        return self.client.get("/en/desk/account").status_code == 200


def visitors(portal: Portal) -> Callable[[], Visitor]:
    """Return what makes browsers that know nothing yet."""
    app = serve(portal)
    return lambda: Visitor(portal, app, app.test_client())
