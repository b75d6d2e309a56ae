"""The glossary: looked up by any word, explained in the reader's language."""

import re
from urllib.parse import quote_plus

import pytest

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.settings import Settings
from tests.conftest import IndexFolder
from tests.web.conftest import Visit
from tests.web.conftest import folded
from tests.web.conftest import serve


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("fi", "työllistämisvelvoitteita"),
        ("sv", "sysselsättningsvillkor"),
        ("en", "EC"),
        ("en", "sysselsättningskravet"),
    ],
)
def test_a_word_leads_to_its_concept(read: Visit, language: str, asked: str) -> None:
    """Synonyms, abbreviations, inflected words and words of the other languages find the concept."""
    page = read(f"/{language}/glossary?q={asked}")

    assert re.findall(r"<h2[^>]*><a href=\"([^\"]+)\"", page)[0] == f"/{language}/glossary/employment-condition"


def test_an_answer_says_which_word_was_found(read: Visit) -> None:
    """A reader who asked in one language sees why a concept with another name is there."""
    assert 'Found by the word <b lang="sv">sysselsättningsvillkor</b>' in read("/en/glossary?q=sysselsättningsvillkor")


def test_what_is_not_in_the_glossary_leads_on(read: Visit) -> None:
    """No answer is not an end: the library may have the word."""
    page = read("/sv/glossary?q=xqzwvkj")

    assert "0 begrepp" in page
    assert 'href="/sv/search?q=xqzwvkj"' in page


def test_a_concept_is_explained_in_every_language(read: Visit) -> None:
    """Definition and trap are the reader's own."""
    page = read("/fi/glossary/employment-condition")

    assert "Ehto, joka velvoittaa toimittajan tarjoamaan työtä." in page
    assert "Helppo ymmärtää väärin" in page
    assert "Suomen ruotsissa sysselsättningsvillkor." in page


@pytest.mark.parametrize("asked", ["sysselsättningskrav", "Employment conditions"])
def test_a_search_shows_the_concept_it_names(read: Visit, asked: str) -> None:
    """Who searches the library for a word of the glossary sees what it is called in the other languages."""
    page = read(f"/en/search?q={asked}")

    assert re.search(r"In the glossary:.*?työllistämisehto.*?sysselsättningskrav.*?employment condition", page)


@pytest.mark.parametrize("asked", ["a" * 5000, "<script>", "%F0%9F%98%80", "'\"%5C"])
def test_odd_questions_are_answered(read: Visit, asked: str) -> None:
    """No question ends in an error."""
    assert "<h1>" in read(f"/fi/glossary?q={asked}")


@pytest.mark.parametrize(
    ("language", "name", "all_of_them"),
    [
        ("fi", '"työllistämisehto"', "sivua, joilla käsite mainitaan"),
        ("sv", '"sysselsättningskrav"', "sidor där begreppet nämns"),
        ("en", '"employment condition"', "entries that name it"),
    ],
)
def test_a_concept_lists_where_it_occurs(read: Visit, language: str, name: str, all_of_them: str) -> None:
    """The same entries in every language, for a concept is one whatever it is called; all of them by a search."""
    page = read(f"/{language}/glossary/employment-condition")
    section = page.split('id="occurs"')[1].split("</section>")[0]

    assert "/clauses/jarvi-clause" in section
    assert f"/{language}/search?q={quote_plus(name)}" in section
    assert all_of_them in section


def test_without_an_index_a_concept_leads_to_search(portal: Portal, index_folder: IndexFolder) -> None:
    """The page is whole without a list: the reader may search for the word later."""
    settings = Settings(content=portal.settings.content, search_index=index_folder())
    page = folded(serve(build_portal(settings)).test_client().get("/en/glossary/employment-condition"))

    assert 'id="occurs"' not in page
    assert "Search the library for this word" in page
