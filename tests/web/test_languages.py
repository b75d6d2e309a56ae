"""Three languages as equals: addresses, the menu, alternates, texts that are missing or behind."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.domain.language import Language
from tests.web.addresses import every_address
from tests.web.conftest import Visit
from tests.web.conftest import folded


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("sv", "/sv/"),
        ("fi-FI,fi;q=0.9,en;q=0.8", "/fi/"),
        ("de,en;q=0.5", "/en/"),
        ("de", "/en/"),
        ("", "/en/"),
        ("sv;q=0.4, fi;q=0.6", "/fi/"),
        ("?;;q=x,,", "/en/"),
    ],
)
def test_the_root_negotiates(client: FlaskClient, asked: str, given: str) -> None:
    """The bare address leads to the best of the reader's languages and tells caches so."""
    response = client.get("/", headers={"Accept-Language": asked})

    assert (302, given, "Accept-Language") == (
        response.status_code,
        response.headers["Location"],
        response.headers["Vary"],
    )


def test_a_page_says_its_language(app: Flask, client: FlaskClient) -> None:
    """The language of the address is the language of the page, whatever the browser prefers, and no cache is split."""
    wrong = []
    for path in every_address(app):
        language = path[1:3]
        if path[:4] in {f"/{each}/" for each in Language}:
            response = client.get(path, headers={"Accept-Language": "de"})
            is_page = response.mimetype == "text/html" and response.location is None
            if (
                is_page and f'<html lang="{language}">' not in response.get_data(as_text=True)
            ) or "Accept-Language" in response.vary:
                wrong.append(path)

    assert [] == wrong


def test_the_menu_keeps_query_filters_and_page(read: Visit) -> None:
    """Another language shows the same answers."""
    page = read("/fi/search?q=siivous+%26+ty%C3%B6&country=fi&country=se&sort=newest&page=2")

    menu = re.findall(r'<li><a href="([^"]+)" lang="(sv|en)" hreflang', page)

    query = "?q=siivous+%26+ty%C3%B6&amp;country=fi&amp;country=se&amp;sort=newest&amp;page=2"
    assert [(f"/sv/search{query}", "sv"), (f"/en/search{query}", "en")] == menu


def test_the_menu_cannot_be_led_away(read: Visit) -> None:
    """Parameters that mean something to the address builder are only text."""
    page = read("/fi/search?q=a&_external=1&_scheme=javascript&_anchor=x&language=sv&_host=evil.example")

    addresses = re.findall(r'<li><a href="([^"]+)" lang="sv"', page)

    assert [True] == [address.startswith("/sv/search?q=a&amp;_external=1") for address in addresses]


def test_an_error_can_be_read_in_another_language(client: FlaskClient) -> None:
    """The menu of an error page keeps the address."""
    page = folded(client.get("/fi/nowhere/at-all"))

    assert 'href="/sv/nowhere/at-all" lang="sv"' in page


@pytest.mark.parametrize(
    ("path", "headers", "words"),
    [
        ("/fi/nowhere", {}, "Sivua ei ole"),
        ("/sv/nowhere", {"Accept-Language": "fi"}, "Sidan finns inte"),
        ("/en/nowhere", {}, "There is no such page"),
        ("/nowhere", {"Accept-Language": "sv"}, "Sidan finns inte"),
        ("/nowhere", {"Accept-Language": "de"}, "There is no such page"),
        ("/de/cases", {"Accept-Language": "fi"}, "Sivua ei ole"),
    ],
)
def test_an_error_speaks_the_readers_language(
    client: FlaskClient, path: str, headers: dict[str, str], words: str
) -> None:
    """The prefix decides, without one the browser's wish."""
    page = folded(client.get(path, headers=headers))

    assert f"<h1>{words}</h1>" in page


def test_a_missing_language_is_told_with_its_reason(read: Visit) -> None:
    """The reader's language says what is missing and why; the text keeps its own language."""
    page = read("/sv/news/only-in-finnish")

    assert "Den här sidan finns inte på svenska än." in page
    assert "gäller bara ett lands arrangemang" in page
    assert '<h1 lang="fi">Uutinen vain suomeksi</h1>' in page
    assert '<section class="passage prose" id="about" lang="fi">' in page


def test_alternates_name_real_versions_only(read: Visit) -> None:
    """A language without a text of its own is no alternate, and the original is the canonical page."""
    page = read("/sv/news/only-in-finnish")

    address = "https://silta.example/fi/news/only-in-finnish"
    assert f'<link rel="canonical" href="{address}">' in page
    assert [("fi", address), ("x-default", address)] == re.findall(r'hreflang="([^"]+)" href="(https[^"]+)"', page)


def test_a_full_page_has_all_alternates(read: Visit) -> None:
    """Every version is an alternate of every other."""
    page = read("/en/cases/jarvi-model")

    found = re.findall(r'<link rel="alternate" hreflang="([^"]+)"', page)

    assert ["fi", "sv", "en", "x-default"] == found


def test_a_stale_section_is_told_at_the_top_and_at_the_passage(read: Visit) -> None:
    """A reader learns which passage of the original has changed, and where to read it."""
    page = read("/sv/cases/jarvi-model")

    assert "Det som har ändrats: Bakgrund." in page
    section = re.search(r'id="background".*?</section>', page)
    assert section is not None
    assert "Originalet till det här avsnittet har ändrats" in section[0]
    assert 'href="/fi/cases/jarvi-model#background"' in section[0]
    assert 1 == page.count('<p class="stale">')


def test_a_current_translation_has_no_notice(read: Visit) -> None:
    """What is in step is not complained about."""
    page = read("/en/cases/jarvi-model")

    assert 'class="stale"' not in page


def test_a_stale_slot_is_told_at_the_slot(read: Visit) -> None:
    """A part of a clause whose original has changed says so."""
    page = read("/en/clauses/jarvi-clause")

    assert "What has changed: Duration." in page
    assert 1 == page.count('<p class="stale">')


def test_a_list_marks_titles_in_other_languages(read: Visit) -> None:
    """An entry without the reader's language is listed with its own language and says which."""
    page = read("/en/news")

    assert '<h2 lang="fi"><a href="/en/news/only-in-finnish">' in page
    assert '<span class="tag">in Finnish</span>' in page


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/saavutettavuus", "/fi/guides/accessibility-finland"),
        ("/tillganglighet", "/sv/guides/accessibility-sweden"),
        ("/accessibility", "/en/guides/accessibility-finland"),
    ],
)
def test_fixed_addresses_lead_to_the_statements(client: FlaskClient, path: str, target: str) -> None:
    """The addresses that the law's readers try lead to a page that is there."""
    response = client.get(path)

    assert target == response.headers["Location"]
    assert 200 == client.get(target).status_code


@pytest.mark.parametrize("language", list(Language))
def test_an_old_id_leads_on_in_the_same_language(client: FlaskClient, language: Language) -> None:
    """A renamed entry is found under its old address for good."""
    response = client.get(f"/{language}/cases/jarvi-old-name")

    assert (301, f"/{language}/cases/jarvi-model") == (response.status_code, response.headers["Location"])
