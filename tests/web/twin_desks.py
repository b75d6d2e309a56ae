"""Two desks that are the same, and every form of their pages, sent to both: to one as it is, to the other with more."""

import re
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from urllib.parse import urljoin
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from lxml import html
from lxml.html import FormElement
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.web.desk.server_session import OPEN_COOKIE
from portal.workspace.tables import Table
from tests.shared.small_library import opened_copy
from tests.web.conftest import serve
from tests.web.desk_site import DeskSite

OF_ONE_BUTTON = 2
"""How often the same button of the same route is pressed."""
OF_ONE_ROUTE = 8
NEVER_SAME = re.compile(r"\b[0-9a-f]{12,64}\b|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*(?:\+00:00|Z)?")
"""Names of commits and moments, which two desks have not in common."""
OF_ITS_OWN = frozenset({"sessions", "secrets", "attempts", "chores", "presences"})
"""Tables about who was there and when, and not about what was done."""
SECRET = frozenset({
    "password_hash", "digest", "secret", "token", "hash", "key", "totp_secret", "totp_used_step", "code_hash",
})  # fmt: skip
TYPED = {
    "id": "fresh-{}", "email": "fresh{}@silta.invalid", "name": "Fresh Name {}",
    "day": "3.6.2027", "time": "8.30",
    "password": "seven ducks on one pond", "text": "Because it is so, {} times.", "reason": "A good reason {}.",
    "reason-fi": "Syy {}.", "reason-sv": "Skäl {}.", "reason-en": "Cause {}.",
    "answer": "An answer {}.", "quote": "", "label": "A label {}",
}  # fmt: skip
"""What somebody types into a field that is empty."""


def column_names() -> frozenset[str]:
    """Return the names of every column that the workspace has."""
    return frozenset(column.name for table in Table.metadata.sorted_tables for column in table.columns)


FORBIDDEN = {
    **dict.fromkeys(column_names(), "1"),
    **dict.fromkeys(("state", "outcome", "status"), "published"),
    **dict.fromkeys(("is_admin", "admin", "published", "signed", "sign_offs", "tasks", "base", "base_text"), "1"),
    "role": Role.ADMINISTRATOR.value,
    "email": "evil@silta.invalid",
    "password_hash": "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$x",
    "collection": Collection.LAWS.value,
    "entry": "laws/evil",
    "author_name": "Evil",
    "__proto__": "x",
    "typed[title]": "Evil",
    "typed": '{"title": "Evil"}',
}
"""Names that a careless program would take over into what it keeps: all columns of the database, and some more."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A form with the button that was pressed: where it goes and what it sends."""

    path: str
    fields: tuple[tuple[str, str], ...]
    offered: frozenset[str]
    """The names of all its fields, boxes that are not ticked and other buttons among them."""
    button: str = ""
    file: tuple[str, bytes] | None = None
    """The name and the bytes of what goes into its field for a file."""


@dataclass(slots=True)
class Twin:
    """One of the two desks."""

    site: DeskSite
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def read(self, path: str) -> TestResponse:
        """Return a page as its administrator sees it."""
        return self.client().get(path)

    def send(self, pressed: Pressed, more: Mapping[str, str], client: FlaskClient | None = None) -> TestResponse:
        """Send a form with its token, and more than it asks for, in a session of its own or that of a browser."""
        client = client or self.client()
        page = client.get("/en/desk/account").text
        token = page.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]
        sent: dict[str, list[object]] = {"csrf_token": [token]}
        for name, value in pressed.fields:
            sent.setdefault(name, []).append(value)
        if pressed.file:
            name, content = pressed.file
            sent["file"] = [(BytesIO(content), name)]
        beside = {name: [word] for name, word in more.items() if name not in pressed.offered}
        return client.post(pressed.path, data=sent | beside)

    def state(self) -> dict[str, object]:
        """Return everything the desk holds by its place, but what no two desks have in common."""
        held: dict[str, object] = {}
        with self.site.portal.workspace.database.reading() as session:
            for table in Table.metadata.sorted_tables:
                if table.name not in OF_ITS_OWN:
                    found = session.execute(select(table).order_by(*table.primary_key.columns)).mappings()
                    for number, row in enumerate(found, start=1):
                        held |= {f"{table.name} {number} {name}": _plain(name, value) for name, value in row.items()}
        content = self.site.portal.settings.content
        files = (each for each in content.rglob("*") if each.is_file() and ".git" not in each.parts)
        return held | {str(each.relative_to(content)): each.read_bytes() for each in files}

    def client(self) -> FlaskClient:
        """Return the browser of the administrator, signed in anew: some forms end sessions."""
        person = self.site.person(Role.ADMINISTRATOR)
        if not self.site.portal.workspace.accounts.account(person.id).active:
            self.site.portal.workspace.accounts.set_active(person.id, active=True)
        client = self.site.app.test_client()
        client.set_cookie(OPEN_COOKIE, self.site.portal.workspace.sessions.begin({}, account_id=person.id, agent="x"))
        return client


@contextmanager
def opened_twins(desk: Path, folder: Path, furnish: Callable[[DeskSite], None]) -> Iterator[tuple[Twin, Twin]]:
    """Furnish a copy of a desk, and open two copies of what has become of it."""
    with opened_copy(desk, folder / "model") as model:
        furnish(DeskSite(model, serve(model)))
    with opened_copy(folder / "model", folder / "one") as one, opened_copy(folder / "model", folder / "two") as two:
        yield Twin(DeskSite(one, serve(one))), Twin(DeskSite(two, serve(two)))


def difference(one: Mapping[str, object], other: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    """Return what two desks do not have in common."""
    return {key: (one.get(key), other.get(key)) for key in one | other if one.get(key) != other.get(key)}


def pressed_on(path: str, page: str, numbers: Iterator[int]) -> Iterator[Pressed]:
    """Yield each form of a page with each of its buttons, its empty fields typed in."""
    for form in html.fromstring(page).forms:
        if (form.method or "").upper() != "POST":
            continue
        action = address_of(form, path)
        buttons = [each for each in form.iter("button") if each.get("name")]
        number = next(numbers)
        offered = frozenset(each.get("name") for each in form.xpath(".//*[@name]"))
        if not buttons:
            yield Pressed(action, _typed(form, number), offered)
        for button in buttons:
            said = (button.get("name"), button.get("value", ""))
            yield Pressed(action, (*_typed(form, number), said), offered, "=".join(said))


def address_of(form: FormElement, page: str) -> str:
    """Return where a form of a page goes."""
    return urlsplit(urljoin(page, form.get("action") or "")).path


def _typed(form: FormElement, number: int) -> tuple[tuple[str, str], ...]:
    fields = []
    for name, value in form.form_values():
        if name != "csrf_token":
            fields.append((name, value or TYPED.get(name, "").format(number) or value))
    return tuple(fields)


def _plain(name: str, value: object) -> object:
    if isinstance(value, datetime):
        return "a moment"
    if name in SECRET:
        return bool(value)
    return NEVER_SAME.sub("…", repr(value))


@dataclass(slots=True)
class Presses:
    """Which buttons have been pressed, so that no route is pressed for ever."""

    done: Counter[str] = field(default_factory=Counter)

    def again(self, endpoint: str, button: str) -> bool:
        """Tell whether to press a button of a route, and count it."""
        key = f"{endpoint}|{button.partition(':')[0]}"
        if self.done[key] >= OF_ONE_BUTTON or self.done[endpoint] >= OF_ONE_ROUTE:
            return False
        self.done.update((key, endpoint))
        return True
