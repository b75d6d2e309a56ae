"""The search page, the API and the command line give the same answers to the same question."""

import html
import json
import re
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from portal.bootstrap import Portal
from portal.cli.search import search
from portal.domain.language import Language
from tests.relevance.questions import questions

ASKED = [(each.query, each.language) for each in questions()]
LINES = re.compile(r'<h3[^>]*><a href="/\w\w/([^"]+)">')
CHOICES: list[tuple[list[tuple[str, str]], list[str]]] = [
    ([("country", "fi"), ("country", "se")], ["--filter", "country=fi", "--filter", "country=se"]),
    ([("kind", "cases"), ("sector", "cleaning")], ["--collection", "cases", "--filter", "sector=cleaning"]),
    ([("sort", "title")], ["--sort", "title"]),
    ([("sort", "newest"), ("page", "2")], ["--sort", "newest", "--page", "2"]),
    ([("bridge", "0")], ["--no-bridge"]),
    ([("without", "städning"), ("without", "cleaning")], ["--without", "städning", "--without", "cleaning"]),
    ([("country", "atlantis")], ["--filter", "country=atlantis"]),
    ([("page", "900")], ["--page", "900"]),
]


class Doors:
    """Asks the same at three doors."""

    def __init__(self, client: FlaskClient, portal: Portal) -> None:
        self._client, self._portal = client, portal

    def page(self, language: Language, pairs: list[tuple[str, str]]) -> list[str]:
        """Return the refs of the lines on the search page."""
        shown = self._client.get(f"/{language}/search?{urlencode(pairs)}").get_data(as_text=True)
        return LINES.findall(html.unescape(shown))

    def api(self, language: Language, pairs: list[tuple[str, str]]) -> list[str]:
        """Return the refs of the hits of the API."""
        told = json.loads(self._client.get(f"/api/v1/search?{urlencode([*pairs, ('language', language)])}").data)
        return [hit["ref"] for hit in told["hits"]]

    def command(self, language: Language, query: str, options: list[str]) -> list[str]:
        """Return the refs that the command line prints."""
        words = ["--json", "--language", language.value, *options, "--", query]
        printed = CliRunner().invoke(search, words, obj=lambda: self._portal, catch_exceptions=False)
        return [f"{hit['collection']}/{hit['id']}" for hit in json.loads(printed.stdout)["hits"]]


@pytest.fixture
def doors(client: FlaskClient, portal: Portal) -> Doors:
    """The three doors of one portal."""
    return Doors(client, portal)


def test_the_published_questions_are_answered_alike(doors: Doors) -> None:
    """The whole list, refs in order; enough of them find something here for that to mean something."""
    answers = {
        (query, language): (
            doors.page(language, [("q", query)]),
            doors.api(language, [("q", query)]),
            doors.command(language, query, []),
        )
        for query, language in ASKED
    }
    differing = {asked: refs for asked, refs in answers.items() if not refs[0] == refs[1] == refs[2]}

    assert sum(bool(refs[0]) for refs in answers.values()) > len(ASKED) / 3
    assert {} == differing


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("pairs", "options"), CHOICES)
@pytest.mark.parametrize("query", ["", "siivous", "städning", "cleaning"])
def test_every_parameter_means_the_same(
    doors: Doors, language: Language, query: str, pairs: list[tuple[str, str]], options: list[str]
) -> None:
    """Filters, order, pages and the bridge."""
    asked = [("q", query), *pairs]

    page, api = doors.page(language, asked), doors.api(language, asked)
    command = doors.command(language, query, options)

    assert page == api
    assert api == command
