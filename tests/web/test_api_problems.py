"""Whatever is wrong with a request to the API, the answer is a problem that names it (RFC 9457)."""

import json
import time
from dataclasses import replace
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.settings import Settings
from portal.web.headers import SECURITY
from tests.conftest import IndexFolder
from tests.web.conftest import serve
from tests.web.test_bad_input import HOSTS
from tests.web.test_bad_input import QUERIES

WRONG = [
    ("/search?page=0", ["page"]),
    ("/search?page=-1", ["page"]),
    ("/search?page=abc", ["page"]),
    ("/search?page=%C2%B2", ["page"]),
    ("/search?page=01", ["page"]),
    ("/search?page=999999999999999999999", ["page"]),
    ("/search?page=1&page=2", ["page"]),
    ("/search?limit=0", ["limit"]),
    ("/search?limit=101", ["limit"]),
    ("/search?sort=sideways", ["sort"]),
    ("/search?language=de", ["language"]),
    ("/search?language=", ["language"]),
    ("/search?bridge=no", ["bridge"]),
    ("/search?without=", ["without"]),
    ("/search?q=a&q=b", ["q"]),
    ("/search?country=%27%22", ["country"]),
    ("/search?country=fi&country=", ["country"]),
    ("/search?planet=mars", ["planet"]),
    ("/search?=&&&==", [""]),
    ("/search?planet=mars&page=0&sort=x", ["sort", "page", "planet"]),
    ("/cases?q=siivous", ["q"]),
    ("/cases?sort=relevance", ["sort"]),
    ("/laws?page=99999999", ["page"]),
    ("/cases/jarvi-model?language=fi", ["language"]),
    ("/vocabulary/sectors?page=1", ["page"]),
    ("/vocabulary?x", ["x"]),
]
NOWHERE = [
    "/api",
    "/api/",
    "/api/v1",
    "/api/v2/search",
    "/api/v1/nowhere",
    "/api/v1/cases/nowhere",
    "/api/v1/cases/jarvi-model/fi",
    "/api/v1/cases/..%2f..%2fetc%2fpasswd",
    "/api/v1/cases/Jarvi_Model",
    "/api/v1/cases/%E2%98%83",
    "/api/v1/vocabulary/nowhere",
    "/api/v1/vocabulary/redirects",
    "/api/v1/problems/nowhere",
    f"/api/v1/cases/{'z' * 9000}",
]
UNREADABLE = ["/api/v1/search?q=%", "/api/v1/search?q=%C3%28", "/api/v1/search?q=%00", "/api/v1/%0d%0aX:1"]


def problem(response: TestResponse) -> dict[str, object]:
    """Return the problem an answer tells, whose members fit the answer."""
    told = json.loads(response.data)
    assert "application/problem+json" == response.mimetype
    assert {"type", "title", "status", "detail", "instance", "parameters", "number"} == set(told)
    assert told["type"].startswith("/api/v1/problems/")
    assert response.status_code == told["status"]
    assert SECURITY.items() <= dict(response.headers).items()
    assert ("*", "no-store") == (
        response.headers["Access-Control-Allow-Origin"],
        response.headers["Cache-Control"],
    )
    return told


def kind(told: dict[str, object]) -> str:
    """Return the last part of the type of a problem."""
    return str(told["type"]).rpartition("/")[2]


@pytest.mark.parametrize(("path", "names"), WRONG)
def test_a_wrong_parameter_is_named(client: FlaskClient, path: str, names: list[str]) -> None:
    """All of them at once, in the data and in the sentence."""
    response = client.get(f"/api/v1{path}")
    told = problem(response)

    assert (400, "wrong-parameters") == (response.status_code, kind(told))
    assert names == [each["name"] for each in told["parameters"]]
    assert all(name in told["detail"] for name in names)


def test_very_many_wrong_parameters_stay_a_short_answer(client: FlaskClient) -> None:
    """Nobody can have the portal say much for little."""
    query = "&".join(f"x{number}=1" for number in range(1000))

    response = client.get(f"/api/v1/search?{query}")

    assert 400 == response.status_code
    assert len(response.data) < 12_000


@pytest.mark.parametrize("path", NOWHERE)
def test_what_is_not_there_is_a_problem(client: FlaskClient, path: str) -> None:
    """Also where no route leads."""
    response = client.get(path)

    assert (404, "not-found") == (response.status_code, kind(problem(response)))
    assert len(response.data) < 3000


@pytest.mark.parametrize("path", UNREADABLE)
def test_what_cannot_be_read_is_a_problem(client: FlaskClient, path: str) -> None:
    """Bytes that are no text, and control characters."""
    response = client.get(path)

    assert (400, "unreadable-request") == (response.status_code, kind(problem(response)))


@pytest.mark.parametrize("host", HOSTS)
def test_a_foreign_host_is_a_problem_without_its_name(client: FlaskClient, host: str) -> None:
    """The answer names no other host."""
    response = client.get("/api/v1/search", headers={"Host": host})

    assert (400, "unreadable-request") == (response.status_code, kind(problem(response)))
    assert b"evil" not in response.data


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/search", "/cases", "/cases/jarvi-model", "/vocabulary/sectors", "/openapi.json"])
def test_the_api_can_only_be_read(client: FlaskClient, path: str, method: str) -> None:
    """Another method is a 405 that says what is allowed."""
    response = client.open(f"/api/v1{path}", method=method)

    assert (405, "method-not-allowed") == (response.status_code, kind(problem(response)))
    assert "GET, HEAD, OPTIONS" == response.headers["Allow"]


def test_an_endless_address_and_an_endless_body_are_problems(client: FlaskClient) -> None:
    """Nothing is read that is larger than the limits."""
    long = client.get(f"/api/v1/search?q={'a' * 20_000}")
    large = client.get("/api/v1/search", data=b"x" * (1024 * 1024 + 1))

    assert [(414, "address-too-long"), (413, "request-too-large")] == [
        (each.status_code, kind(problem(each))) for each in (long, large)
    ]


def test_a_missing_index_is_a_problem_that_passes(portal: Portal, index_folder: IndexFolder) -> None:
    """The rest can be read meanwhile."""
    bare = build_portal(replace(portal.settings, search_index=index_folder()))
    client = serve(bare).test_client()

    response = client.get("/api/v1/search?bridge=0")

    assert (503, "search-unavailable") == (response.status_code, kind(problem(response)))
    assert int(response.headers["Retry-After"]) > 0
    assert 200 == client.get("/api/v1/cases/jarvi-model").status_code


def test_a_failure_inside_is_a_problem_with_a_number(portal: Portal) -> None:
    """The number is that of the log, and nothing inside is told."""
    broken = serve(portal)
    broken.add_url_rule("/api/v1/broken/here", view_func=lambda: 1 / 0)

    response = broken.test_client().get("/api/v1/broken/here")
    told = problem(response)

    assert (500, "failure") == (response.status_code, kind(told))
    assert told["number"]
    assert b"ZeroDivisionError" not in response.data


@pytest.mark.parametrize("path", ["/search?page=0", "/nowhere", "/search?q=%00"])
def test_the_type_of_a_problem_leads_to_its_meaning(client: FlaskClient, path: str) -> None:
    """Whoever follows it reads what it means."""
    told = problem(client.get(f"/api/v1{path}"))
    meaning = json.loads(client.get(str(told["type"])).data)

    assert (told["type"], told["title"], told["status"]) == (meaning["type"], meaning["title"], meaning["status"])
    assert meaning["meaning"]


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
def test_any_query_gets_an_answer(client: FlaskClient, query: str) -> None:
    """A query of any make is answered in under a second, never with a failure."""
    start = time.monotonic()

    response = client.get(f"/api/v1/search?language=fi&q={quote(query)}")

    assert time.monotonic() - start < 1
    assert response.status_code in {200, 414}


def test_content_addresses_follow_the_settings(portal: Portal) -> None:
    """Without a base address they are those of the host that was asked."""
    settings = Settings(content=portal.settings.content, search_index=portal.settings.search_index)
    client = serve(replace(portal, settings=settings)).test_client()

    links = json.loads(client.get("/api/v1/cases").data)["links"]

    assert links["self"].startswith("http://localhost/api/v1/cases?")
