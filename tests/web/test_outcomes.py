"""The ledger's page: totals, what is unknown, a chart with its table, a file."""

import csv
import re
from io import StringIO

import pytest
from flask.testing import FlaskClient

from portal.domain.language import Language
from tests.web.conftest import Visit
from tests.web.conftest import folded


def visit(reader: FlaskClient, path: str) -> str:
    """Return a page that has to be there."""
    response = reader.get(path)
    assert response.status_code == 200
    return folded(response)


@pytest.mark.parametrize(
    ("language", "sentence", "label"),
    [
        ("fi", "Niistä 25 ei kerro yhtään lukua", "työllistynyttä henkilöä"),
        ("sv", "25 exempel av 43 anger ingen siffra alls", "personer som fått arbete"),
        ("en", "25 cases out of 43 give no number at all", "people employed"),
    ],
)
def test_totals_say_how_many_are_unknown(reader: FlaskClient, language: str, sentence: str, label: str) -> None:
    """The known are added, the unknown are counted, in the reader's language."""
    page = visit(reader, f"/{language}/outcomes")
    row = re.search(rf'<th scope="row">{label}</th>(.*?)</tr>', page)
    assert row is not None

    assert sentence in page
    assert ["321", "7", "1", "36"] == re.findall(r"<td>(?:<b>)?(\d+)", row[1])


def test_the_chart_and_its_table_say_the_same(reader: FlaskClient) -> None:
    """Every bar has its line in the table, and the drawing has a name and a description."""
    page = visit(reader, "/en/outcomes")
    drawing = re.search(r"<svg class=\"bars\".*?</svg>", page)
    table = re.search(r"<summary>The chart as a table</summary>(.*?)</table>", page)
    assert drawing
    assert table
    drawn = re.findall(r'<tspan class="figure">([\d,]+)</tspan>', drawing[0])

    assert drawn == re.findall(r"<td>([\d,]+)</td></tr>", table[1])
    assert ["134", "90"] == drawn[:2]
    assert all(each in drawing[0] for each in ('role="img"', "<title id=", "<desc id="))
    assert "style=" not in page


def test_the_ledger_can_be_limited(reader: FlaskClient) -> None:
    """Country, unit and status narrow lines and totals together."""
    page = visit(reader, "/en/outcomes?country=fi&unit=jobs&status=estimated")

    assert ('<h2 id="lines">1 line</h2>' in page, "<b>300</b>" in page, "Stångåstaden" in page) == (True, True, False)


def test_the_unknown_can_be_listed(reader: FlaskClient) -> None:
    """Cases without a result are lines of their own that say so."""
    page = visit(reader, "/sv/outcomes?status=unknown")

    assert 25 == page.count("ingen siffra anges")
    assert '<svg class="bars"' not in page


@pytest.mark.parametrize(
    "query", ["country=xx", "unit=%3Cscript%3E", "status=achieved&status=x", "sector=" + "a" * 3000]
)
def test_what_is_no_choice_is_left_out(reader: FlaskClient, query: str) -> None:
    """A tampered address gives a page, and what it named that is not there is told."""
    page = visit(reader, f"/fi/outcomes?{query}")

    assert "<script>" not in page.replace("<script src", "")
    assert ("Osoitteessa oli valinta, jota ei ole." in page) == ("achieved" not in query)


def test_choices_that_meet_nowhere_lead_back(reader: FlaskClient) -> None:
    """An empty ledger says so and links to the whole."""
    page = visit(reader, "/fi/outcomes?country=eu&unit=jobs")

    assert "Mikään ei vastaa kaikkia valintoja yhtä aikaa." in page


@pytest.mark.parametrize("language", list(Language))
def test_the_ledger_can_be_taken_home(reader: FlaskClient, language: Language) -> None:
    """The file has the lines of the page, the unknown too, and says which numbers are in no total."""
    response = reader.get(f"/{language}/outcomes.csv")
    table = list(csv.reader(StringIO(response.get_data(as_text=True).lstrip("\ufeff")), delimiter=";"))
    no = {"fi": "ei", "sv": "nej", "en": "no"}[language]

    assert (200, {10}) == (response.status_code, {len(row) for row in table})
    assert 25 == sum(1 for row in table[1:] if not row[3])
    assert ["13", "14", "120"] == sorted((row[3] for row in table if row[7] == no), key=int)


@pytest.mark.parametrize("language", list(Language))
def test_another_library_has_its_own_ledger(read: Visit, language: Language) -> None:
    """On the library of the tests one case has a number and the others are unknown."""
    page = read(f"/{language}/outcomes")

    assert "<b>90</b>" in page
