"""The gate of the desk: closed by default, a new secret at sign-in, and no cookie for readers."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.domain.people import Role
from portal.settings import Settings
from portal.web.desk.gate import asked_permission
from portal.web.desk.places import DESK
from tests.web.conftest import serve

PASSWORD = "three herrings in a harbour"
TOKEN = re.compile(r'(?<=name="csrf_token" value=")[^"]+')


@pytest.fixture(scope="module")
def desk(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal with a workspace in which a coordinator has a password."""
    folder = tmp_path_factory.mktemp("desk")
    portal = build_portal(Settings(content=content, search_index=folder / "index", workspace=folder / "workspace"))
    portal.workspace.database.prepare()
    account = portal.workspace.accounts.add("aino@silta.invalid", "Aino", Role.COORDINATOR, Language.FI)
    portal.workspace.accounts.set_password(account.person.id, PASSWORD)
    yield portal
    portal.close()


@pytest.fixture
def visitor(desk: Portal) -> FlaskClient:
    """Somebody who is not signed in."""
    return serve(desk).test_client()


def token_of(page: str) -> str:
    """Return the token of the first form on a page."""
    return page.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]


def sign_in(visitor: FlaskClient, password: str = PASSWORD, **fields: str):
    """Send the sign-in form as a browser does."""
    page = visitor.get("/fi/desk/sign-in").get_data(as_text=True)
    form = {"csrf_token": token_of(page), "email": "Aino@silta.invalid ", "password": password, **fields}
    return visitor.post("/fi/desk/sign-in", data=form)


def test_every_route_of_the_desk_says_what_it_asks_for(app: Flask) -> None:
    """A new page without a rule fails here, and is closed to everybody anyway."""
    views = {
        rule.endpoint: app.view_functions[rule.endpoint] for rule in app.url_map.iter_rules() if f"/{DESK}" in rule.rule
    }

    assert [] == [endpoint for endpoint, view in views.items() if asked_permission(view) is None]


def test_whoever_is_not_signed_in_is_led_to_the_sign_in(visitor: FlaskClient) -> None:
    """Also from addresses of the desk that do not exist, so that nobody learns which do."""
    answers = [visitor.get(path) for path in ("/sv/desk", "/sv/desk/nothing/here")]

    assert [(302, "/sv/desk/sign-in")] * 2 == [(each.status_code, each.location.split("?")[0]) for each in answers]


def test_signing_in_gives_a_new_secret_and_leads_on(visitor: FlaskClient) -> None:
    """The cookie from before the sign-in is worth nothing afterwards."""
    visitor.get("/fi/desk/sign-in")
    before = visitor.get_cookie("silta")
    answer = sign_in(visitor, next="/fi/desk?x=1")
    after = visitor.get_cookie("silta")
    visitor.set_cookie("silta", before.value)

    assert (302, "/fi/desk?x=1", True, 302) == (
        answer.status_code,
        answer.location,
        before.value != after.value and after.http_only,
        visitor.get("/fi/desk").status_code,
    )


@pytest.mark.parametrize(
    "next_page", ["https://evil.example/", "//evil.example/fi/desk", "/fi/desk\\evil", "/fi/cases"]
)
def test_nobody_is_led_away_after_sign_in(visitor: FlaskClient, next_page: str) -> None:
    """Only pages of the desk can be named as the way on."""
    assert "/fi/desk" == sign_in(visitor, next=next_page).location


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(visitor: FlaskClient) -> None:
    """Nobody learns from the answer who has an account."""
    wrong = sign_in(visitor, password="something else entirely")
    unknown = sign_in(visitor, email="nobody@silta.invalid")

    # A token holds the second in which it was made, which may be another one.
    plain = [TOKEN.sub("", answer.get_data(as_text=True)) for answer in (wrong, unknown)]
    same = plain[0].replace("Aino@silta.invalid ", "") == plain[1].replace("nobody@silta.invalid", "")

    assert (403, 403, True) == (wrong.status_code, unknown.status_code, same)


def test_a_form_without_its_token_changes_nothing(visitor: FlaskClient) -> None:
    """Neither without a token nor with one of another session, nor from another site."""
    bare = visitor.post("/fi/desk/sign-in", data={"email": "aino@silta.invalid", "password": PASSWORD})
    foreign = visitor.post("/fi/desk/sign-in", headers={"Origin": "https://evil.example"})

    assert [403, 403] == [bare.status_code, foreign.status_code]


def test_signing_out_ends_the_session_on_the_server(visitor: FlaskClient) -> None:
    """A copy of the cookie kept by somebody else opens nothing."""
    sign_in(visitor)
    kept = visitor.get_cookie("silta").value
    page = visitor.get("/fi/desk").get_data(as_text=True)
    visitor.post("/fi/desk/sign-out", data={"csrf_token": token_of(page)})
    visitor.set_cookie("silta", kept)

    assert 302 == visitor.get("/fi/desk").status_code


def test_readers_never_get_a_cookie(visitor: FlaskClient) -> None:
    """Signed in or not, public pages neither set nor heed one."""
    sign_in(visitor)
    answers = [visitor.get(path) for path in ("/fi", "/fi/cases", "/fi/glossary", "/fi/calculator")]

    assert [(200, None)] * 4 == [(each.status_code, each.headers.get("Set-Cookie")) for each in answers]


def test_the_portal_reads_on_without_a_workspace(content: Path, tmp_path: Path) -> None:
    """Where the database cannot be had the desk says so, and readers notice nothing."""
    (tmp_path / "workspace").write_text("a file where the folder should be")
    settings = Settings(content=content, search_index=tmp_path / "index", workspace=tmp_path / "workspace")
    portal = build_portal(settings)
    client = serve(portal).test_client()

    answers = [client.get(path).status_code for path in ("/fi/desk/sign-in", "/fi/cases")]
    portal.close()

    assert [503, 200] == answers
