"""A desk on a repository of the small library, with somebody signed in, for tests of translating."""

from flask.testing import FlaskClient

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.domain.people import Role
from portal.web.desk.server_session import OPEN_COOKIE
from tests.history.repository import git
from tests.web.conftest import serve


def correct(portal: Portal, path: str, old: str, new: str) -> None:
    """Change words of a file of the library by a commit of its own, and let the portal know."""
    file = portal.settings.content / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    git(portal.settings.content, "commit", "--quiet", "--all", "--message", f"Correct {path}")
    portal.live_index.entries_changed([entry.ref for entry in portal.shelf() if path.startswith(f"{entry.ref}/")])


def somebody(portal: Portal, role: Role = Role.CONTRIBUTOR, name: str = "Aino") -> FlaskClient:
    """Return the browser of somebody who is signed in."""
    book = portal.workspace.accounts
    email = f"{name.lower()}@silta.invalid"
    account = book.by_email(email) or book.add(email, name, role, Language.EN)
    secret = portal.workspace.sessions.begin({}, account_id=account.person.id, agent="test")
    client = serve(portal).test_client()
    client.set_cookie(OPEN_COOKIE, secret)
    return client
