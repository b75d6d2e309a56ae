"""Comments on a clause: sent by anybody, shown only once the desk has let them."""

import re
import time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.incoming import Moderation
from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.settings import Settings
from portal.web import spam_guard
from tests.web.conftest import folded
from tests.web.conftest import serve

CLAUSE = Ref(Collection.CLAUSES, "jarvi-clause")
PLACE = "/clauses/jarvi-clause/comment"
MARKER = "harakanvarvas"
OPEN = (
    "/{}/clauses/jarvi-clause",
    "/{}/clauses",
    "/{}/wanted",
    "/{}/feed",
    "/api/v1/clauses/jarvi-clause",
    "/{}" + PLACE,
)
"""Where a reader could come upon what was sent."""
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><svg onload=alert(1)>",
    "{{ 7 * 7 }} {% raw %} %(x)s {0}",
    "[x](javascript:alert(1))",
    "a\u202eb\u0000c\u200d",
    "' OR 1=1 --",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
)


@pytest.fixture
def site(library: Portal) -> Flask:
    """The application that serves it."""
    return serve(library)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test wait three seconds: a reader who reads is one who waits."""
    monkeypatch.setattr(spam_guard, "LEAST_SECONDS", -1)


def field(page: str, name: str) -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


def send(reader: FlaskClient, text: str, role: str = "", language: str = "fi", **more: str):
    """Send a comment as a browser does: look at it first, then send it."""
    look = folded(reader.post(f"/{language}{PLACE}", data={"text": text, "role": role}))
    form = {"text": text, "role": role, "seal": field(look, "seal"), "sent": "yes", "homepage": "", **more}
    return reader.post(f"/{language}{PLACE}", data=form)


def waiting(portal: Portal) -> list[str]:
    """Return the texts that wait for the desk."""
    return [each.text for each in portal.workspace.comments.of_state(Moderation.WAITING)]


@pytest.mark.parametrize("language", Language)
@pytest.mark.usefixtures("patient")
def test_a_comment_waits_for_the_desk(library: Portal, site: Flask, language: Language) -> None:
    """In every language: a look at it, thanks, and nothing of it on any page before somebody lets it."""
    reader = site.test_client()
    answer = send(reader, f"Toimi hyvin, {MARKER}.", "Hankinta-asiantuntija", language)
    thanks = reader.get(answer.location)
    shown = [path for path in OPEN if MARKER.encode() in reader.get(path.format(language)).data]

    assert (303, 200, [], [f"Toimi hyvin, {MARKER}."]) == (
        answer.status_code,
        thanks.status_code,
        shown,
        waiting(library),
    )


@pytest.mark.usefixtures("patient")
def test_only_what_the_desk_lets_is_shown(library: Portal, site: Flask) -> None:
    """With its language and its role, without the name of whoever let it; what was refused never."""
    reader, by = (
        site.test_client(),
        library.workspace.accounts.add("aino@silta.invalid", "Aino Anonyymi", Role.COORDINATOR, Language.FI).person,
    )
    send(reader, f"Fungerade bra, {MARKER}.", "upphandlare", "sv")
    send(reader, "Tämä ei kuulu tänne.")
    for each in library.workspace.comments.of_state(Moderation.WAITING):
        wanted = Moderation.SHOWN if MARKER in each.text else Moderation.REFUSED
        library.inbox.decide(each.id, wanted, "Asiaton." if wanted is Moderation.REFUSED else "", by)
    page = folded(reader.get("/fi/clauses/jarvi-clause"))

    assert (True, True, False, False, False) == (
        f'<p class="own" lang="sv">Fungerade bra, {MARKER}.</p>' in page,
        "upphandlare" in page,
        "Tämä ei kuulu" in page,
        "Asiaton" in page,
        "Aino" in page,
    )


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.usefixtures("patient")
def test_hostile_text_stays_text(library: Portal, site: Flask, text: str) -> None:
    """In the look at it and on the page, through both fields, nothing becomes an element or a template."""
    reader = site.test_client()
    by = library.workspace.accounts.add("a@silta.invalid", "A", Role.COORDINATOR, Language.FI).person
    look = reader.post(f"/fi{PLACE}", data={"text": text, "role": text}).get_data(as_text=True)
    send(reader, text, text)
    for each in library.workspace.comments.of_state(Moderation.WAITING):
        library.inbox.decide(each.id, Moderation.SHOWN, text, by)
    page = reader.get("/fi/clauses/jarvi-clause").get_data(as_text=True)
    alive = ("<script>alert", "<img src=x", "<svg onload", 'href="javascript:', "\u202e", "\x00")

    assert [] == [sign for sign in alive if sign in page or sign in look]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "ei ole vielä tekstiä"),
        ("  \u200b ", "ei ole vielä tekstiä"),
        ("x" * 2001, "2001"),
        ("Soita minulle: 040 123 4567", "puhelinnumero"),
        ("Kirjoita aino@jarvi.example", "sähköpostiosoite"),
        ("131052-308T on henkilötunnus", "henkilötunnus"),
        ("http://a.example http://b.example http://c.example", "verkko-osoitetta"),
    ],
)
def test_what_cannot_be_taken_in_stays_in_the_form(library: Portal, site: Flask, text: str, words: str) -> None:
    """With the reason at the field, and nothing kept."""
    answer = site.test_client().post(f"/fi{PLACE}", data={"text": text, "role": "rooli", "sent": "yes"})
    page = answer.get_data(as_text=True)

    assert (400, True, True, True, []) == (
        answer.status_code,
        words in page,
        text.strip("\u200b ") in page,
        'value="rooli"' in page,
        waiting(library),
    )


@pytest.mark.usefixtures("patient")
def test_a_program_that_fills_every_field_is_turned_away(library: Portal, site: Flask) -> None:
    """The field that people do not see, a seal of its own making, and a seal for another page."""
    reader = site.test_client()
    other = folded(reader.post("/fi/cases/jarvi-model/comment", data={"text": "x"}))
    codes = [
        send(reader, "Osta nyt", homepage="https://spam.example").status_code,
        send(reader, "Osta nyt", seal="MQ.aaaa.bbbb").status_code,
        send(reader, "Osta nyt", seal="").status_code,
        send(reader, "Osta nyt", seal=field(other, "seal")).status_code,
    ]

    assert ([400] * 4, []) == (codes, waiting(library))


def test_who_is_faster_than_a_reader_presses_once_more(library: Portal, site: Flask) -> None:
    """The seal of the first look goes on counting, so that nobody starts over."""
    reader = site.test_client()
    first = send(reader, "Nopea kommentti")
    again = field(first.get_data(as_text=True), "seal")
    time.sleep(3.1)
    second = reader.post(f"/fi{PLACE}", data={"text": "Nopea kommentti", "role": "", "seal": again, "sent": "yes"})

    assert (400, 303, ["Nopea kommentti"]) == (first.status_code, second.status_code, waiting(library))


@pytest.mark.usefixtures("patient")
def test_one_address_sends_ten_an_hour(library: Portal, site: Flask) -> None:
    """The eleventh is told to come back, with its text; no address is kept in the clear."""
    reader = site.test_client()
    codes = [send(reader, f"Kommentti {number}.").status_code for number in range(11)]
    kept = b"".join(each.read_bytes() for each in library.settings.workspace.iterdir() if each.is_file())

    assert ([303] * 10 + [429], 10, False) == (codes, len(waiting(library)), b"127.0.0.1" in kept)


@pytest.mark.usefixtures("patient")
def test_a_second_click_is_one_comment(library: Portal, site: Flask) -> None:
    """The same text twice waits once."""
    reader = site.test_client()
    codes = [send(reader, "Kaksi painallusta.").status_code for _ in range(2)]

    assert ([303, 303], ["Kaksi painallusta."]) == (codes, waiting(library))


@pytest.mark.parametrize("place", ["/fi/clauses/nowhere/comment", "/fi/guides/about/comment", "/fi/news/x/comment"])
def test_only_clauses_and_cases_take_comments(site: Flask, place: str) -> None:
    """Other pages, and those that are not there, have no form."""
    reader = site.test_client()

    assert [404, 404] == [reader.get(place).status_code, reader.post(place, data={"text": "x"}).status_code]


def test_the_page_does_without_a_workspace(content: Path, tmp_path: Path) -> None:
    """Readers read on; the form keeps the text and says that it cannot be sent now."""
    (tmp_path / "workspace").write_text("a file where the folder should be")
    portal = build_portal(Settings(content=content, search_index=tmp_path / "index", workspace=tmp_path / "workspace"))
    reader = serve(portal).test_client()
    answer = reader.post(f"/fi{PLACE}", data={"text": "Säilyykö tämä?"})
    page = reader.get("/fi/clauses/jarvi-clause")
    portal.close()

    assert (503, True, 200) == (answer.status_code, "Säilyykö tämä?" in answer.get_data(as_text=True), page.status_code)
