"""The calculator's page: what is typed, what is answered, what can be taken home."""

import csv
import re
from io import StringIO
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from portal.domain.language import Language
from tests.web.conftest import folded

TRAFIKVERKET = {"value": "100 Mkr", "currency": "SEK", "months": "48", "type": "works", "posts": "20"}
HOSTILE = [
    "1e309",
    "-5",
    "NaN",
    "Infinity",
    "１６００",
    "١٦٠٠",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "=1+1",
    "9" * 3000,
    "1 60 000",
    "%s%(x)s",
    "\u202e100",
]


def address(language: str, told: dict[str, str], ending: str = "") -> str:
    """Return the address of a purchase."""
    return f"/{language}/calculator{ending}?{urlencode(told)}"


def visit(reader: FlaskClient, language: str, told: dict[str, str]) -> str:
    """Return the page of a purchase, which has to be there."""
    response = reader.get(address(language, told))
    assert response.status_code == 200
    return folded(response)


def rows(reader: FlaskClient, language: str, told: dict[str, str]) -> list[list[str]]:
    """Return the results of a purchase as the rows of the file."""
    response = reader.get(address(language, told, ".csv"))
    assert response.status_code == 200
    return list(csv.reader(StringIO(response.get_data(as_text=True).lstrip("\ufeff")), delimiter=";"))


@pytest.mark.parametrize(
    ("language", "size", "heading"),
    [
        ("fi", "2 paikkaa", "Säännöt, jotka pätevät"),
        ("sv", "2 platser", "Regler som gäller"),
        ("en", "2 places", "Rules that apply"),
    ],
)
def test_a_purchase_is_answered_in_the_readers_language(
    reader: FlaskClient,
    language: str,
    size: str,
    heading: str,
) -> None:
    """A hundred million kronor of works are two places, with the source and its date."""
    page = visit(reader, language, TRAFIKVERKET)
    before, after = page.split(heading, 1)

    assert size in after
    assert 'href="/' + language + "/cases/trafikverket-places-per-value#source-" in after
    assert ("2026" in page, 'value="100 Mkr"' in before) == (True, True)


@pytest.mark.parametrize(
    "typed",
    ["1600000", "1 600 000", "1 600 000,00 €", "1.600.000,00", "1,600,000.00", "1,6 milj. €", "1,6 mn", "1.6 million"],
)
def test_a_value_may_be_typed_in_any_habit(reader: FlaskClient, typed: str) -> None:
    """However it is written, two per cent of 1.6 million are 32,000 euro."""
    page = visit(reader, "fi", {"value": typed, "type": "services", "sector": "expert-services"})

    assert "<b>32\u00a0000\u00a0€</b>" in page


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("field", ["value", "months", "posts", "procurements", "rate"])
def test_bad_input_is_marked_at_its_field_and_nothing_is_lost(
    reader: FlaskClient,
    language: Language,
    field: str,
) -> None:
    """The typed text stays, the field says what is wrong, the other fields keep theirs, and nothing is counted."""
    told = {"value": "200 000", "months": "48", "posts": "3", "procurements": "20", "rate": "11,2", "type": "works"}
    page = visit(reader, language, {**told, field: "abc"})
    kept = re.findall(r'<input id="(\w+)" name="\w+" value="([^"]*)"', page)

    assert {**{name: text for name, text in told.items() if name != "type"}, field: "abc"} == {
        name: text for name, text in kept if name in told
    }
    assert f'id="{field}-fault"' in page
    assert 1 == page.count('aria-invalid="true"')
    assert ('value="works" selected' in page, 'id="results"' in page) == (True, False)


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("field", ["value", "months", "rate", "type", "sector", "currency", "whose"])
def test_hostile_input_is_a_sentence_never_a_failure(
    reader: FlaskClient,
    field: str,
    typed: str,
) -> None:
    """Nothing typed is obeyed, shown as markup or answered with an error."""
    page = visit(reader, "sv", {field: typed})

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'class="fault"' in page or "Adressen innehåller ett val som inte finns" in page


def test_an_ambiguous_number_says_how_to_write_it(reader: FlaskClient) -> None:
    """`1.600` is refused with both ways to write it."""
    page = visit(reader, "fi", {"value": "1.600"})

    assert "Kirjoita 1600 tai 1,6." in page


def test_a_contradicting_currency_is_noticed(reader: FlaskClient) -> None:
    """Kronor typed beside a chosen euro are not counted as euro."""
    page = visit(reader, "en", {"value": "5 000 000 kr", "currency": "EUR"})

    assert "The number names another currency than the one chosen beside it." in page


def test_there_is_no_hidden_rate(reader: FlaskClient) -> None:
    """Without a rate the euro rules say that they need one; with one they tell what the value comes to."""
    without = visit(reader, "en", {"value": "5 000 000", "currency": "SEK", "whose": "helsinki"})
    given = visit(reader, "en", {"value": "5 000 000", "currency": "SEK", "whose": "helsinki", "rate": "12,5"})

    assert "the rule is in another currency, and you did not say the rate" in without
    assert "yours: €400,000 – <b>met</b>" in given


def test_one_buyer_can_be_asked_alone(reader: FlaskClient) -> None:
    """Only the rules of the chosen city are answered."""
    page = visit(reader, "en", {"value": "1 600 000", "whose": "kuopio"})
    cases = set(re.findall(r'<h3[^>]*><a href="/en/cases/([a-z-]+)"', page))

    assert {"kuopio-employment-condition"} == cases


def test_the_form_alone_counts_nothing(reader: FlaskClient) -> None:
    """Who only opens the page gets the form, without faults and without results."""
    page = visit(reader, "fi", {})

    assert (False, False, False) == ('id="results"' in page, 'class="fault"' in page, "noindex" in page)


@pytest.mark.parametrize("language", list(Language))
def test_every_word_of_the_results_is_translated(reader: FlaskClient, language: Language) -> None:
    """No English sentence of a rule, a condition or a size is left on the Finnish and Swedish pages."""
    page = visit(reader, language, {"value": "1 600 000", "months": "48", "type": "services", "sector": "cleaning"})
    english = [
        words
        for words in ("In every competition", "binds the supplier", "at least", "yours:", "not met", "Sources:", " or ")
        if words in re.sub(r"<a [^>]*>.*?</a>", "", page)
    ]

    assert (language is Language.EN) == bool(english)


def test_the_results_can_be_taken_home(reader: FlaskClient) -> None:
    """The file has a row for each rule, with numbers a Finnish spreadsheet reads and an address that leads back."""
    table = rows(reader, "fi", {**TRAFIKVERKET, "procurements": "275"})
    umea = next(row for row in table if "umea" in row[-1])

    assert {len(row) for row in table} == {12}
    assert len(table) == 40
    assert ("41,25", "41,25") == (umea[4], umea[5])
    assert umea[-1] == "https://silta.example/fi/cases/umea-fifteen-per-cent"


def test_a_file_of_a_faulty_purchase_leads_back_to_the_page(reader: FlaskClient) -> None:
    """There is nothing to take home, so the page says why."""
    response = reader.get(address("sv", {"value": "=cmd()"}, ".csv"))

    assert (302, "/sv/calculator?value=%3Dcmd%28%29") == (response.status_code, response.headers["Location"])


def test_the_page_is_light(reader: FlaskClient) -> None:
    """All rules together stay under a hundred kilobytes, without inline style or script."""
    page = visit(reader, "fi", {**TRAFIKVERKET, "rate": "11,2"})

    assert len(page.encode()) < 75_000
    assert "style=" not in page


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("tool", ["calculator", "outcomes"])
def test_the_front_page_leads_to_the_tools(reader: FlaskClient, language: Language, tool: str) -> None:
    """Both are linked beside the search and at the foot of every page."""
    page = folded(reader.get(f"/{language}/"))

    assert 2 == page.count(f'href="/{language}/{tool}"')
