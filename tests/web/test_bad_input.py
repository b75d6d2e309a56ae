"""Whatever is asked, the answer is a page in the reader's language, soon, and never a failure."""

import gzip
import re
import time
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import folded

QUERIES = {
    "ten thousand letters": "a" * 10_000,
    "ten thousand words": "työ " * 2_500,
    "deep parentheses": "(" * 2_000 + "siivous" + ")" * 2_000,
    "a lone quote": '"',
    "quotes without an end": '"siivous "työ "" "',
    "lone operators": 'AND OR NOT - + -- -" && || !',
    "wildcards": "* ? *a* s?iv* ~ ^2 [a TO z]",
    "fields": "title:siivous ref:cases/* _stored:x",
    "a tab and a line end": "siivous\ttyö\r\nehto",
    "astral characters": "𝔰𝔦𝔦𝔳𝔬𝔲𝔰 🧹🧹🧹 \U0010ffff",
    "a byte order mark and joiners": "\ufeffsiivous\u200d\u200b\u202e",
    "decomposed letters": "tyo\u0308llista\u0308minen",
    "only white space": " \u00a0\u2003 ",
    "markup": '"><script>alert(1)</script><img src=x onerror=alert(1)>',
    "template words": "{{7*191}} ${7*191} #{7*191} {% raw %}",
}
FILTERS = [
    "?page=0",
    "?page=-1",
    "?page=999999999999999999999",
    "?page=abc",
    "?page=%C2%B2",
    "?page=99999",
    "?page=1&page=2",
    "?country=xx",
    "?country=fi&country=%27%22",
    "?sort=sideways",
    "?planet=mars",
    "?=&&&==",
    "?q",
    "?q=a&q=b",
    "?" + "&".join(f"sector=x{number}" for number in range(400)),
]
BROKEN = [
    "/fi/search?q=%",
    "/fi/search?q=%f",
    "/fi/search?q=%C3%28",
    "/fi/cases/%E0%80%80",
    "/fi/search?q=%00",
    "/fi/%0d%0aX:1",
]
TRAVERSAL = [
    "/fi/cases/../../etc/passwd",
    "/fi/cases/..%2f..%2fetc%2fpasswd",
    "/fi/cases/%2e%2e",
    "/fi/cases/jarvi-model/fi.md",
    "/fi/cases/Jarvi-Model",
    "/fi/vocabulary/sources",
    "/static/../app.py",
    "/static/..%2fapp.py",
    "/static/%2e%2e/app.py",
    "//evil.example/fi/",
    "/fi//cases",
    "/fi/glossary/../cases",
    "/fi/browse/sector/__class__",
    "/fi/browse/mars/x",
]
HOSTS = ["evil.example", "a@b", "a, b", "localhost@evil.example", "evil.example:80", "[::1", "local host", ""]


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
def test_any_query_gets_a_page(client: FlaskClient, query: str) -> None:
    """A query of any make is answered in under a second, and shown back as text only."""
    start = time.monotonic()

    response = client.get(f"/fi/search?q={quote(query)}")
    page = folded(response)

    assert time.monotonic() - start < 1
    assert response.status_code in {200, 414}
    assert '<html lang="fi">' in page
    assert 1 == page.count("<script")
    assert re.search(r'<script src="/static/suggest\.js\?v=\w+" defer></script>', page)
    assert "1337" not in page


def test_a_long_query_says_what_was_used(client: FlaskClient) -> None:
    """A reader learns that only a part of the text was used."""
    page = folded(client.get("/sv/search?q=" + "a" * 10_000))

    assert "bara de första 200 tecknen användes" in page.lower()


@pytest.mark.parametrize("path", ["/fi/search", "/sv/cases", "/en/organisations"])
@pytest.mark.parametrize("query", FILTERS)
def test_any_filter_gets_a_page(client: FlaskClient, path: str, query: str) -> None:
    """What is no filter and no page is left out or put right, never a failure."""
    response = client.get(path + query)

    assert 200 == response.status_code


@pytest.mark.parametrize("query", ["?country=xx", "?page=99999", "?page=abc"])
def test_a_list_says_what_it_left_out(client: FlaskClient, query: str) -> None:
    """A sentence tells that the address asked for something that is not there."""
    page = folded(client.get(f"/fi/cases{query}"))

    assert "Osoitteessa pyydetään rajausta tai sivua, jota ei ole." in page


@pytest.mark.parametrize("path", BROKEN)
def test_a_broken_address_is_a_sentence(client: FlaskClient, path: str) -> None:
    """Bytes that are no text and control characters are a 400 with a page, in the language of the prefix."""
    response = client.get(path)

    assert (400, True) == (response.status_code, "<h1>Osoitetta ei voi tulkita</h1>" in folded(response))


@pytest.mark.parametrize("path", TRAVERSAL)
def test_no_address_leads_to_a_file(client: FlaskClient, path: str) -> None:
    """Ids are looked up, never joined to paths."""
    response = client.get(path)

    assert response.status_code in {400, 404}
    assert "root:" not in response.get_data(as_text=True)


@pytest.mark.parametrize("host", HOSTS)
def test_a_foreign_host_is_turned_away(client: FlaskClient, host: str) -> None:
    """Only the portal's own names are answered, and the page names no other."""
    response = client.get("/fi/", headers={"Host": host})
    page = response.get_data(as_text=True)

    assert (400, False) == (response.status_code, "evil.example" in page)


@pytest.mark.parametrize("host", [".localhost", "a..b", "x" * 80, "[::1", "ä" * 70])
def test_a_host_that_cannot_be_one_gets_the_page_too(client: FlaskClient, host: str) -> None:
    """A name no machine can have is a 400 with all the headers, like a foreign one."""
    response = client.get("/sv/", headers={"Host": host})

    assert 400 == response.status_code
    assert "Content-Security-Policy" in response.headers


def test_an_endless_path_is_not_repeated(client: FlaskClient) -> None:
    """A page about a path of nine thousand letters is a page of the usual weight."""
    response = client.get(f"/fi/cases/{'z' * 9_000}")

    assert 404 == response.status_code
    assert len(response.data) < 20_000


def test_pages_travel_folded(client: FlaskClient) -> None:
    """Whoever can unfold gets less to carry, and the same page."""
    plain = client.get("/fi/glossary")
    folded_page = client.get("/fi/glossary", headers={"Accept-Encoding": "gzip"})

    assert "gzip" == folded_page.headers["Content-Encoding"]
    assert plain.data == gzip.decompress(folded_page.data)
    assert plain.headers["ETag"] != folded_page.headers["ETag"]


def test_forwarded_headers_change_nothing(client: FlaskClient) -> None:
    """A page does not repeat what a proxy header claims."""
    foreign = {"X-Forwarded-Host": "evil.example", "X-Original-URL": "/admin", "X-Forwarded-Proto": "https"}
    pages = [
        client.get("/fi/cases", headers={**foreign, "Forwarded": "host=evil.example"}).data,
        client.get("/fi/cases").data,
    ]

    assert pages[0] == pages[1]


@pytest.mark.parametrize("letters", [10_000, 100_000, 1_000_000])
def test_an_endless_address_is_not_repeated(client: FlaskClient, letters: int) -> None:
    """The page about an endless address, or with a long question, is a page of the usual weight."""
    response = client.get(f"/sv/search?q={'a' * letters}")

    assert len(response.data) < 60_000


def test_a_large_body_is_turned_away(client: FlaskClient) -> None:
    """Nothing is read that is larger than the limit."""
    response = client.post("/fi/search", data=b"x" * (1024 * 1024 + 1))

    assert (413, True) == (response.status_code, "Pyyntö on liian suuri" in folded(response))


def test_odd_words_are_shown_as_they_are(client: FlaskClient) -> None:
    """Titles and texts that look like templates or attributes stay words."""
    page = folded(client.get("/fi/cases/odd-words"))

    assert "<h1>{{7*7}} &#34;onload=x&#39; &amp; 5 &lt; 6</h1>" in page
    assert "${7*7} #{7*7} {% raw %}" in page
