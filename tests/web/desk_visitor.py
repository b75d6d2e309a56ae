"""People who write at a desk, as their browsers do it without script."""

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.draft import Draft
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.people import Role
from portal.domain.reference import ref_from_text
from portal.settings import Settings
from portal.web.desk.server_session import OPEN_COOKIE
from tests.shared.small_library import repository_of_library
from tests.web.conftest import serve

Sent = Mapping[str, str | Sequence[str]]


@contextmanager
def desk_portal(folder: Path) -> Iterator[Portal]:
    """Give a portal on the small library as a repository, with a workspace and an index."""
    content = repository_of_library(folder / "content")
    portal = build_portal(Settings(content=content, search_index=folder / "index", workspace=folder / "workspace"))
    portal.workspace.database.prepare()
    try:
        yield portal
    finally:
        portal.close()


def app_of(portal: Portal) -> Flask:
    """Return the application that serves a portal, made once, as a test signs in several people."""
    apps = _apps()
    if portal.settings.content not in apps:
        apps[portal.settings.content] = serve(portal)
    return apps[portal.settings.content]


@cache
def _apps() -> dict[Path, Flask]:
    return {}


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who is signed in, with their browser."""

    portal: Portal
    client: FlaskClient
    person: Person

    @classmethod
    def signed_in(cls, portal: Portal, role: Role, name: str) -> "Writer":
        """Return somebody with a role, who has an account as soon as somebody asks."""
        email = f"{name.lower()}@silta.invalid"
        book = portal.workspace.accounts
        account = book.by_email(email) or book.add(email, name, role, Language.FI)
        client = app_of(portal).test_client()
        secret = portal.workspace.sessions.begin({}, account_id=account.person.id, agent="test")
        client.set_cookie(OPEN_COOKIE, secret)
        return cls(portal, client, account.person)

    def get(self, path: str) -> str:
        """Return a page."""
        return self.client.get(path).get_data(as_text=True)

    def post(self, path: str, sent: Sent, **options: object) -> TestResponse:
        """Send a form with the token of the session."""
        page = self.get("/fi/desk")
        token = page.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]
        return self.client.post(path, data={"csrf_token": token, **sent}, **options)

    def begin(self, ref: str, language: Language) -> int:
        """Begin a new entry, or go on with its draft, and return the number of the draft."""
        collection, _, entry_id = ref.partition("/")
        answer = self.post(f"/{language}/desk/write", {"collection": collection, "id": entry_id, "language": language})
        return _number(answer)

    def correct(self, ref: str, language: Language) -> int:
        """Begin to correct or translate an entry and return the number of the draft."""
        answer = self.post("/fi/desk/write/correct", {"entry": ref, "language": language})
        entry = ref_from_text(ref)
        assert entry is not None
        draft = self.portal.workspace.drafts.open_draft(entry, language)
        assert draft is not None, f"no draft was begun: {answer.status_code}"
        return draft.id

    def draft(self, number: int) -> Draft:
        """Return the draft as it is kept."""
        return self.portal.workspace.drafts.draft(number)

    def page(self, number: int, language: Language = Language.FI, *, check: bool = False) -> str:
        """Return the page on which a draft is written."""
        return self.get(f"/{language}/desk/write/{number}{'?check=1' if check else ''}")

    def save(
        self, number: int, typed: Sent, language: Language = Language.FI, version: int | None = None, **options: object
    ) -> TestResponse:
        """Send the form as it stands on the page, with something typed into it."""
        sent: dict[str, object] = {**fields_of(self.page(number, language)), "do": "save", **typed}
        if version is not None:
            sent["version"] = str(version)
        return self.post(f"/{language}/desk/write/{number}", sent, **options)


def fields_of(page: str, form: str = "form") -> dict[str, list[str]]:
    """Return what a browser would send of the form of a page, as it reads the page."""
    sent: dict[str, list[str]] = {}
    for field in html.fromstring(page).get_element_by_id(form).inputs:
        box = field.get("type") in {"checkbox", "radio"}
        if not field.name or (box and not field.checked):
            continue
        value = field.get("value", "on") if box else field.value or ""
        # The first line end of a text area belongs to the page and not to the text.
        sent.setdefault(field.name, []).append(value.removeprefix("\n") if field.tag == "textarea" else value)
    return sent


def _number(answer: TestResponse) -> int:
    found = re.search(r"/desk/write/(\d+)", unescape(answer.location or ""))
    if found is None:
        raise AssertionError(f"no draft was begun: {answer.status_code}")
    return int(found[1])
