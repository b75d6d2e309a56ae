"""The matrix of translations at the desk: every entry in every language, narrowed, counted, with the way to the act."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from portal.bootstrap import Portal
from portal.domain.language import Language
from tests.shared.small_library import opened_copy
from tests.web.conftest import folded
from tests.web.served_translations import correct
from tests.web.served_translations import somebody

MODEL = "cases/jarvi-model"


@pytest.fixture(scope="module")
def library(desk_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A library in which the background of the Finnish model case was corrected after it was translated."""
    with opened_copy(desk_library, tmp_path_factory.mktemp("matrix") / "copy") as portal:
        correct(portal, f"{MODEL}/fi.md", "hyväksyi mallin kesäkuussa", "hyväksyi mallin heinäkuussa")
        yield portal


@pytest.fixture
def aino(library: Portal) -> FlaskClient:
    """Somebody who may write."""
    return somebody(library)


def page(client: FlaskClient, query: str = "", language: str = "en") -> str:
    """Return the matrix as HTML."""
    answer = client.get(f"/{language}/desk/translations{query}")
    assert answer.status_code == 200
    return folded(answer)


def row(found: str, title: str) -> str:
    """Return the row of an entry."""
    return next(each for each in re.findall(r"<tr>.*?</tr>", found) if title in each and "is-" in each)


def cell(found: str, title: str, language: Language) -> str:
    """Return the cell of an entry in a language as words."""
    made = re.findall(r"<td.*?</td>", row(found, title))[list(Language).index(language)]
    return " ".join(re.sub(r"<[^>]+>", " ", made).split())


def test_a_cell_tells_what_is_behind_since_when_and_leads_to_it(aino: FlaskClient) -> None:
    """The section that was corrected is named with its day, and its name leads to the place where it is translated."""
    made = row(page(aino, "?collection=cases&standing=stale&language=en"), "jarvi-model/en")
    link = r'since [^<]{11,25}: <a href="/en/desk/translate/cases/jarvi-model/en#unit-background"'

    assert (True, False) == (bool(re.search(link, made)), "how-it-works" in made)


def test_what_history_does_not_tell_has_no_day(aino: FlaskClient) -> None:
    """The Swedish text was made from a version that was never in the repository: it is behind nobody knows how long."""
    made = cell(page(aino, "?collection=cases"), "jarvi-model/sv", Language.SV)

    assert (True, False) == ("Behind the original" in made, "since" in made)


def test_every_standing_has_its_own_words(aino: FlaskClient) -> None:
    """An original, a current translation, one behind, and a language that is missing or left out."""
    cases = page(aino, "?collection=cases")
    news = page(aino, "?collection=news")

    assert ("Original", "Behind the original", "Up to date") == (
        cell(cases, "jarvi-model/sv", Language.FI).split(" :")[0],
        cell(cases, "jarvi-model/sv", Language.SV).split(" :")[0],
        cell(cases, "hamn-pilot", Language.EN).split(" :")[0],
    )
    assert {"Missing", "Left out on purpose"} >= {cell(news, "only-in-finnish", Language.EN).split(" :")[0]}


def test_filters_narrow_and_what_is_no_filter_is_told(aino: FlaskClient) -> None:
    """A hostile or unknown value is left out with a sentence, and never echoed as markup."""
    narrowed = page(aino, "?collection=laws&country=fi")
    hostile = page(aino, '?collection="><script>alert(1)</script>&standing=x&language=de&page=99999999999')

    assert (True, False, True, False) == (
        "act-one" in narrowed,
        "jarvi-model" in narrowed,
        "does not exist, so it was left out" in hostile,
        "<script>alert" in hostile,
    )


def test_progress_counts_the_entries_of_each_collection(aino: FlaskClient) -> None:
    """Of the cases in Swedish one is behind; the number leads to exactly those."""
    found = page(aino)
    link = re.search(
        r'<a href="([^"]*collection=cases&amp;language=sv&amp;standing=stale)">(\d+) of (\d+) up to date', found
    )
    assert link
    listed = page(aino, "?" + link[1].split("?")[1].replace("&amp;", "&"))

    assert (True, 1) == (int(link[2]) < int(link[3]), listed.count('<tr><th scope="row"><span'))


def test_an_open_draft_is_told(library: Portal, aino: FlaskClient) -> None:
    """A translation that somebody works on can be found by that."""
    aino_page = aino.get("/en/desk/translate/cases/hamn-pilot/en").get_data(as_text=True)
    token = aino_page.split('name="csrf_token" value="')[1].split('"', 1)[0]
    aino.post("/en/desk/translate/cases/hamn-pilot/en", data={"csrf_token": token, "do": "begin"})

    found = page(aino, "?standing=draft")

    assert (1, True) == (
        found.count('<tr><th scope="row"><span'),
        "draft open" in cell(found, "hamn-pilot", Language.EN),
    )


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "Käännökset"), ("sv", "Översättningar"), ("en", "Translations")]
)
def test_the_matrix_is_there_in_three_languages(aino: FlaskClient, language: str, words: str) -> None:
    """Its heading is in the reader's language and it stays small."""
    found = page(aino, "", language)

    assert (True, True) == (f"<h1>{words}</h1>" in found, len(found) < 100_000)
