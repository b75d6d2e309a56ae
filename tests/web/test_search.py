"""The search page: everything in the address, in words, without a script."""

import re
from pathlib import Path

import pytest

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.settings import Settings
from tests.conftest import IndexFolder
from tests.web.conftest import Visit
from tests.web.conftest import folded
from tests.web.conftest import serve


def ids(page: str) -> list[str]:
    """Return the entries of the answers in their order."""
    return re.findall(r'<h3[^>]*><a href="/\w\w/([^"]+)"', page)


def test_an_inflected_word_finds_and_is_marked(read: Visit) -> None:
    """The words of the text are marked as they stand there."""
    page = read("/fi/search?q=siivouspalvelu")

    assert "cases/jarvi-model" in ids(page)
    assert re.search(r"<mark>siivouspalvelu\w*</mark>", page)


def test_answers_are_counted_in_words(read: Visit) -> None:
    """The number of answers is announced to readers who do not see it appear."""
    page = read("/en/search?q=dialogue")

    assert re.search(r'<div role="status"><h2> \d+ answers? to “dialogue” </h2>', page)


def test_filters_stay_ticked_and_can_be_taken_off_one_by_one(read: Visit) -> None:
    """What limits the answers is shown as a link that removes it."""
    page = read("/en/search?q=cleaning&country=se&sector=cleaning&page=2")

    assert '<input type="checkbox" name="country" value="se" checked>' in page
    assert 'href="/en/search?q=cleaning&amp;sector=cleaning"' in page


def test_counts_of_a_facet_are_not_narrowed_by_itself(read: Visit) -> None:
    """A reader sees how many answers the other country would give."""
    page = read("/en/search?country=se")

    assert re.search(r'value="fi"> <span>Finland</span> <span class="n">[1-9]\d*</span>', page)


def test_an_answer_in_another_language_says_so(read: Visit) -> None:
    """A hit whose text is not in the reader's language is labelled and keeps its own language."""
    page = read("/en/search?q=uutinen")

    assert '<span class="tag">in Finnish</span>' in page
    assert '<h3 lang="fi"><a href="/en/news/only-in-finnish">' in page


def test_a_match_in_another_version_says_so(read: Visit) -> None:
    """A word that only the Swedish text has finds the entry: its own title, and a passage labelled as Swedish."""
    page = read("/fi/search?q=hamnen+leverant%C3%B6ren&bridge=0")

    line = re.search(r'<li class="row">.*?<h3><a href="/fi/cases/hamn-pilot">.*?<p class="x" lang="sv">', page)
    assert line is not None
    assert '<span class="tag">ruotsiksi</span>' in line[0]


@pytest.mark.parametrize("language", list(Language))
def test_nothing_found_leads_on(read: Visit, language: Language) -> None:
    """An empty answer offers other ways."""
    page = read(f"/{language}/search?q=xyzzyqwert")

    assert f'href="/{language}/glossary"' in page
    assert f'href="/{language}/browse"' in page
    assert f'<a href="/{language}/guides/about"' in page


def test_an_unknown_filter_is_told(read: Visit) -> None:
    """A value that does not exist limits nothing, and the page says so."""
    assert "The address holds a filter that no page has." in read("/en/search?country=xx")


def test_a_page_too_far_shows_the_nearest(read: Visit) -> None:
    """A page out of range is put right, with a word."""
    assert "There is no such page of answers" in read("/en/search?page=500")


def test_without_an_index_the_page_says_so(portal: Portal, index_folder: IndexFolder) -> None:
    """A missing index is a sentence and a 503, and the lists go on working."""
    settings = Settings(content=portal.settings.content, search_index=index_folder())
    client = serve(build_portal(settings)).test_client()

    answers = [client.get("/sv/search?q=a"), client.get("/readyz"), client.get("/healthz"), client.get("/sv/cases")]

    assert [503, 503, 200, 200] == [answer.status_code for answer in answers]
    assert "Sökningen är inte tillgänglig" in folded(answers[0])


def test_the_portal_serves_without_any_content(tmp_path: Path) -> None:
    """An empty or broken library leaves pages that explain, not failures."""
    (tmp_path / "content").mkdir()
    settings = Settings(content=tmp_path / "content", search_index=tmp_path / "index")
    client = serve(build_portal(settings)).test_client()

    answers = {
        path: client.get(path).status_code
        for path in ("/fi/", "/fi/cases", "/fi/browse", "/fi/glossary", "/fi/status", "/fi/guides/about")
    }

    assert {
        "/fi/": 200,
        "/fi/cases": 200,
        "/fi/browse": 200,
        "/fi/glossary": 200,
        "/fi/status": 200,
        "/fi/guides/about": 404,
    } == answers
