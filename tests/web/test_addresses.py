"""Every page answers in every language, with the same safe headers, and without a cookie."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.settings import Settings
from portal.web.desk.places import in_desk
from portal.web.headers import SECURITY
from portal.workspace.door import WorkspaceDoor
from tests.web.addresses import addresses_of_the_desk
from tests.web.addresses import every_address
from tests.web.conftest import Visit
from tests.web.conftest import serve

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ERRORS = [
    ("GET", "/fi/nowhere", 404),
    ("GET", "/de/", 404),
    ("GET", "/fi/cases/nowhere", 404),
    ("GET", "/static/nowhere.css", 404),
    ("POST", "/fi/search", 405),
    ("DELETE", "/sv/", 405),
    ("GET", "/fi/search?q=%ff", 400),
    ("GET", "/fi/search?q=%zz", 400),
    ("GET", "/fi/%00", 400),
    ("GET", "/en/search?q=" + "a" * 20_000, 414),
    ("GET", "/", 302),
    ("GET", "/accessibility", 302),
    ("GET", "/fi/cases/jarvi-old-name", 301),
]


def test_every_route_answers(app: Flask, client: FlaskClient) -> None:
    """No route for readers answers with an error."""
    failing = {path: status for path in every_address(app) if (status := client.get(path).status_code) >= 400}

    assert {} == failing


def test_a_portal_without_a_workspace_has_no_desk(portal: Portal, app: Flask, tmp_path: Path) -> None:
    """Every page of the desk says that it cannot be opened now, and none fails."""
    client = serve(replace(portal, door=WorkspaceDoor(f"sqlite:///{tmp_path}/none/workspace.db"))).test_client()
    answers = {path: client.get(path).status_code for path in addresses_of_the_desk(app)}

    assert "/sv/desk/sign-in" in answers
    assert {503} == set(answers.values())


def test_every_answer_carries_the_headers(app: Flask, client: FlaskClient) -> None:
    """Pages, files, redirects and errors carry each security header, exactly as measured."""
    answers = [(path, client.get(path)) for path in (*every_address(app), *addresses_of_the_desk(app))]
    answers += [(path, client.open(path, method=method)) for method, path, _status in ERRORS]
    bare = {
        (path, name)
        for path, response in answers
        for name, value in SECURITY.items()
        if response.headers.getlist(name) != [value]
    }

    assert POLICY == SECURITY["Content-Security-Policy"]
    assert set() == bare


def test_no_answer_sets_a_cookie(app: Flask, client: FlaskClient) -> None:
    """Readers get no cookie, on any page and any error; only the desk has one."""
    paths = [path for path in every_address(app) if not in_desk(path)]
    paths += [path for _method, path, _status in ERRORS]
    baking = [path for path in paths if "Set-Cookie" in client.get(path).headers]

    assert [] == baking


@pytest.mark.parametrize(("method", "path", "status"), ERRORS)
def test_an_error_has_its_status(client: FlaskClient, method: str, path: str, status: int) -> None:
    """What goes wrong is named by its status."""
    response = client.open(path, method=method)

    assert status == response.status_code


def test_transport_security_is_sent_behind_tls_only(portal: Portal, app: Flask) -> None:
    """On plain HTTP the promise of TLS would be a lie."""
    settings = Settings(content=portal.settings.content, search_index=portal.settings.search_index, behind_tls=True)
    behind_tls = serve(replace(portal, settings=settings))

    sent = [each.test_client().get("/fi/").headers.get("Strict-Transport-Security") for each in (app, behind_tls)]

    assert [None, "max-age=63072000; includeSubDomains"] == sent


def test_a_failure_inside_is_a_page_with_a_number(portal: Portal) -> None:
    """An unexpected fault is told in the reader's language, with a number that is in the log, and nothing inside."""
    broken = serve(portal)
    broken.add_url_rule("/fi/broken", view_func=lambda: 1 / 0)

    response = broken.test_client().get("/fi/broken")
    page = response.get_data(as_text=True)

    assert response.status_code == 500
    assert "ZeroDivisionError" not in page
    assert "Portaalissa tapahtui virhe" in page
    assert re.search(r"<code>[0-9a-f]{8}</code>", page)
    assert POLICY == response.headers["Content-Security-Policy"]


def test_a_page_is_kept_and_asked_for_again_cheaply(client: FlaskClient) -> None:
    """An unchanged page is answered with 304; a changed one is seen at once, also by whoever has just read it."""
    first = client.get("/fi/cases")

    again = client.get("/fi/cases", headers={"If-None-Match": first.headers["ETag"]})

    assert "public, no-cache" == first.headers["Cache-Control"]
    assert (304, b"") == (again.status_code, again.data)


def test_errors_and_health_are_not_kept(client: FlaskClient) -> None:
    """No cache may hold what is true only now."""
    kept = {
        path: client.get(path).headers["Cache-Control"] for path in ("/fi/nowhere", "/readyz", "/healthz", "/fi/status")
    }

    assert {"no-store"} == set(kept.values())


def test_a_file_under_its_stamp_is_kept_for_a_year(client: FlaskClient, read: Visit) -> None:
    """The style sheet's address changes with its content, so it may be kept as long as one likes."""
    address = re.search(r'href="(/static/silta\.css\?v=[0-9a-f]{12})"', read("/fi/"))
    assert address is not None

    stamped = client.get(address[1]).headers["Cache-Control"]
    bare = client.get("/static/silta.css?v=000000000000").headers["Cache-Control"]

    assert ("public, max-age=31536000, immutable", "public, max-age=60") == (stamped, bare)


def test_a_page_weighs_little(app: Flask, client: FlaskClient) -> None:
    """A page with its style sheet and font stays under 100 kB, the style sheet under 24 kB."""
    sheet = len(client.get("/static/silta.css").data)
    font = len(client.get("/static/fonts/source-serif-4-v5.woff2").data)
    pages = [path for path in every_address(app) if path[:4] in {f"/{language}/" for language in Language}]
    heaviest = max(len(client.get(path).data) for path in pages)

    assert sheet < 24_000
    assert sheet + font + heaviest < 100_000
