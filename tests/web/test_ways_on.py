"""An empty answer leads on, and is counted."""

import re
from html import unescape

import pytest

from portal.bootstrap import Portal
from portal.domain.language import Language
from tests.web.conftest import Visit


def nothing(page: str) -> str:
    """Return the part of the page that speaks to a reader who found nothing."""
    found = re.search(r'<div class="nothing">(.*?)</div>', page)
    assert found is not None, "the page has answers"
    return unescape(found[1])


@pytest.mark.parametrize(("language", "words"), [("fi", "Tarkoititko:"), ("sv", "Menade du:"), ("en", "Did you mean:")])
def test_the_question_that_may_have_been_meant_is_a_link(read: Visit, language: str, words: str) -> None:
    """Only the unknown word is replaced, filters are kept, and nothing is replaced unasked."""
    page = read(f"/{language}/search?q=siivuospalvelu&kind=cases&page=2")

    assert words in page
    assert re.search(rf'{words} <a href="/{language}/search\?kind=cases&amp;q=siivouspalvelu">siivouspalvelu</a>', page)


def test_it_stands_above_answers_too(read: Visit) -> None:
    """When other words of the question find something the unknown one is told all the same."""
    page = read("/fi/search?q=siivouspalvelu+sopimsu")

    assert 'class="row"' in page
    assert "Tarkoititko:" in page


def test_a_limit_that_is_in_the_way_can_be_left_out(read: Visit) -> None:
    """Each limit without which there are answers is a link with their number; others are not offered."""
    text = nothing(read("/en/search?q=uutinen&kind=laws"))

    assert '<a href="/en/search?q=uutinen">Without the limit “Kind of page: Laws”</a>' in text
    assert re.search(r"\([1-9]\d* answers?\)", text)


def test_all_limits_can_be_left_out_at_once(read: Visit) -> None:
    """Where several are in the way together, the question without any is offered."""
    text = nothing(read("/en/search?q=uutinen&kind=laws&country=se"))

    assert '<a href="/en/search?q=uutinen">Search without the limits</a>' in text


def test_the_other_languages_are_offered(read: Visit) -> None:
    """A reader who turned the bridge off is told what it would find, if it would find anything."""
    link = r'<a href="/en/search\?q=\w+">Search in the other languages too</a> <span class="n">\([1-9]\d* answers?\)'

    assert re.search(link, nothing(read("/en/search?q=EC&bridge=0")))
    assert "Search in the other languages too" not in nothing(read("/en/search?q=xyzzyqwert&bridge=0"))


@pytest.mark.parametrize("language", Language)
def test_words_near_it_browsing_and_the_network(read: Visit, language: Language) -> None:
    """Glossary, library and network are always there."""
    text = nothing(read(f"/{language}/search?q=xyzzyqwert"))

    for path in ("glossary", "browse", "guides/about"):
        assert f'href="/{language}/{path}"' in text


def test_concepts_near_the_words_are_named(read: Visit) -> None:
    """The beginning of a word of the glossary leads to its concept."""
    assert '/fi/glossary/employment-condition"' in nothing(read("/fi/search?q=ty%C3%B6llist%C3%A4miseh"))


def test_a_question_without_answers_is_counted(read: Visit, portal: Portal) -> None:
    """Once for each time it is asked with nothing but its words; with limits or answers not at all."""
    for path in ("q=Kvasaariq", "q=kvasaariq", "q=kvasaariq&country=fi", "q=siivouspalvelu", "q=kvasaariq&bridge=0"):
        read(f"/fi/search?{path}")

    assert [2] == [each.times for each in portal.failed_queries.most_asked() if each.query == "kvasaariq"]
