"""The basket: gathered in the address, filled in, taken home, and nothing of it kept here."""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs
from urllib.parse import quote
from urllib.parse import urlencode
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.settings import Settings
from portal.web.i18n import LONGEST_STATE
from tests.conftest import IndexFolder
from tests.library.shelves import write_library
from tests.web.addresses import every_address
from tests.web.conftest import ROOT
from tests.web.conftest import Visit
from tests.web.conftest import folded
from tests.web.conftest import serve

ADD = {Language.FI: "Lisää koriin", Language.SV: "Lägg i korgen", Language.EN: "Add to the basket"}
TAKE_OUT = {Language.FI: "Poista korista", Language.SV: "Ta bort ur korgen", Language.EN: "Take out of the basket"}
BASKET = {Language.FI: "Kori", Language.SV: "Korg", Language.EN: "Basket"}
TEMPLATES = ROOT / "portal" / "web" / "templates"
THREE = "jarvi-clause.model-size.model-start"
NO_PAGE = re.compile(r"/search\.atom|/files/")
HOSTILE = [
    "</textarea><script>alert(1)</script>",
    '" autofocus onfocus=alert(1) x="',
    "{{7*191}} ${7*191} {% raw %}",
    '=HYPERLINK("http://evil.example";"x")',
    "{ INCLUDETEXT C:\\x } {{amount}} [x](javascript:alert(1)) <b>",
    "\u202eabc\u0000\u0008\ufffe\x9f å\u0308 🧹",
    "../../etc/passwd %0d%0aX: 1 %s %(name)s",
]


class Attributes(HTMLParser):
    """Notes the names of the attributes of a page, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the names."""
        self.names |= {name for name, _ in attrs}


def attributes(page: str) -> set[str]:
    """Return the names of all attributes of a page."""
    reader = Attributes()
    reader.feed(page)
    return reader.names


def links(page: str) -> list[str]:
    """Return the addresses of all links of a page."""
    return [html.unescape(each) for each in re.findall(r'<a [^>]*?href="([^"]*)"', page)]


def turning(page: str, clause: str) -> str:
    """Return the address behind the link that adds a clause or takes it out."""
    found = re.search(rf'id="basket-{clause}">\s*<a rel="nofollow" href="([^"]*)"', page)
    assert found is not None, f"no link for {clause}"
    return html.unescape(found[1])


def clauses(page: str) -> list[str]:
    """Return the clauses of a basket's page in their order."""
    return re.findall(r'<section class="row" id="clause-([^"]+)"', page)


def follow(client: FlaskClient, response: TestResponse) -> str:
    """Return the page a form leads to, which has to be a redirect."""
    assert 303 == response.status_code
    return folded(client.get(response.headers["Location"]))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "path", ["clauses", "clauses/jarvi-clause", "search?q=jarvi", "cases/jarvi-model", "browse/country/fi"]
)
def test_a_clause_is_added_and_taken_out_wherever_it_stands(read: Visit, language: Language, path: str) -> None:
    """The same page again, the link turned over and naming its clause, the header counting, the language kept."""
    before = read(f"/{language}/{path}")
    added = turning(before, "jarvi-clause")
    after = read(added.split("#")[0])
    removed = turning(after, "jarvi-clause")

    assert ["jarvi-clause"] == parse_qs(urlsplit(added).query)["basket"]
    assert f'{ADD[language]}<span class="sr">: ' in before
    assert f'{TAKE_OUT[language]}<span class="sr">: ' in after
    assert f"{BASKET[language]}</a>" in before
    assert f"{BASKET[language]} (1)</a>" in after
    assert added.endswith("#basket-jarvi-clause")
    assert parse_qs(urlsplit(path).query) == parse_qs(urlsplit(removed).query)


@pytest.mark.parametrize(
    "path", ["", "cases", "clauses/jarvi-clause", "search?q=ehto&kind=clauses", "glossary", "browse", "basket"]
)
def test_a_basket_goes_from_page_to_page(client: FlaskClient, path: str) -> None:
    """Every link to a page carries it, and every form that asks; what outlives the visit and files do not."""
    page = folded(client.get(f"/fi/{path}{'&' if '?' in path else '?'}basket=jarvi-clause"))
    inner = [each for each in links(page) if re.match(r"/(fi|sv|en)/", each) and not NO_PAGE.search(each)]
    bare = [each for each in inner if "basket=" not in each and "#basket-jarvi-clause" not in each]
    lasting = re.findall(r'<link rel="(?:canonical|alternate|stylesheet|icon|preload)"[^>]*>', page)
    forms = re.findall(r'<form [^>]*role="search".*?</form>', page)

    assert [] == bare
    assert [] == [each for each in lasting if "basket=" in each]
    assert all('<input type="hidden" name="basket" value="jarvi-clause">' in form for form in forms)
    assert all(1 == each.count("?") for each in inner if "?" in each)


def test_every_form_that_asks_carries_the_basket(app: Flask, client: FlaskClient) -> None:
    """Such a form drops the query of its own address, so that it has to hold the basket in a field."""
    asked = [*every_address(app), "/fi/compare?clauses=model-size.model-start&q=ehto", "/sv/search?q=krav"]
    without = []
    for path in asked:
        response = client.get(f"{path}{'&' if '?' in path else '?'}basket=jarvi-clause")
        if response.mimetype == "text/html" and response.status_code == 200:
            forms = re.findall(r"<form (.*?)</form>", folded(response))
            carried = '<input type="hidden" name="basket" value="jarvi-clause">'
            without += [(path, form) for form in forms if 'method="post"' not in form and carried not in form]

    assert [] == without


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.stem)
def test_no_template_forgets_the_basket(template: Path) -> None:
    """Forms that the library of the tests has no page for, such as those between versions, carry it too.

    Nobody has a basket at the desk.
    """
    text = template.read_text(encoding="utf-8")
    forms = [] if 'extends "desk/base.html"' in text else re.findall(r"<form (.*?)</form>", text, re.DOTALL)

    assert [] == [form for form in forms if 'method="post"' not in form and "basket_field()" not in form]


def test_compared_clauses_go_into_the_basket_and_back(read: Visit) -> None:
    """One by one and all at once; two to five clauses of a basket can be compared."""
    compared = read("/fi/compare?clauses=model-size.model-start&basket=jarvi-clause")
    together = [each for each in links(compared) if "basket=jarvi-clause.model-size.model-start" in each]
    one, three = (read(f"/fi/basket?basket={each}") for each in ("jarvi-clause", THREE))

    assert "basket=jarvi-clause.model-start" in turning(compared, "model-start")
    assert 1 == len(together)
    assert [0, 1] == [len([each for each in links(page) if "clauses=" in each]) for page in (one, three)]
    assert f"clauses={THREE}" in next(each for each in links(three) if "clauses=" in each)


def test_a_page_without_a_basket_is_what_everybody_gets(client: FlaskClient) -> None:
    """No address of it speaks of a basket but those that begin one, and its entity tag is its own."""
    plain, carrying = client.get("/fi/cases"), client.get("/fi/cases?basket=jarvi-clause")

    assert "basket=" not in plain.get_data(as_text=True)
    assert plain.headers["ETag"] != carrying.headers["ETag"]
    assert (None, "noindex") == (plain.headers.get("X-Robots-Tag"), carrying.headers.get("X-Robots-Tag"))


def test_errors_keep_the_basket(client: FlaskClient) -> None:
    """Whoever meets a page that is not there has not lost what was gathered."""
    page = folded(client.get("/sv/cases/nowhere?basket=jarvi-clause"))

    assert "Korg (1)" in page


def test_suggestions_keep_the_basket(client: FlaskClient) -> None:
    """The page a suggestion leads to carries it on."""
    answer = client.get("/fi/suggest?q=kaksi&basket=model-size").get_json()

    assert [] == [each["address"] for each in answer["suggestions"] if "basket=model-size" not in each["address"]]
    assert answer["suggestions"]


def test_feeds_maps_and_data_know_no_basket(client: FlaskClient) -> None:
    """What others read names the plain addresses only."""
    paths = [
        "/fi/search.atom?q=ehto&basket=model-size",
        "/sitemap.xml?basket=model-size",
        "/api/v1/cases?basket=model-size",
    ]

    assert [] == [path for path in paths if "basket=model-size" in client.get(path).get_data(as_text=True)]
    assert "Disallow: /*basket=" in client.get("/robots.txt").get_data(as_text=True)


def test_a_whole_section_is_added_at_once(read: Visit) -> None:
    """All its clauses in the order of the contract, after those that are there."""
    page = read("/fi/contract-sections/finland?basket=jarvi-clause")
    added = next(each for each in links(page) if "basket=jarvi-clause.model" in each)

    assert ["jarvi-clause", *re.findall(r"model-\w+", added)] == parse_qs(urlsplit(added).query)["basket"][0].split(".")


def test_a_compared_draft_is_not_lost(client: FlaskClient) -> None:
    """Below a draft a clause is added by a button that sends the draft again."""
    draft = {"draft": "Toimittaja työllistää kaksi henkilöä kuudeksi kuukaudeksi."}
    page = folded(client.post("/fi/clauses/nearest", data=draft))
    button = re.search(r'<button [^>]*form="draft-form" formaction="([^"]*basket=jarvi-clause[^"]*)"', page)
    assert button is not None

    again = folded(client.post(html.unescape(button[1]), data=draft))

    assert "Kori (1)" in again
    assert draft["draft"] in again


@pytest.mark.parametrize("language", list(Language))
def test_the_page_shows_the_clauses_with_what_was_filled_in(read: Visit, language: Language) -> None:
    """Blanks of one code are filled together; the address alone makes the page."""
    query = urlencode(
        {
            "basket": THREE,
            "name": "Siivous & muuta",
            "blank.persons": "7",
            "heading.model-size": "Oma",
            "note.model-size": "Huom",
        }
    )
    page = read(f"/{language}/basket?{query}")
    sheets = re.findall(r'<div class="wording".*?</div>', page)

    assert THREE.split(".") == clauses(page)
    assert "<h1>Siivous &amp; muuta</h1>" in page
    assert all('<span class="filled">7</span>' in sheet for sheet in sheets[:1])
    assert '<span class="blank">' in sheets[0]
    assert "<span>Oma</span></h3>" in page
    assert '<p class="own">Huom</p>' in page


def test_the_language_of_each_wording_is_chosen(read: Visit) -> None:
    """A translation is marked unofficial, the original is not; each carries its language."""
    page = read("/en/basket?basket=jarvi-clause.model-size&lang.jarvi-clause=fi&lang.model-size=sv")

    assert "<b>Original, in Finnish.</b>" in page
    assert "<b>Unofficial translation, in Swedish.</b> Only the original is meant for a tender." in page
    assert '<div class="wording" lang="fi">' in page
    assert '<div class="wording" lang="sv">' in page
    assert "No lawyer has checked this clause." in page


def test_the_language_menu_keeps_everything(read: Visit) -> None:
    """The same basket with the same wordings under Swedish words."""
    query = urlencode(
        {"basket": THREE, "name": "N", "lang": "fi", "note.model-size": "rivi\n\nrivi", "blank.months": "x"}
    )
    menu = re.search(r'<a href="(/sv/basket[^"]*)" lang="sv"', read(f"/fi/basket?{query}"))
    assert menu is not None

    page = read(html.unescape(menu[1]))

    assert '<html lang="sv">' in page
    assert parse_qs(query) == parse_qs(urlsplit(html.unescape(menu[1])).query)
    assert page.count('<div class="wording" lang="fi">') == 3


@pytest.mark.parametrize(
    ("button", "order"),
    [
        ("up.model-size", ["model-size", "jarvi-clause", "model-start"]),
        ("down.model-size", ["jarvi-clause", "model-start", "model-size"]),
        ("up.jarvi-clause", ["jarvi-clause", "model-size", "model-start"]),
        ("down.model-start", ["jarvi-clause", "model-size", "model-start"]),
        ("out.model-size", ["jarvi-clause", "model-start"]),
        ("add.silent-clause", ["jarvi-clause", "model-size", "model-start", "silent-clause"]),
        ("add.model-size", ["jarvi-clause", "model-size", "model-start"]),
        ("add.no-such-clause", ["jarvi-clause", "model-size", "model-start"]),
        ("up.no-such-clause", ["jarvi-clause", "model-size", "model-start"]),
        ("sideways", ["jarvi-clause", "model-size", "model-start"]),
        ("", ["jarvi-clause", "model-size", "model-start"]),
    ],
)
def test_a_button_changes_the_basket_and_loses_nothing(client: FlaskClient, button: str, order: list[str]) -> None:
    """Order, taking out and adding, each with all that was typed in the same form."""
    form = {
        "basket": THREE,
        "name": "N",
        "note": "a\r\n\r\nb",
        "heading.jarvi-clause": "H",
        "blank.persons": "3",
        "do": button,
    }
    response = client.post("/en/basket", data={**form, "lang": "sv", "lang.jarvi-clause": "fi"})
    asked = parse_qs(urlsplit(response.headers["Location"]).query)
    page = follow(client, response)

    assert order == clauses(page)
    assert (["N"], ["a\n\nb"], ["H"], ["3"]) == (
        asked["name"],
        asked["note"],
        asked["heading.jarvi-clause"],
        asked["blank.persons"],
    )
    assert (["sv"], ["fi"]) == (asked["lang"], asked["lang.jarvi-clause"])


def test_what_only_a_clause_taken_out_needed_goes_with_it(client: FlaskClient) -> None:
    """Its note, and words for blanks that no other clause has."""
    form = {
        "basket": "jarvi-clause.silent-clause",
        "note.jarvi-clause": "x",
        "blank.persons": "3",
        "do": "out.jarvi-clause",
    }
    response = client.post("/en/basket", data=form)

    assert {"basket": ["silent-clause"], "lang": ["en"]} == parse_qs(urlsplit(response.headers["Location"]).query)


def test_clauses_are_found_and_added_on_the_page(client: FlaskClient) -> None:
    """The answers offer what is not in the basket, and the form keeps what was typed."""
    form = {"basket": "jarvi-clause", "name": "N", "find": "toimittaja", "do": "find"}
    page = follow(client, client.post("/fi/basket", data=form))
    offered = re.findall(r'value="add\.([^"]+)"', page)

    assert "model-size" in offered
    assert "jarvi-clause" not in offered
    assert 'name="name" value="N"' in page
    assert 'name="find" value="toimittaja"' in page


def test_without_an_index_the_page_says_so(portal: Portal, index_folder: IndexFolder) -> None:
    """Everything but the search works."""
    settings = Settings(content=portal.settings.content, search_index=index_folder())
    client = serve(build_portal(settings)).test_client()
    page = folded(client.get("/en/basket?basket=jarvi-clause&find=x"))

    assert "The search index is being built or repaired." in page
    assert ["jarvi-clause"] == clauses(page)


@pytest.mark.parametrize(
    ("query", "kept", "sentence"),
    [
        ("basket=jarvi-clause.nothing", ["jarvi-clause"], "1 clause is not in the library and was left out: nothing."),
        (
            "basket=..A.b%20c.jarvi-clause",
            ["jarvi-clause"],
            "2 clauses are not in the library and were left out: A, b c.",
        ),
        ("basket=jarvi-clause.jarvi-clause", ["jarvi-clause"], "A clause that was named twice is in the basket once."),
        ("basket=jarvi-clause&basket=model-size", ["jarvi-clause", "model-size"], ""),
        ("basket=jarvi-clause&lang.jarvi-clause=de", ["jarvi-clause"], "something that no basket has"),
        ("basket=jarvi-clause&lang=de", ["jarvi-clause"], "something that no basket has"),
        ("basket=jarvi-clause&blank.nothing=1", ["jarvi-clause"], "something that no basket has"),
        ("basket=jarvi-clause&note.nothing=1", ["jarvi-clause"], "something that no basket has"),
        (f"basket=jarvi-clause&name={'x' * 300}", ["jarvi-clause"], "longer than 200 characters"),
        ("basket=jarvi-model", [], "1 clause is not in the library and was left out: jarvi-model."),
    ],
)
def test_what_makes_no_sense_is_left_out_and_told(read: Visit, query: str, kept: list[str], sentence: str) -> None:
    """The sound part of an address is the basket."""
    page = read(f"/en/basket?{query}")

    assert kept == clauses(page)
    assert sentence in page
    assert ('role="alert"' in page) == bool(sentence)


@pytest.fixture(scope="module")
def many(
    index_folder: IndexFolder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[FlaskClient, list[str]]]:
    """A reader of a library with seventy clauses, and their ids."""
    content = write_library(tmp_path_factory.mktemp("many") / "content", "kunta")
    original = content / "clauses" / "kunta-clause"
    ids = [f"clause-with-a-name-of-usual-length-{number}" for number in range(70)]
    for each in ids:
        (content / "clauses" / each).mkdir()
        for file in original.iterdir():
            (content / "clauses" / each / file.name).write_bytes(file.read_bytes())
    (content / "redirects.yaml").write_text(f"clauses/moved-away: clauses/{ids[0]}\n", encoding="utf-8")
    portal = build_portal(Settings(content=content, search_index=index_folder()))
    yield serve(portal).test_client(), ids
    portal.close()


def test_sixty_clauses_fit_into_an_address(many: tuple[FlaskClient, list[str]]) -> None:
    """Page, form and documents work with them, and with as many more as are named a sentence tells how many fit."""
    client, ids = many
    address = follow_location(client.post("/fi/basket", data={"basket": ".".join(ids[:60]), "name": "N"}))
    page = folded(client.get(address))
    more = folded(client.get(f"/fi/basket?basket={'.'.join(ids)}"))

    assert len(address) < LONGEST_STATE
    assert ids[:60] == clauses(page) == clauses(more)
    assert "Koriin mahtuu enintään 60 ehtoa: 10 jäi pois." in more
    assert {200} == {
        client.get(address.replace("/basket?", f"/basket.{each}?")).status_code for each in ("docx", "odt", "md")
    }


def test_a_full_basket_takes_no_more(many: tuple[FlaskClient, list[str]]) -> None:
    """A list says so in place of the link, and the page in place of the button."""
    client, ids = many
    page = folded(client.get(f"/en/clauses?page=3&basket={'.'.join(ids[:60])}"))

    assert "The basket is full." in page
    assert "Add to the basket" not in page


def test_a_clause_that_has_moved_is_kept(many: tuple[FlaskClient, list[str]]) -> None:
    """With what its buyer wrote about it under its old name."""
    client, ids = many
    page = folded(client.get(f"/en/basket?basket={ids[1]}.moved-away&note.moved-away=Huom"))

    assert [ids[1], ids[0]] == clauses(page)
    assert '<p class="own">Huom</p>' in page
    assert 'role="alert"' not in page


def test_what_does_not_fit_into_an_address_is_shown_at_once(client: FlaskClient) -> None:
    """With a sentence, every word in its field, and downloads and languages that take the form along."""
    form = {"basket": THREE, "name": "Pitkä", "note": "ä" * 3_000, "note.model-size": "loppu"}
    response = client.post("/fi/basket", data=form)
    page = folded(response)
    document = client.post("/fi/basket.md", data=form)
    other = client.post("/sv/basket", data=form)

    assert (200, "no-store") == (response.status_code, response.headers["Cache-Control"])
    assert "Kirjoittamasi ei enää mahdu osoitteeseen, jossa voi olla 8\xa0000 merkkiä." in page
    assert "ä" * 3_000 in page
    assert 'formaction="/fi/basket.docx"' in page
    assert 'lang="sv" formaction="/sv/basket"' in page
    assert "Kori (3)" in page
    assert "ä" * 3_000 in document.get_data(as_text=True)
    assert "ä" * 3_000 in folded(other)


@pytest.mark.parametrize("path", ["/en/basket", "/en/basket.docx"])
def test_too_much_is_told_and_kept(client: FlaskClient, path: str) -> None:
    """More than a document is made of gets a sentence with both numbers, and stays in the form."""
    response = client.post(path, data={"basket": THREE, "note": "b" * 40_001})
    page = folded(response)

    assert 413 == response.status_code
    assert "You have typed 40,001 characters, and at most 40,000 fit into a document." in page
    assert "b" * 40_001 in page


@pytest.mark.parametrize("words", HOSTILE)
def test_words_stay_words(client: FlaskClient, words: str) -> None:
    """Whatever is typed into name, heading, note, blank and search is shown as text, by address and by form."""
    form = {"basket": "jarvi-clause", "name": words, "note": words, "find": words}
    form |= {"heading.jarvi-clause": words, "note.jarvi-clause": words, "blank.persons": words, "do": words}
    posted = client.post("/en/basket", data=form)
    page = follow(client, posted) if posted.status_code == 303 else folded(posted)

    assert 1 == page.count("<script")
    assert not {name for name in attributes(page) if name.startswith("on")}
    assert "1337" not in page
    assert [] == [each for each in links(page) if not each.startswith(("/", "#"))]
    assert "\x00" not in page


@pytest.mark.parametrize(
    "body",
    [
        b"basket=%ff%fe&name=%00&do=up.",
        b"&".join(b"lang.x%d=fi" % number for number in range(5_000)),
        b"&".join(b"basket=jarvi-clause" for _ in range(5_000)),
        b"basket=" + b"." * 100_000,
        b"basket=" + b"a." * 100_000,
        b"name=" + b"a" * 600_000,
        b"basket=jarvi-clause&note=" + b"%F0%9F%A7%B9" * 40_000,
    ],
)
@pytest.mark.parametrize("path", ["/fi/basket", "/fi/basket.odt"])
def test_any_body_gets_a_page(client: FlaskClient, path: str, body: bytes) -> None:
    """A basket, a document or a polite refusal, of bounded weight."""
    response = client.post(path, data=body, content_type="application/x-www-form-urlencoded", follow_redirects=True)

    assert response.status_code in {200, 413}
    assert len(response.data) < 400_000


def test_an_endless_list_of_clauses_is_not_repeated(client: FlaskClient) -> None:
    """What names nothing is told in a line, on the page of the basket and nowhere else."""
    page = folded(client.get(f"/en/basket?basket={'nothing-of-that-name.' * 600}"))

    assert "600 clauses are not in the library" in page
    assert len(page) < 120_000


def test_a_basket_is_nobody_elses(client: FlaskClient) -> None:
    """No cookie, no shared cache, no search engine."""
    page = client.get("/fi/basket?basket=jarvi-clause&name=N")
    document = client.get("/fi/basket.docx?basket=jarvi-clause&name=N")
    form = client.post("/fi/basket", data={"basket": "jarvi-clause"})

    assert "private, no-cache" == page.headers["Cache-Control"]
    assert "private, no-store" == document.headers["Cache-Control"]
    assert {"noindex"} == {each.headers["X-Robots-Tag"] for each in (page, document)}
    assert {None} == {each.headers.get("Set-Cookie") for each in (page, document, form)}


@pytest.mark.parametrize("language", list(Language))
def test_an_empty_basket_tells_how_to_fill_it(read: Visit, language: Language) -> None:
    """With ways to the clauses; a document of nothing is that page too."""
    page = read(f"/{language}/basket")

    assert f'href="/{language}/clauses"' in page
    assert "formaction" not in page
    assert 'name="find"' in read(f"/{language}/basket.docx")


def follow_location(response: TestResponse) -> str:
    """Return where a form leads, without the place on the page."""
    assert 303 == response.status_code
    return response.headers["Location"].partition("#")[0]


def test_the_clause_keeps_its_fragment_in_view(client: FlaskClient) -> None:
    """After a button the reader is where the clause now stands."""
    form = {"basket": THREE, "do": "down.jarvi-clause"}
    places = [
        client.post("/en/basket", data={**form, "do": each}).headers["Location"].partition("#")[2]
        for each in ("down.jarvi-clause", "out.jarvi-clause", "find", "save")
    ]

    assert ["clause-jarvi-clause", "clause-model-size", "add", ""] == places


def test_quoted_ids_are_the_same(read: Visit) -> None:
    """A mail program that escapes the full stops breaks nothing."""
    assert THREE.split(".") == clauses(read(f"/en/basket?basket={quote(THREE, safe='').replace('.', '%2E')}"))
