"""A feed of any search, valid by RFC 4287."""

import re
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.settings import Settings
from tests.conftest import IndexFolder
from tests.search.test_hostile import BOMBS
from tests.web.conftest import Visit
from tests.web.conftest import serve

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def feed(client: FlaskClient, path: str) -> ET.Element:
    """Return the feed at an address, read as XML."""
    response = client.get(path)
    assert (200, "application/atom+xml") == (response.status_code, response.mimetype)
    return ET.fromstring(response.get_data())


def links(element: ET.Element) -> dict[str, str]:
    """Return the addresses an element links to, by relation."""
    return {link.attrib["rel"]: link.attrib["href"] for link in element.findall(f"{ATOM}link")}


@pytest.mark.parametrize("language", list(Language))
def test_a_feed_has_what_the_standard_asks(client: FlaskClient, language: Language) -> None:
    """One id, title, moment and author; a self link; for each entry id, title, moment, link; ids that differ."""
    found = feed(client, f"/{language}/search.atom")
    entries = found.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]

    for element in (found, *entries):
        assert MOMENT.fullmatch(element.findtext(f"{ATOM}updated") or "")
        assert element.findtext(f"{ATOM}title")
        assert "alternate" in links(element)
        assert 1 == len(element.findall(f"{ATOM}id"))
    assert found.findtext(f"{ATOM}author/{ATOM}name") == "Silta"
    assert f"https://silta.example/{language}/search.atom" == links(found)["self"] == found.findtext(f"{ATOM}id")
    assert f"https://silta.example/{language}/search" == links(found)["alternate"]
    assert len(set(ids)) == len(ids) > 10
    assert all(each and each.startswith(f"https://silta.example/{language}/") for each in ids)


def test_a_feed_has_the_answers_of_the_page_newest_first(client: FlaskClient, read: Visit) -> None:
    """The same question, the same entries; the moment of an entry is its date, and the feed's that of its newest."""
    question = "q=ehto&country=fi"
    found = feed(client, f"/fi/search.atom?{question}")
    page = read(f"/fi/search?{question}")
    moments = [entry.findtext(f"{ATOM}updated") or "" for entry in found.findall(f"{ATOM}entry")]
    ids = {(entry.findtext(f"{ATOM}id") or "").partition("/fi/")[2] for entry in found.findall(f"{ATOM}entry")}

    assert sorted(moments, reverse=True) == moments
    assert moments[0] == found.findtext(f"{ATOM}updated")
    assert set(re.findall(r'<h3[^>]*><a href="/fi/([^"]+)"', page)) <= ids
    assert links(found)["self"] == f"https://silta.example/fi/search.atom?{question}"


def test_a_case_is_dated_by_its_newest_source(client: FlaskClient, portal: Portal) -> None:
    """The day the portal gives for the entry is the moment of the feed."""
    found = feed(client, "/en/search.atom?kind=cases")
    moments = {entry.findtext(f"{ATOM}id"): entry.findtext(f"{ATOM}updated") for entry in found.findall(f"{ATOM}entry")}
    case = next(entry for entry in portal.shelf() if str(entry.ref) == "cases/jarvi-model")
    assert case.date is not None

    assert f"{case.date.first_day}T00:00:00Z" == moments["https://silta.example/en/cases/jarvi-model"]


def test_page_and_order_do_not_change_a_feed(client: FlaskClient) -> None:
    """Followers of the second page by title follow the same search."""
    plain = client.get("/en/search.atom?q=ehto").get_data()

    assert plain == client.get("/en/search.atom?q=ehto&page=2&sort=title").get_data()


def test_an_entry_in_another_language_says_so(client: FlaskClient) -> None:
    """Its text is marked with the language it is in."""
    text = client.get("/en/search.atom?q=uutinen").get_data(as_text=True)

    assert '<entry xml:lang="fi">' in text


def test_a_feed_is_asked_for_again_cheaply(client: FlaskClient) -> None:
    """An unchanged feed is a 304; it travels folded."""
    first = client.get("/sv/search.atom?q=krav")
    again = client.get("/sv/search.atom?q=krav", headers={"If-None-Match": first.headers["ETag"]})
    packed = client.get("/sv/search.atom", headers={"Accept-Encoding": "gzip"})

    assert (304, b"") == (again.status_code, again.data)
    assert "gzip" == packed.headers["Content-Encoding"]


def test_the_search_page_names_its_feed(read: Visit) -> None:
    """With the question and the filters, for readers and for their programs."""
    page = read("/en/search?q=ehto&country=fi&page=1&sort=title")
    address = "/en/search.atom?q=ehto&amp;country=fi"

    assert re.search(
        rf'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="{re.escape(address)}">', page
    )
    assert f'<a href="{address}" type="application/atom+xml">' in page


@pytest.mark.parametrize("name", BOMBS)
def test_any_question_makes_a_sound_feed(client: FlaskClient, name: str) -> None:
    """Whatever is asked, the answer is XML or a polite refusal."""
    response = client.get(f"/fi/search.atom?q={quote(BOMBS[name][:3000], errors='replace')}")

    assert response.status_code in {200, 400, 414}
    if response.status_code == 200:
        ET.fromstring(response.get_data())


@pytest.mark.parametrize(
    "query", ["?page=-1", "?country=xx", "?sort=%27", "?q=a&q=b", "?kind=%EF%BF%BE", "?q=%EF%BF%BF"]
)
def test_any_filter_makes_a_sound_feed(client: FlaskClient, query: str) -> None:
    """Odd parameters are left out or find nothing."""
    assert feed(client, f"/fi/search.atom{query}") is not None


def test_without_an_index_there_is_no_feed(portal: Portal, index_folder: IndexFolder) -> None:
    """A 503 tells programs to come back."""
    settings = Settings(content=portal.settings.content, search_index=index_folder())

    assert 503 == serve(build_portal(settings)).test_client().get("/fi/search.atom").status_code


@pytest.mark.parametrize("facet", ["sanction", "target_group"])
def test_what_is_not_stated_can_be_asked_for(client: FlaskClient, read: Visit, facet: str) -> None:
    """On the list, in the search and in the feed, by the same address."""
    question = f"{facet}=not-stated"
    listed = set(re.findall(r'<h2[^>]*><a href="/en/clauses/([^"]+)"', read(f"/en/clauses?{question}")))
    page = read(f"/en/search?{question}&kind=clauses")
    found = feed(client, f"/en/search.atom?{question}&kind=clauses")
    fed = {(entry.findtext(f"{ATOM}id") or "").rpartition("/")[2] for entry in found.findall(f"{ATOM}entry")}

    searched = set(re.findall(r'<h3[^>]*><a href="/en/clauses/([^"]+)"', page))
    assert "silent-clause" in listed
    assert "jarvi-clause" not in listed
    assert listed == searched == fed
    assert "Not stated in the source" in page


def test_prefixes_work_on_page_and_feed(client: FlaskClient, read: Visit) -> None:
    """A place by its name in another language, the title, and a note for a name that is none."""
    by_place = feed(client, f"/en/search.atom?q={quote('plats:Järvi otsikko:henkilö')}")

    assert by_place.findall(f"{ATOM}entry")
    assert "The library knows no place or language by the name" in read("/en/search?q=place:atlantis")
    assert "jarvi-clause" not in read("/en/search?q=-paikka:jarvi")
