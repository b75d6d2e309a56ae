"""Nearest clauses: a draft goes in, published clauses come out, nothing is kept."""

import re
import time

import pytest
from flask.testing import FlaskClient

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.settings import Settings
from tests.conftest import IndexFolder
from tests.search.test_hostile import BOMBS
from tests.web.conftest import Visit
from tests.web.conftest import folded
from tests.web.conftest import serve

DRAFTS = {
    Language.FI: "Toimittaja työllistää kaksi henkilöä, jotka ovat pitkäaikaistyöttömiä, kuudeksi kuukaudeksi. "
    "Toimittaja raportoi kuukausittain. Jos velvoite ei täyty, seuraa sopimussakko.",
    Language.SV: "Leverantören anställer två personer som är långtidsarbetslösa i sex månader. "
    "Leverantören rapporterar varje månad. Om kravet inte uppfylls tas avtalsvite ut.",
    Language.EN: "The supplier employs two persons who are long-term unemployed for six months. "
    "The supplier reports every month. If the condition is not met, a contractual penalty follows.",
}


def ids(page: str) -> list[str]:
    """Return the clauses of the answer in their order."""
    return re.findall(r'<h3[^>]*><a href="/\w\w/clauses/([^"]+)"', page)


@pytest.mark.parametrize("draft", DRAFTS.values(), ids=DRAFTS)
@pytest.mark.parametrize("language", list(Language))
def test_a_draft_in_any_language_finds_the_clause(client: FlaskClient, language: Language, draft: str) -> None:
    """With the parts they share, and similarity in words."""
    page = folded(client.post(f"/{language}/clauses/nearest", data={"draft": draft}))

    shared = {Language.FI: "Myös luonnoksessa: Kesto", Language.SV: "Också i utkastet: Längd"}
    near = {Language.FI: "Samankaltaisuus", Language.SV: "Likhet", Language.EN: "Similarity"}
    assert "jarvi-clause" in ids(page)
    assert shared.get(language, "Also in the draft: Duration") in page
    assert near[language] in page


def test_the_draft_stays_in_its_field(client: FlaskClient) -> None:
    """Markup in it is text, and its first line is not lost."""
    draft = "\n</textarea><script>alert(1)</script> {{7*7}}"
    page = client.post("/en/clauses/nearest", data={"draft": draft}).get_data(as_text=True)

    assert ">\n\n&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}</textarea>" in page


def test_nothing_is_kept(client: FlaskClient) -> None:
    """No cache, no cookie, no address that holds the draft."""
    response = client.post("/sv/clauses/nearest", data={"draft": DRAFTS[Language.SV]})

    assert ("no-store", None) == (response.headers["Cache-Control"], response.headers.get("Set-Cookie"))


def test_a_draft_that_is_too_long_is_told(client: FlaskClient) -> None:
    """How long it is, how long it may be, and what to do; the bound itself is allowed."""
    allowed = client.post("/en/clauses/nearest", data={"draft": ("sana " * 4_000)[:20_000]})
    refused = client.post("/en/clauses/nearest", data={"draft": "sana " * 5_000})

    assert (200, 413) == (allowed.status_code, refused.status_code)
    assert "The draft has 25,000 characters, and at most 20,000 can be compared." in folded(refused)
    assert len(refused.data) < 60_000


def test_line_ends_are_counted_once(client: FlaskClient) -> None:
    """A browser sends two characters for each, which the reader never sees."""
    response = client.post("/en/clauses/nearest", data={"draft": "sana\r\n" * 4_000})

    assert 200 == response.status_code


@pytest.mark.parametrize("data", [{}, {"draft": ""}, {"draft": " \n\t "}, {"other": "x"}])
def test_an_empty_draft_is_told(client: FlaskClient, data: dict[str, str]) -> None:
    """A sentence, not a failure."""
    response = client.post("/en/clauses/nearest", data=data)

    assert (200, True) == (response.status_code, "There was no text to compare." in folded(response))


@pytest.mark.parametrize("name", BOMBS)
def test_any_draft_gets_a_page(client: FlaskClient, name: str) -> None:
    """Whatever is sent, soon."""
    started = time.monotonic()
    response = client.post("/fi/clauses/nearest", data={"draft": BOMBS[name].encode("utf-8", "replace")})

    assert response.status_code in {200, 413}
    assert time.monotonic() - started < 6


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"draft=%ff%fe%00", "application/x-www-form-urlencoded"),
        (b"\xff" * 100, "multipart/form-data; boundary=x"),
        (b"\xff" * 100, "multipart/form-data"),
        (b"{", "application/json"),
        (b"draft=" + b"%F0%9F%A7%B9" * 20_000, "application/x-www-form-urlencoded"),
        (b"draft=" + b"a" * 900_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a%d=1" % number for number in range(5_000)), "application/x-www-form-urlencoded"),
    ],
)
def test_any_body_gets_a_page(client: FlaskClient, body: bytes, kind: str) -> None:
    """Bytes that are no form are an empty draft or a polite refusal."""
    response = client.post("/fi/clauses/nearest", data=body, content_type=kind)

    assert response.status_code in {200, 400, 413}
    assert '<html lang="fi">' in folded(response)


@pytest.mark.parametrize("language", list(Language))
def test_the_form_is_found_from_the_list(read: Visit, language: Language) -> None:
    """Whoever looks through the clauses is told of it, and the page stands in the menu's languages."""
    assert f'href="/{language}/clauses/nearest"' in read(f"/{language}/clauses")
    assert '<form class="draft" method="post"' in read(f"/{language}/clauses/nearest")


def test_without_an_index_the_draft_is_not_lost(portal: Portal, index_folder: IndexFolder) -> None:
    """A 503 that keeps the text in its field."""
    settings = Settings(content=portal.settings.content, search_index=index_folder())
    client = serve(build_portal(settings)).test_client()

    response = client.post("/en/clauses/nearest", data={"draft": "a draft of mine"})

    assert (503, True) == (response.status_code, "a draft of mine</textarea>" in folded(response))
    assert 200 == client.get("/en/cases/jarvi-model").status_code


@pytest.mark.parametrize("language", list(Language))
def test_a_clause_shows_more_like_it(read: Visit, language: Language) -> None:
    """Links to the nearest of its collection that it does not link to anyway, in the reader's language."""
    page = read(f"/{language}/clauses/jarvi-clause")
    section = re.search(r'<section class="alike".*?</section>', page)

    assert section is not None
    assert f'href="/{language}/clauses/model-' in section[0]
    assert "jarvi-clause" not in section[0]


def test_what_belongs_together_is_not_told_twice(read: Visit) -> None:
    """A page links to each neighbour once."""
    assert 'class="alike"' not in read("/en/organisations/jarvi")
    assert 1 == read("/en/cases/jarvi-model").count('href="/en/cases/hamn-pilot"')
