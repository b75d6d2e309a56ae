"""Somebody at a served desk, over real HTTP: what was answered whole is acknowledged, and nothing else is."""

import http.client
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from urllib.parse import urlencode
from urllib.parse import urlsplit

from portal.domain.language import Language
from tests.web.desk_visitor import fields_of

PATIENCE = 30
JSON = "application/json"
HTML = "text/html"

Fields = Mapping[str, str | Sequence[str]]


class ServerGone(Exception):
    """Raised when there was no answer, or none that came to its end."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said, whole."""

    status: int
    location: str
    text: str


@dataclass(frozen=True, slots=True)
class DeskClient:
    """A browser that is signed in."""

    address: str
    cookie: str

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._asked("GET", path, None, HTML)

    def post(self, path: str, fields: Fields, accept: str = HTML) -> Answer:
        """Send a form that carries its token; `accept` tells the form's own script from its reader."""
        return self._asked("POST", path, urlencode(fields, doseq=True), accept)

    def form(self, draft_id: int) -> dict[str, list[str]]:
        """Return what a browser would send of the form of a draft, with its token."""
        answer = self.get(writing(draft_id))
        assert answer.status == 200, answer
        return fields_of(answer.text)

    def token(self) -> str:
        """Return the token of the session, from a page with a form."""
        return self.get("/en/desk").text.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]

    def publish(self, draft_id: int, version: int, token: str, language: Language = Language.EN) -> Answer:
        """Press the button that publishes a draft."""
        return self.post(f"/{language}/desk/drafts/{draft_id}/publish", {"csrf_token": token, "version": str(version)})

    def at(self, address: str) -> "DeskClient":
        """Return the same browser after the server has moved."""
        return replace(self, address=address)

    def _asked(self, method: str, path: str, body: str | None, accept: str) -> Answer:
        headers = {"Accept": accept, "Cookie": self.cookie}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers.get("Location", ""), answer.read().decode())
        except (OSError, http.client.HTTPException) as error:
            raise ServerGone(str(error)) from error
        finally:
            connection.close()


def writing(draft_id: int) -> str:
    """Return the address of the form of a draft, to which it is sent too, by its reader and by its script."""
    return f"/en/desk/write/{draft_id}"
