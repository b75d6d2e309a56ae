"""A desk into whose every field somebody has written what would come alive on a careless page."""

import csv
import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from itertools import cycle
from itertools import islice

from flask.testing import FlaskClient
from lxml import html
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from portal.domain.incoming import LONGEST_COMMENT
from portal.domain.incoming import LONGEST_FIELDS
from portal.domain.incoming import LONGEST_ROLE
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.workflow import Action
from portal.library.form import form_of
from portal.library.form_field import Control
from portal.web.desk.server_session import OPEN_COOKIE
from tests.browser.hostile_strings import hostile_strings
from tests.history.repository import git
from tests.uploads.packed import png_file
from tests.web.desk_site import MODEL
from tests.web.desk_site import DeskSite

STRINGS = hostile_strings()
IN_A_TEXT = 30
"""How many strings go into one field for long texts; a field of one line takes one."""
LONG = ("text", "summary", "rationale", "wording")
LONGEST_WAIT = 60


@dataclass(slots=True)
class Strings:
    """Hands out every string in turn and begins again, so that in the end each has stood somewhere."""

    left: Iterator[str] = field(default_factory=lambda: cycle(STRINGS))

    def one(self, longest: int = 10_000) -> str:
        """Return the next string that is short enough."""
        return next(each for each in self.left if len(each) <= longest)

    def many(self, count: int = IN_A_TEXT, longest: int = 100_000) -> str:
        """Return the next ones as a text of paragraphs."""
        return "\n\n".join(islice(self.left, count))[:longest]


@dataclass(frozen=True, slots=True)
class HostileDesk:
    """The desk, and the browser of its administrator, whose name is hostile too."""

    site: DeskSite
    client: FlaskClient
    person: Person
    drafts: dict[str, int] = field(default_factory=dict)
    pages: dict[str, TestResponse] = field(default_factory=dict)
    """What has been read of it, by address."""

    def get(self, path: str) -> TestResponse:
        """Return a page."""
        return self.client.get(path)

    def post(self, path: str, **sent: object) -> TestResponse:
        """Send a form with the token of the session."""
        return send(self.client, path, sent)


def send(client: FlaskClient, path: str, sent: dict[str, object], **headers: str) -> TestResponse:
    """Send fields and files with the token of the session, whatever the fields are called."""
    page = client.get("/en/desk/account").get_data(as_text=True)
    token = page.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]
    return client.post(path, data={"csrf_token": token, **sent}, headers=headers)


def hostile_desk(site: DeskSite) -> HostileDesk:
    """Fill a desk: drafts of every collection, a translation, a review, files, an import, letters, names, a history."""
    strings, book = Strings(), site.portal.workspace
    _commit_history(site, strings)
    person = book.accounts.add("evil@silta.invalid", strings.one(100), Role.ADMINISTRATOR, Language.EN).person
    client = site.app.test_client()
    secret = book.sessions.begin({}, account_id=person.id, agent=f"Firefox/1 Linux {strings.one()}")
    client.set_cookie(OPEN_COOKIE, secret)
    desk = HostileDesk(site, client, person)
    for collection in Collection:
        desk.drafts[collection] = _new_entry(desk, collection, strings)
    desk.drafts["correction"] = _correction(desk, strings)
    _translation(desk, strings)
    _files(desk, strings)
    _import(desk, strings)
    _letters(desk, strings)
    return desk


def _new_entry(desk: HostileDesk, collection: Collection, strings: Strings) -> int:
    begun = desk.post("/en/desk/write", collection=collection.value, id=f"hostile-{collection}", language="fi")
    number = int(begun.location.split("?")[0].rpartition("/")[2])
    _type(desk, number, strings)
    return number


def _type(desk: HostileDesk, number: int, strings: Strings) -> None:
    """Fill every field that the form of a draft can have, with a row of each list."""
    draft = desk.site.portal.workspace.drafts.draft(number)
    lists = [each.name for each in form_of(draft.ref.collection).fields if each.control is Control.ROWS]
    names: dict[str, None] = {}
    for more in ("", *lists):
        page = desk.get(f"/en/desk/write/{number}?more={more}").get_data(as_text=True)
        form = html.fromstring(page).get_element_by_id("form")
        names |= {each.name: None for each in form.inputs if (each.name or "").startswith("t.")}
    typed = {name: strings.many() if name.endswith(LONG) else strings.one() for name in names}
    sent = {**typed, "version": draft.version, "reason": strings.one(), "whole": "1", "do": "save"}
    assert desk.post(f"/en/desk/write/{number}", **sent).status_code == 302


def _correction(desk: HostileDesk, strings: Strings) -> int:
    """Correct a published entry, have it in review with remarks, and return it."""
    begun = desk.post("/en/desk/write/correct", entry=str(MODEL), language="fi")
    number = int(begun.location.split("?")[0].rpartition("/")[2])
    _type(desk, number, strings)
    book = desk.site.portal.workspace.drafts
    # A draft with faults is not let into review by its page.
    book.step(number, book.draft(number).version, Action.SUBMIT, desk.person)
    for place in ("title", "sections.background.text", strings.one(200)):
        sent = {"field": place, "quote": strings.one(), "text": strings.many(10, 3000)}
        desk.post(f"/en/desk/drafts/{number}/remarks", **sent)
    desk.post(f"/en/desk/drafts/{number}/remarks/1/answer", text=strings.many(10, 3000))
    returned = {"version": book.draft(number).version, "reason": strings.many(5, 900)}
    assert desk.post(f"/en/desk/drafts/{number}/return", **returned).status_code == 303
    return number


def _translation(desk: HostileDesk, strings: Strings) -> None:
    address = f"/en/desk/translate/{MODEL}/sv"
    desk.post(address, do="begin")
    form = next(each for each in html.fromstring(desk.get(address).text).forms if "version" in each.fields)
    typed = dict(form.form_values())
    words = {name: strings.many() for name in typed if name.startswith(("sections.", "title", "summary"))}
    assert desk.post(address, **{**typed, **words, "do": "save"}).status_code == 302


def _files(desk: HostileDesk, strings: Strings) -> None:
    for collection in (Collection.MATERIALS, Collection.CLAUSES):
        for _ in range(3):
            named = FileStorage(io.BytesIO(png_file()), f"{strings.one(80)}.png")
            words = {"label": strings.one(150), "description": strings.many(5, 500)}
            desk.post(f"/en/desk/write/{desk.drafts[collection]}/files", file=named, **words)


def _import(desk: HostileDesk, strings: Strings) -> None:
    """Bring a table whose headings, cells and own name are hostile; its dry run names every fault."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["id", "language", "title", "summary", "country", "kind", "status", "sources", strings.one()])
    writer.writerows([[strings.one() for _ in range(9)] for _ in range(20)])
    named = FileStorage(io.BytesIO(text.getvalue().encode()), f"{strings.one(60)}.csv")
    kept = desk.post("/en/desk/imports", collection="cases", file=named)
    assert kept.status_code == 303
    until = time.monotonic() + LONGEST_WAIT
    while "data-at-work" in desk.get(kept.location).text and time.monotonic() < until:
        time.sleep(0.2)


def _letters(desk: HostileDesk, strings: Strings) -> None:
    """Let readers send comments and cases, ask for what is not there, and coordinators answer them."""
    portal = desk.site.portal
    for number in range(4):
        text = strings.many(20, LONGEST_COMMENT)
        portal.workspace.comments.add(MODEL, Language.FI, text, strings.one(LONGEST_ROLE))
        portal.workspace.sent_cases.add(
            Language.SV, {name: strings.many(20, longest) for name, longest in LONGEST_FIELDS.items()}
        )
        if number % 2:
            waiting = {"verdict": "shown", "answer": strings.many(10, 1500)}
            desk.post(f"/en/desk/inbox/comments/{number}", **waiting)
    desk.post("/en/desk/inbox/cases/1/draft", id="hostile-sent", language="fi")
    desk.post("/en/desk/inbox/cases/2/refuse", reason=strings.many(5, 900))
    desk.post(
        "/en/desk/report", collection="clauses", language="fi", id="hostile-pasted", text=strings.many(100, 15_000)
    )
    for _ in range(30):
        portal.failed_queries.count(strings.one(200))
    gone = {"part": "", "instead": "", **{f"reason-{each}": strings.one() for each in Language}}
    gone |= {f"reason.{each}": strings.one() for each in Language} | {"reason": strings.one()}
    desk.post("/en/desk/entries/cases/hamn-pilot/withdraw", **gone)


def _commit_history(site: DeskSite, strings: Strings) -> None:
    """Give an entry a history by people with hostile names, for hostile reasons, with hostile words."""
    content = site.portal.settings.content
    file = content / "cases" / MODEL.id / "fi.md"
    sound = file.read_text(encoding="utf-8")
    for _ in range(3):
        file.write_text(f"{sound}\n\n{strings.many(40)}\n", encoding="utf-8")
        name = "".join(each for each in strings.one(60) if each not in "<>\n\0") or "x"
        who = f"{name} <{strings.one(60).replace('<', '').replace('>', '').replace(chr(10), '') or 'x'}>"
        git(content, "commit", "--all", "--quiet", f"--author={who}", "--message", strings.many(3).replace("\0", ""))
    file.write_text(sound, encoding="utf-8")
    git(content, "commit", "--all", "--quiet", "--message", strings.one().replace("\0", ""))
