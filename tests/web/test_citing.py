"""The page, what is copied, the citation and the API name one text by the same words and the same version."""

import html
import json
import re
from datetime import UTC
from datetime import datetime

import pytest
from flask.testing import FlaskClient

from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.web.source_note import licence
from tests.web.conftest import Visit

CLAUSE = "clauses/jarvi-clause"
UNOFFICIAL = {
    Language.SV: "Inofficiell översättning, på svenska; originalet är på finska.",
    Language.EN: "Unofficial translation, in English; the original is in Finnish.",
}


def plain(markup: str) -> str:
    """Return the words of a piece of HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def note_on(page: str) -> str:
    """Return the note that stands under the heading of citing."""
    found = re.search(r'id="page-cite-title">.*?</h2> <p>(.*?)</p>', page)
    assert found is not None
    return plain(found[1])


def copies_on(page: str) -> list[tuple[str, str]]:
    """Return what each button would copy: the plain text, and the words of the rich text."""
    boxes = re.findall(r"<textarea[^>]*>(.*?)</textarea> <template>(.*?)</template>", page)
    return [(html.unescape(text).strip(), plain(rich)) for text, rich in boxes]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("ref", [CLAUSE, "cases/jarvi-model", "laws/act-one"])
def test_page_citation_and_api_say_the_same(client: FlaskClient, read: Visit, ref: str, language: Language) -> None:
    """Address, version and day; the plain citation is the note of the page."""
    note = note_on(read(f"/{language}/{ref}"))
    files = {form: client.get(f"/{language}/{ref}/citation.{form}").get_data(as_text=True) for form in
             ("txt", "bib", "ris", "json")}  # fmt: skip
    version = client.get(f"/api/v1/{ref}").json["texts"][language]["version"]
    (item,) = json.loads(files["json"])

    assert note == re.sub(r" +", " ", files["txt"]).strip()
    assert [] == [form for form, text in files.items() if version not in text]
    assert [] == [form for form, text in files.items() if f"https://silta.example/{language}/{ref}" not in text]
    assert version in note
    assert [[datetime.now(UTC).year, datetime.now(UTC).month, datetime.now(UTC).day]] == item["accessed"]["date-parts"]


@pytest.mark.parametrize("language", list(Language))
def test_what_is_copied_carries_its_source(read: Visit, language: Language) -> None:
    """The original first, then the reader's translation; plain and rich text end with the note of that text."""
    page = read(f"/{language}/{CLAUSE}")
    copies = copies_on(page)

    assert (1 if language is Language.FI else 2) == len(copies)
    for text, rich in copies:
        assert "https://silta.example/" in text
        assert [] == [word for word in text.split() if word.strip("[]") not in rich]
    assert note_on(page) in copies[-1][0]
    assert copies[0][0].startswith("Toimittaja työllistää [henkilömäärä] henkilöä [kuukausien määrä] kuukaudeksi.")
    assert f"https://silta.example/fi/{CLAUSE}" in copies[0][0]


@pytest.mark.parametrize("language", list(UNOFFICIAL))
def test_a_copied_translation_brings_its_label(read: Visit, language: Language) -> None:
    """The original has no such label, the translation has it in both texts."""
    original, translation = copies_on(read(f"/{language}/{CLAUSE}"))

    assert [False, False] == [UNOFFICIAL[language] in text for text in original]
    assert [True, True] == [UNOFFICIAL[language] in text for text in translation]


def test_the_note_says_whose_and_how_it_came_to_be(read: Visit) -> None:
    """Buyer, title, provenance, first source and how many others, address, version, day."""
    note = note_on(read(f"/en/{CLAUSE}"))

    assert re.fullmatch(
        r"City of Järvi: .+\. Model wording\. Unofficial translation, .+\. Source: Järvi, Järven kaupungin ohje and "
        r"1 other source\. Silta, https://silta\.example/en/clauses/jarvi-clause, version [0-9a-f]{8}, "
        r"retrieved \d+\u00a0\w+\u00a0\d{4}\.",
        note,
    ), note


def test_a_missing_translation_is_cited_as_the_original(client: FlaskClient) -> None:
    """Who reads the Finnish text on an English page cites the Finnish text."""
    text = client.get("/en/clauses/silent-clause/citation.ris").get_data(as_text=True)

    assert "UR  - https://silta.example/fi/clauses/silent-clause\r\n" in text
    assert "LA  - fi\r\n" in text
    assert "Unofficial" not in text


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("txt", "text/plain"),
        ("bib", "application/x-bibtex"),
        ("ris", "application/x-research-info-systems"),
        ("json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_a_citation_is_a_file(client: FlaskClient, form: str, kind: str) -> None:
    """Its kind, its name, and that it is to be kept."""
    response = client.get(f"/sv/{CLAUSE}/citation.{form}")

    assert f"{kind}; charset=utf-8" == response.headers["Content-Type"]
    assert f'attachment; filename="jarvi-clause.{form}"' == response.headers["Content-Disposition"]


@pytest.mark.parametrize(
    "path", ["/fi/clauses/nowhere/citation.bib", f"/fi/{CLAUSE}/citation.exe", "/fi/x/y/citation.ris"]
)
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    """An unknown entry, format or collection."""
    assert 404 == client.get(path).status_code


@pytest.mark.parametrize("language", list(Language))
def test_the_licence_tells_own_words_from_quoted_ones(client: FlaskClient, language: Language) -> None:
    """What belongs to a buyer is not given away with the rest."""
    from dataclasses import replace

    app = client.application
    shelf = app.extensions["portal"].shelf()
    model = shelf.get(Ref(Collection.CLAUSES, "jarvi-clause"))
    quoted = replace(model, provenance="quoted")
    case = shelf.get(Ref(Collection.CASES, "jarvi-model"))
    with app.test_request_context(f"/{language}/"):
        sentences = {licence(entry) for entry in (model, quoted, case)}

    assert 3 == len(sentences)
    assert [] == [each for each in sentences if "CC BY 4.0" not in each]
