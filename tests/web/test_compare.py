"""Clauses side by side: page, document and table, in three languages."""

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from io import StringIO
from urllib.parse import quote

import docx
import odfdo
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.domain.quantity import Quantity
from portal.history.difference import Change
from portal.settings import Settings
from portal.web.comparison.statement import Relation
from portal.web.comparison.statement import Statement
from portal.web.comparison.statement import relation
from portal.web.comparison.word_differences import word_differences
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Fact
from tests.conftest import IndexFolder
from tests.web.conftest import ROOT
from tests.web.conftest import Visit
from tests.web.conftest import folded
from tests.web.conftest import serve

CITIES = "helsinki-job-above-value-limit.kuopio-part-of-contract-value.goteborg-firm-requirement"
NOT_STATED = {
    Language.FI: "ei kerrota lähteessä",
    Language.SV: "anges inte i källan",
    Language.EN: "not stated in the source",
}
LIMIT = {
    Language.FI: "200 000 € sopimusta kohti",
    Language.SV: "200 000 euro per kontrakt",
    Language.EN: "€200,000 per contract",
}
SAME = {Language.FI: "sama kuin ehdossa 1", Language.SV: "samma som i 1", Language.EN: "same as in 1"}
DIFFERS = {Language.FI: "eroaa ehdosta 1", Language.SV: "skiljer sig från 1", Language.EN: "differs from 1"}


@pytest.fixture(scope="module")
def library(index_folder: IndexFolder, catalogues: None) -> Iterator[FlaskClient]:
    """A reader of the portal's own library, which has no index yet."""
    portal = build_portal(
        Settings(content=ROOT / "content", search_index=index_folder(), base_url="https://silta.example")
    )
    yield serve(portal).test_client()
    portal.engine.close()


def page_of(client: FlaskClient, path: str) -> str:
    """The page at an address, with spaces that do not break as spaces."""
    response = client.get(path)
    assert response.status_code == 200
    return folded(response).replace("\u00a0", " ")


def row(page: str, place: int) -> list[str]:
    """The cells of a line of the first table, as text."""
    [table] = re.findall(r"<tbody>(.*?)</tbody>", page)[:1]
    line = re.findall(r"<tr>(.*?)</tr>", table)[place]
    return [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)]


def rows_of(response: TestResponse) -> list[dict[str, str]]:
    """The lines of a CSV file by the names of its columns."""
    return list(csv.DictReader(StringIO(response.get_data().decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("language", list(Language))
def test_three_cities(library: FlaskClient, language: Language) -> None:
    """Thresholds of Helsinki, Kuopio and Göteborg can be compared, what differs is marked, what is missing said so."""
    page = page_of(library, f"/{language}/compare?clauses={CITIES}")
    _, helsinki, kuopio, goteborg = row(page, 0)
    duration = row(page, 3)

    assert LIMIT[language] in helsinki
    assert LIMIT[language] in kuopio
    assert SAME[language] in kuopio
    assert DIFFERS[language] in goteborg
    assert [NOT_STATED[language]] * 3 == duration[1:]


@pytest.mark.parametrize("language", list(Language))
def test_files_of_three_cities(library: FlaskClient, language: Language) -> None:
    """The same is in the documents and in the table."""
    address = f"/{language}/compare.{{}}?clauses={CITIES}"
    word = docx.Document(BytesIO(library.get(address.format("docx")).get_data()))
    cells = [cell.text.replace("\u00a0", " ") for row in word.tables[0].rows for cell in row.cells]
    text = odfdo.Document(BytesIO(library.get(address.format("odt")).get_data())).get_formatted_text()
    markdown = library.get(address.format("md")).get_data(as_text=True)
    table = rows_of(library.get(address.format("csv")))

    assert sum(LIMIT[language] in cell for cell in cells) == 2
    assert sum(SAME[language] in cell for cell in cells) == 1
    assert NOT_STATED[language] in text
    assert NOT_STATED[language] in markdown
    assert [("200000", "EUR"), ("200000", "EUR"), ("", "")] == [
        (each["amount"], each["currency"]) for each in table[:3]
    ]


def test_headers_of_table(library: FlaskClient) -> None:
    """Every line and every column has a header, and every cell names its clause for narrow pages."""
    page = page_of(library, f"/en/compare?clauses={CITIES}")

    assert page.count('<th scope="row">') == 18
    assert page.count('<th scope="col">') == 8
    assert page.count('<td data-of="3. City of Gothenburg">') == 18


def test_sources(library: FlaskClient) -> None:
    """A statement cites its sources, which are listed once for all clauses."""
    page = page_of(library, f"/en/compare?clauses={CITIES}")
    cited = set(re.findall(r'href="#(source-\d+)"', page))

    assert cited == set(re.findall(r'<li id="(source-\d+)"', page))


def test_wordings(library: FlaskClient) -> None:
    """A wording that is no original says so, and Finnish readers get the Finnish ones as originals."""
    page = page_of(library, f"/fi/compare?clauses={CITIES}")

    assert page.count("Epävirallinen käännös, suomeksi") == 1
    assert page.count("Alkuperäinen, suomeksi") == 2


def test_word_by_word(library: FlaskClient) -> None:
    """Wordings of one language that resemble each other are compared word by word, with words for the marks."""
    page = page_of(library, "/sv/compare?clauses=goteborg-firm-requirement.malmo-one-or-two-hires")

    assert '<del><span class="sr" lang="sv">[utelämnat:] </span>' in page
    assert '<ins><span class="sr" lang="sv">[tillagt:] </span>' in page


def test_clauses_of_a_set(library: FlaskClient) -> None:
    """What a clause of a set leaves open reads as settled in another clause of the section."""
    page = page_of(library, "/en/compare?clauses=model-finland-start.model-finland-size")

    assert "settled in another clause of the section" in row(page, 0)[1:] + row(page, 8)[1:]


def test_missing_language(read: Visit) -> None:
    """What the reader's language lacks is shown in the original, and says so."""
    page = read("/sv/compare?clauses=silent-clause.jarvi-clause")

    assert ' lang="fi"' in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Search for a clause"),
        ("clauses=jarvi-clause", "Choose at least one more clause"),
        ("clauses=jarvi-clause.jarvi-clause.model-size", "named twice"),
        (
            "clauses=jarvi-clause.no-such.model-size",
            "One of the clauses in the address is not in the library: no-such.",
        ),
        ("clauses=x.y", "2 of the clauses in the address are not in the library: x, y."),
        ("clauses=jarvi-clause.%3Cscript%3E", "not in the library: &lt;script&gt;."),
        ("clauses=...jarvi-clause..model-size.", "Part by part"),
        ("clauses=jarvi-clause&q=xqzwvkj", "No other clause was found with “xqzwvkj”."),
    ],
)
def test_odd_addresses(read: Visit, query: str, sentence: str) -> None:
    """An address with too few, unknown or doubled clauses gets a sentence, and the good ones are kept."""
    page = read(f"/en/compare?{query}")

    assert ("jarvi-clause" in query) == ("1. " in page)
    assert sentence in page


def test_more_than_five(library: FlaskClient) -> None:
    """Of more than five clauses the first five are shown, with a sentence, and no further one is offered."""
    ids = "turku-commitment-to-employ.umea-share-of-procurements.uhm-choice-of-forms.malmo-one-or-two-hires"
    page = page_of(library, f"/en/compare?clauses={CITIES}.{ids}")

    assert "At most five clauses" in page
    assert page.count('<th scope="col">5. ') == 2
    assert 'name="c"' not in page


@pytest.mark.parametrize(
    "query",
    ["clauses=" + "a" * 3000, "clauses=" + ".".join("x" * 9 for _ in range(300)), "c=%3Cscript%3E%22",
     "clauses=..%2f..%2fetc", "q=" + quote("((" * 90), "clauses[]=x", "clauses=jarvi-clause&basket=" + "b" * 5000],
)  # fmt: skip
def test_hostile_addresses(client: FlaskClient, query: str) -> None:
    """Whatever the address holds, the answer is a page below 100 kB."""
    response = client.get(f"/fi/compare?{query}", follow_redirects=True)

    assert response.status_code == 200
    assert len(response.get_data()) < 100_000


def test_ticked_boxes(client: FlaskClient) -> None:
    """Ticked boxes lead to the address that can be sent to a colleague; the basket stays."""
    response = client.get("/fi/compare?clauses=jarvi-clause&c=model-size&c=model-start&basket=x.model-size")

    assert response.status_code == 302
    assert "/fi/compare?basket=model-size&clauses=jarvi-clause.model-size.model-start" == response.headers["Location"]


def test_take_out_and_move(read: Visit) -> None:
    """Each clause has a link that takes it out, and all but the first one that moves it earlier."""
    page = read("/en/compare?clauses=jarvi-clause.model-size.model-start&basket=model-size")

    assert "/en/compare?basket=model-size&amp;clauses=jarvi-clause.model-start.model-size" in page
    assert "/en/compare?basket=model-size&amp;clauses=model-size.jarvi-clause.model-start" in page
    assert "/en/compare?basket=model-size&amp;clauses=model-size.model-start" in page
    assert page.count("Move earlier") == 2


def test_offers(read: Visit) -> None:
    """Clauses like the chosen one are offered, and those that answer a search; never one that is chosen already."""
    alike = read("/fi/compare?clauses=jarvi-clause")
    found = read("/fi/compare?clauses=jarvi-clause&q=ehto")

    assert 'name="c" value="jarvi-clause"' not in alike + found
    assert 'name="c" value="model-size"' in alike


def test_offers_without_index(library: FlaskClient) -> None:
    """Without an index clauses for the same purchases are offered."""
    page = page_of(library, "/fi/compare?clauses=helsinki-job-above-value-limit")

    assert page.count('name="c"') == 8


def test_ways_in(read: Visit) -> None:
    """A clause links to the comparison, and clauses among the answers of a search can be ticked, others not."""
    clause = read("/en/clauses/jarvi-clause")
    answers = read("/fi/search?q=siivous&basket=model-size")

    assert '<a href="/en/compare?clauses=jarvi-clause">' in clause
    assert '<input type="checkbox" form="compare" name="c" value="jarvi-clause">' in answers
    assert 'form="compare" name="c" value="jarvi-model"' not in answers
    field = '<input type="hidden" name="basket" value="model-size">'
    assert f'<form id="compare" action="/fi/compare?basket=model-size"> {field}' in answers


def test_files_need_two_clauses(client: FlaskClient) -> None:
    """A file of too few clauses leads to the page that says so."""
    response = client.get("/sv/compare.docx?clauses=jarvi-clause")

    assert "/sv/compare?clauses=jarvi-clause" == response.headers["Location"]


def test_documents_keep_blanks_and_languages(library: FlaskClient) -> None:
    """Blanks of a wording are blanks in the document, and its footnotes lead to the portal."""
    made = docx.Document(BytesIO(library.get(f"/sv/compare.docx?clauses={CITIES}").get_data()))
    blanks = [run.text for paragraph in made.paragraphs for run in paragraph.runs if run.style.name == "Blank"]

    assert "[målgrupp]" in blanks
    assert made.core_properties.language == "sv-SE"


def test_documents_keep_the_depth_of_lists(library: FlaskClient) -> None:
    """A list within a provision stays a list below it, as in the document of a basket."""
    ids = "model-finland-forms.model-finland-roles"
    made = docx.Document(BytesIO(library.get(f"/fi/compare.docx?clauses={ids}").get_data()))
    depths = {int(each) for each in made.element.xpath("//w:numPr/w:ilvl/@w:val")}

    assert {0, 1} <= depths


def stated(text: str, **value: object) -> Statement:
    """A statement with these words and this comparable value."""
    return Statement(Fact("", (Datum(text),)), Quantity(**value) if value else None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("here", "first", "expected"),
    [
        (stated("a", amount=Decimal(300), currency="EUR"), stated("b", amount=Decimal(200), currency="EUR"), "more"),
        (stated("a", amount=Decimal(100), currency="EUR"), stated("b", amount=Decimal(200), currency="EUR"), "less"),
        (stated("a", amount=Decimal(200), currency="SEK"), stated("b", amount=Decimal(200), currency="EUR"), "differs"),
        (stated("a", months=Decimal(6)), stated("b", weeks=Decimal(6)), "differs"),
        (stated("a", months=Decimal("6.0")), stated("b", months=Decimal(6)), "same"),
        (stated("a", months=Decimal(6), persons=Decimal(1)), stated("b", months=Decimal(4)), "differs"),
        (stated("a", codes=("x", "y")), stated("b", codes=("y", "x")), "same"),
        (stated("A  word"), stated("a word"), "same"),
        (stated("a"), stated("b"), "differs"),
        (stated("a", months=Decimal(6)), stated("b"), "differs"),
        (stated("a", persons=Decimal(2), per="year"), stated("b", persons=Decimal(1), per="contract"), "differs"),
    ],
)
def test_relations(here: Statement, first: Statement, expected: str) -> None:
    """More and less are said only of figures of one kind, currency and base."""
    assert Relation(expected) == relation(here, first)


def test_word_differences() -> None:
    """Words that stay, go and come are told apart; nothing is told of texts with little in common."""
    found = word_differences("the supplier hires two persons", "the supplier hires three young persons")

    assert not word_differences("one two three", "four five six")
    assert [
        (Change.KEPT, "the supplier hires "),
        (Change.REMOVED, "two "),
        (Change.ADDED, "three young "),
        (Change.KEPT, "persons"),
    ] == [(each.change, each.text) for each in found]
