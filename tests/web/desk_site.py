"""A desk for tests of its pages: the small library in a repository, an index, a workspace, somebody of every role."""

from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.bootstrap import Portal
from portal.domain.draft import Draft
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.workflow import DraftState
from portal.web.desk.server_session import OPEN_COOKIE

MODEL = Ref(Collection.CASES, "jarvi-model")


@dataclass(frozen=True, slots=True)
class DeskSite:
    """A portal, the application that serves it, and its people."""

    portal: Portal
    app: Flask

    def person(self, role: Role, name: str = "") -> Person:
        """Return somebody with a role, who has an account as soon as somebody asks."""
        name = name or role.value.title()
        email = f"{name.lower()}@silta.invalid"
        book = self.portal.workspace.accounts
        found = book.by_email(email)
        return (found or book.add(email, name, role, Language.EN)).person

    def visit(self, person: Person) -> "Desk":
        """Return the desk as somebody signed in sees it."""
        client = self.app.test_client()
        secret = self.portal.workspace.sessions.begin({}, account_id=person.id, agent="test")
        client.set_cookie(OPEN_COOKIE, secret)
        return Desk(client)

    def draft(self, state: DraftState, *, ref: Ref = MODEL, **typed: str) -> Draft:
        """Return a draft in a state, written by Aino; what is in review is not signed, what is later is."""
        desk, aino, reviewer = self.portal.desk, self.person(Role.CONTRIBUTOR, "Aino"), self.person(Role.REVIEWER)
        coordinator = self.person(Role.COORDINATOR)
        draft = desk.begin(ref, Language.FI, aino)
        changed = {**draft.typed, "summary": "Järvi työllistää hirvipellolla.", **typed}
        draft = desk.save(draft.id, draft.version, changed, aino)
        if state is DraftState.DISCARDED:
            return desk.discard(draft.id, draft.version, aino)
        if state is DraftState.DRAFT:
            return draft
        draft = desk.submit(draft.id, draft.version, aino)
        if state is DraftState.IN_REVIEW:
            return draft
        return self._signed(draft, state, reviewer, coordinator)

    def _signed(self, draft: Draft, state: DraftState, reviewer: Person, coordinator: Person) -> Draft:
        desk = self.portal.desk
        for task in draft.tasks:
            draft = desk.sign(draft.id, draft.version, task, reviewer)
        if state is DraftState.SCHEDULED:
            later = draft.saved_at.replace(year=draft.saved_at.year + 1, day=1)
            return desk.schedule(draft.id, draft.version, later, coordinator)
        desk.publish(draft.id, draft.version, coordinator)
        return self.portal.workspace.drafts.draft(draft.id)


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk as one person uses it."""

    client: FlaskClient

    def read(self, path: str, language: str = "en") -> TestResponse:
        """Return a page of the desk."""
        return self.client.get(f"/{language}/desk{path}")

    def send(self, path: str, *, language: str = "en", **fields: str | int) -> TestResponse:
        """Send a form of the desk with its token."""
        page = self.client.get(f"/{language}/desk").get_data(as_text=True)
        token = page.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]
        form = {name: str(value) for name, value in fields.items()}
        return self.client.post(f"/{language}/desk{path}", data={"csrf_token": token, **form})
