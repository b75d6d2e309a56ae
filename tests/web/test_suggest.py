"""Suggestions for the script of the search boxes, and the boxes that ask for them."""

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from portal.domain.language import Language
from tests.web.conftest import Visit


def test_a_term_leads_to_its_search(client: FlaskClient) -> None:
    """Text, language, kind and address are all a script needs."""
    answer = client.get("/sv/suggest?q=sysselsattningskr").get_json()
    first = answer["suggestions"][0]

    assert ("sysselsättningskrav", "sv", "term", "Term") == tuple(
        first[name] for name in ("text", "language", "kind", "label")
    )
    assert f"/sv/search?q={quote('sysselsättningskrav')}" == first["address"]


def test_a_title_leads_to_its_page(client: FlaskClient) -> None:
    """An entry is opened in the reader's language, and what is in another one says so."""
    found = client.get("/en/suggest?q=uutinen").get_json()["suggestions"]

    assert [("/en/news/only-in-finnish", "News item, in Finnish")] == [
        (each["address"], each["label"]) for each in found if each["kind"] == "title"
    ]


@pytest.mark.parametrize(
    ("language", "status"), [("fi", "Ei ehdotuksia"), ("sv", "Inga förslag"), ("en", "No suggestions")]
)
def test_the_count_is_said_in_the_readers_language(client: FlaskClient, language: str, status: str) -> None:
    """A screen reader speaks the sentence as it comes."""
    assert status == client.get(f"/{language}/suggest?q=xyzzy").get_json()["status"]


@pytest.mark.parametrize("query", ["", "?q=", "?q=%F0%9F%A7%B9", "?q=" + "a" * 9000, "?q=%22%27%3Cb%3E", "?q=a&q=b"])
def test_anything_is_answered(client: FlaskClient, query: str) -> None:
    """Odd words have an answer, mostly an empty one."""
    response = client.get(f"/fi/suggest{query}")

    assert (200, "application/json") == (response.status_code, response.mimetype)


def test_other_programs_get_the_same(client: FlaskClient) -> None:
    """The language is a parameter there, and a page of another host may read the answer."""
    response = client.get("/api/v1/suggest?q=ehto&language=fi", headers={"Accept-Language": "sv"})

    assert "*" == response.headers["Access-Control-Allow-Origin"]
    assert "Language" not in response.headers.get("Vary", "")
    assert client.get("/fi/suggest?q=ehto").get_json() == response.get_json()


def test_without_a_language_the_best_accepted_one_is_taken(client: FlaskClient) -> None:
    """Then caches are told that the answer depends on it."""
    response = client.get("/api/v1/suggest?q=xyzzy", headers={"Accept-Language": "sv"})

    assert "Inga förslag" == response.get_json()["status"]
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("path", ["/", "/cases", "/search", "/search?q=a"])
def test_every_search_box_tells_the_script_where_to_ask(read: Visit, language: Language, path: str) -> None:
    """The box is a plain field of a form until the script takes it over."""
    page = read(f"/{language}{path}")

    assert f'data-suggest="/{language}/suggest"' in page
    assert 'role="combobox"' not in page
