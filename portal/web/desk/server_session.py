"""Sessions that lie on the server: the cookie holds a secret and nothing else, and only the desk ever sets it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import Flask
from flask import Request
from flask import Response
from flask import request
from flask.sessions import SessionInterface
from flask.sessions import SessionMixin
from werkzeug.datastructures import CallbackDict

from portal.domain.people import Person
from portal.web.desk.places import in_desk
from portal.workspace.door import WorkspaceDoor
from portal.workspace.unavailable import WorkspaceUnavailable

OPEN_COOKIE = "silta"
TLS_COOKIE = "__Host-silta"
"""Browsers keep a name with this beginning for the host that set it, over TLS only (RFC 6265bis, 4.1.3.2)."""


class DeskSession(CallbackDict[str, Any], SessionMixin):
    """What the server remembers of a browser at the desk; `person` is None before sign-in."""

    def __init__(
        self,
        data: Iterable[tuple[str, Any]] = (),
        *,
        secret: str | None = None,
        person: Person | None = None,
        ends_at: datetime | None = None,
        has_second_factor: bool = False,
        outage: WorkspaceUnavailable | None = None,
    ) -> None:
        super().__init__(data, on_update=_note)
        self.secret = secret
        self.person = person
        self.ends_at = ends_at
        self.has_second_factor = has_second_factor
        self.outage = outage
        self.modified = False
        self.renewed = False
        self.account_id: int | None = person.id if person else None
        self.ended = False

    def sign_in(self, account_id: int, **data: Any) -> None:
        """Forget everything before the sign-in and go on under a new secret (OWASP ASVS 5.0, 7.2.4)."""
        self.begin_anew(**data)
        self.account_id = account_id

    def begin_anew(self, **data: Any) -> None:
        """Go on under a new secret as nobody, remembering this alone."""
        self.clear()
        self.update(data)
        self.account_id, self.renewed, self.modified = None, True, True

    def sign_out(self) -> None:
        """End the session here and on the server."""
        self.clear()
        self.ended = True


def _note(session: "CallbackDict[str, Any]") -> None:
    session.modified = True  # type: ignore[attr-defined]  # it is a DeskSession, which the base class cannot know


class ServerSessions(SessionInterface):
    """Opens and keeps sessions at the desk; elsewhere there are none, so that readers never get a cookie."""

    def __init__(self, door: WorkspaceDoor, *, behind_tls: bool) -> None:
        self._door = door
        self._behind_tls = behind_tls
        self._cookie = TLS_COOKIE if behind_tls else OPEN_COOKIE

    def open_session(self, app: Flask, asked: Request) -> DeskSession | None:
        """Return the session of the cookie while it lasts, or a new one; None outside the desk."""
        if not in_desk(asked.path):
            return None
        secret = asked.cookies.get(self._cookie)
        try:
            if not app.secret_key:
                # Read with the first request to the desk: without one the portal needs no workspace at all.
                app.secret_key = self._door.open().secret("forms")
            found = self._door.open().sessions.find(secret) if secret else None
        except WorkspaceUnavailable as outage:
            return DeskSession(outage=outage)
        if found is None:
            return DeskSession()
        return DeskSession(
            found.data.items(),
            secret=found.secret,
            person=found.person,
            ends_at=found.ends_at,
            has_second_factor=found.has_second_factor,
        )

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:  # noqa: ARG002
        """Keep what changed, and hand out or take back the cookie."""
        if not isinstance(session, DeskSession) or session.outage:
            return
        response.vary.add("Cookie")
        if session.ended:
            self._end(session, response)
        elif session.renewed or (session.modified and session.secret is None):
            self._begin(session, response)
        elif session.modified and session.secret is not None:
            self._door.open().sessions.keep(session.secret, dict(session))

    def _begin(self, session: DeskSession, response: Response) -> None:
        if session.secret is not None:
            self._door.open().sessions.end(session.secret)
        agent = request.user_agent.string
        secret = self._door.open().sessions.begin(dict(session), account_id=session.account_id, agent=agent)
        response.set_cookie(self._cookie, secret, httponly=True, secure=self._behind_tls, samesite="Lax", path="/")

    def _end(self, session: DeskSession, response: Response) -> None:
        if session.secret is not None:
            self._door.open().sessions.end(session.secret)
        response.delete_cookie(self._cookie, httponly=True, secure=self._behind_tls, samesite="Lax", path="/")
