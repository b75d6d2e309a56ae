"""The document of a basket, as Word, LibreOffice and an editor of plain text get it."""

import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import docx
import pytest
from flask.testing import FlaskClient
from lxml import etree
from werkzeug.datastructures import MultiDict

from portal.bootstrap import Portal
from portal.domain.document import Document
from portal.domain.document import Footnote
from portal.domain.document import Heading
from portal.domain.document import Listing
from portal.domain.document import Paragraph
from portal.domain.document import Run
from portal.domain.document import Table
from portal.domain.document import Tone
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.publishing.versions import text_version
from portal.web.app import create_app
from portal.web.basket_document import BasketWriter
from portal.web.basket_reading import UNTYPED
from portal.web.basket_reading import read_basket
from portal.web.facts.fact import Teller
from tests.web.test_basket import HOSTILE

STATE = {
    "basket": "jarvi-clause.model-size.model-start",
    "name": "Koulujen siivous 2027",
    "note": "Koko hankinnasta.\n\nToinen kappale.",
    "blank.persons": "7",
    "lang.jarvi-clause": "fi",
    "lang.model-size": "sv",
    "lang.model-start": "en",
    "heading.model-size": "Oma otsikko",
    "note.model-start": "Kysy lakimieheltä.",
}
DOCX = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OPEN = {Language.FI: "[kuukausien määrä]", Language.SV: "[antal månader]", Language.EN: "[number of months]"}


def made(client: FlaskClient, file_format: str, language: Language = Language.FI, **changes: str) -> bytes:
    """Return the file of the basket."""
    response = client.post(f"/{language}/basket.{file_format}", data={**STATE, **changes})
    assert response.status_code == 200
    return response.data


def parts(file: bytes) -> dict[str, str]:
    """Return the XML parts of a file."""
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        return {
            name: packed.read(name).decode("utf-8", "replace") for name in packed.namelist() if name.endswith(".xml")
        }


def test_the_headings_are_real_and_numbered(client: FlaskClient) -> None:
    """One per clause with its number, the own one in place of the title, and those of the end without."""
    document = docx.Document(io.BytesIO(made(client, "docx")))
    headings = [each for each in document.paragraphs if each.style is not None and each.style.name == "Heading 1"]
    numbered = [each.text for each in headings if each._p.pPr is not None and each._p.pPr.numPr is not None]

    assert ["Kaksi henkilöä siivoussopimuksessa", "Oma otsikko"] == numbered[:2]
    assert 3 == len(numbered)
    assert ["Vielä täytettävät kohdat", "Lähteet", "Vastuu"] == [each.text for each in headings][3:]
    assert ("Koulujen siivous 2027", "fi-FI") == (document.core_properties.title, document.core_properties.language)


def test_each_wording_has_its_language(client: FlaskClient) -> None:
    """A Swedish wording is marked Swedish in a Finnish document, an English one English."""
    body = parts(made(client, "docx"))["word/document.xml"]
    odt = parts(made(client, "odt"))

    assert {"fi-FI", "sv-SE", "en-GB"} <= set(re.findall(r'<w:lang w:val="([^"]+)"', body)) | {"fi-FI"}
    assert {"sv", "en"} <= set(re.findall(r'fo:language="([^"]+)"', odt["content.xml"]))


@pytest.mark.parametrize("language", list(Language))
def test_blanks_are_filled_or_marked(client: FlaskClient, language: Language) -> None:
    """What was filled in is text, what is open has brackets and a style of its own, and is listed at the end."""
    chosen = {f"lang.{each}": language.value for each in STATE["basket"].split(".")}
    document = docx.Document(io.BytesIO(made(client, "docx", language, **chosen)))
    runs = [run for each in document.paragraphs for run in each.runs]
    marked = {run.text for run in runs if run.style is not None and run.style.name == "Blank"}

    assert OPEN[language] in marked
    assert not any("7" in each for each in marked)
    assert any("7" in each.text for each in document.paragraphs)


def test_own_words_have_a_style_of_their_own(client: FlaskClient) -> None:
    """Nobody takes a note of the buyer's for a part of the clause, in any format."""
    document = docx.Document(io.BytesIO(made(client, "docx")))
    noted = [each.text for each in document.paragraphs if each.style is not None and each.style.name == "Own Note"]
    odt = made(client, "odt")
    text = made(client, "md").decode()

    assert ["Koko hankinnasta.", "Toinen kappale.", "Kysy lakimieheltä."] == noted
    assert re.search(r'style:parent-style-name="Note"', parts(odt)["content.xml"])
    assert "Kysy lakimieheltä." in text_of(odt)
    assert "\n> Kysy lakimieheltä.\n" in text


@pytest.mark.parametrize("language", list(Language))
def test_each_clause_has_a_footnote_that_tells_all(client: FlaskClient, portal: Portal, language: Language) -> None:
    """City, source, address, version of the text in its language, days, checks, language status and provenance."""
    text = made(client, "md", language).decode()
    notes = re.findall(r"(?m)^\[\^\d\]: .*$", text)
    clause = portal.shelf().get(Ref(Collection.CLAUSES, "jarvi-clause"))
    assert clause is not None
    told = {
        Language.FI: (
            "Järven",
            "Alkuperäinen, suomeksi.",
            "Juristi ei ole tarkistanut tätä ehtoa.",
            "haettu ",
            "Lähde: ",
        ),
        Language.SV: ("Järvi", "Original, på finska.", "Ingen jurist har granskat", "hämtad ", "Källa: "),
        Language.EN: (
            "Järvi",
            "Original, in Finnish.",
            "No lawyer has checked this clause.",
            "retrieved ",
            "Source: ",
        ),
    }[language]

    assert 3 == len(notes)
    assert [] == [words for words in told[1:] if words not in notes[0]]
    assert "https://silta.example/fi/clauses/jarvi-clause" in notes[0]
    assert text_version(clause, Language.FI) in notes[0]
    assert "https://silta.example/sv/clauses/model-size" in notes[1]
    assert "basket=" not in text


def test_the_model_says_everything_in_order(client: FlaskClient, portal: Portal) -> None:
    """Opening, clauses, what is open, sources, responsibility."""
    document = document_of(portal)
    kinds = [type(block) for block in document.blocks]
    notes = [run for block in document.blocks if isinstance(block, Paragraph) for run in block.content]
    (sources,) = [block for block in document.blocks if isinstance(block, Table)]
    last = document.blocks[-1]

    assert isinstance(last, Paragraph)
    assert (Tone.CAUTION, 3) == (last.tone, sum(isinstance(run, Footnote) for run in notes))
    assert kinds.index(Heading) < kinds.index(Table)
    assert {len(sources.header)} == {len(row) for row in sources.rows}
    assert isinstance(document.blocks[-5 if kinds[-5] is Listing else -6], Listing | Heading)
    assert [] == [text for text in every_text(document.blocks) if not text]


def document_of(portal: Portal) -> Document:
    """Return the document of the basket before any format."""
    with create_app(portal).test_request_context("/fi/basket"):
        read = read_basket(MultiDict(STATE), portal.shelf(), Language.FI)
        tell = Teller(portal.shelf(), Language.FI)
        return BasketWriter(read.basket, tell, portal.renderer, date(2026, 11, 21)).document()


def every_text(blocks: object) -> list[str]:
    """Return the text of every run of headings and paragraphs."""
    found: list[str] = []
    for block in blocks if isinstance(blocks, tuple) else ():
        if isinstance(block, Heading | Paragraph):
            found += [run.text for run in block.content if isinstance(run, Run)]
    return found


@pytest.mark.parametrize("words", HOSTILE)
def test_words_stay_words_in_files(client: FlaskClient, words: str) -> None:
    """Markup, formulas and field codes arrive as the text they are, without control characters, in sound files."""
    changed = ("name", "note", "blank.persons", "heading.model-size", "note.model-start")
    files = {each: made(client, each, **dict.fromkeys(changed, words)) for each in ("docx", "odt", "md")}
    kept = unicodedata.normalize("NFC", UNTYPED.sub("", words)).split()
    lost = [each for each in kept for text in (text_of(files["docx"]), text_of(files["odt"])) if each not in text]
    members = {*parts(files["docx"]), *parts(files["odt"])}

    assert [] == lost
    assert {"PAGE", "NUMPAGES"} >= set(" ".join(fields(files["docx"])).split())
    assert "<text:script" not in parts(files["odt"])["content.xml"]
    # The title in front is a quoted string of YAML and no Markdown.
    assert not re.search(r"(?<!\\)<script", files["md"].decode().split("\n---\n", 1)[1])
    assert [] == [each for each in members if "vba" in each.lower() or each.startswith("Basic")]


def text_of(file: bytes) -> str:
    """Return the text of the main part of a file."""
    inside = parts(file)
    main = inside.get("word/document.xml") or inside["content.xml"]
    return "".join(etree.fromstring(main.encode()).itertext())


def fields(docx: bytes) -> list[str]:
    """Return the codes of every field of a document."""
    found = [re.findall(r"<w:instrText[^>]*>([^<]*)|w:instr=\"([^\"]*)\"", part) for part in parts(docx).values()]
    return [code for each in found for pair in each for code in pair]


@pytest.mark.parametrize("file_format", ["docx", "odt"])
def test_libreoffice_reads_it_without_a_warning(client: FlaskClient, tmp_path: Path, file_format: str) -> None:
    """Three clauses in three languages become a PDF with every heading, note and blank in it."""
    office = shutil.which("soffice")
    assert office is not None, "There is no LibreOffice.\nTo mend it: apt-get install libreoffice-writer"
    (tmp_path / f"basket.{file_format}").write_bytes(made(client, file_format))
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(tmp_path), str(tmp_path / f"basket.{file_format}")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=True)
    read = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "basket.pdf"), "-"], capture_output=True, text=True, check=True
    )
    complaints = [
        row
        for row in (done.stdout + done.stderr).splitlines()
        if "javaldx" not in row and not row.startswith("convert ")
    ]

    assert [] == complaints
    words = " ".join(read.stdout.split())
    assert [] == [
        each
        for each in ("Koulujen siivous 2027", "2. Oma otsikko", "[kuukausien määrä]", "Kysy lakimieheltä.", "Vastuu")
        if each not in words
    ]


def test_an_address_makes_the_same_document_as_a_form(client: FlaskClient) -> None:
    """Whoever gets the address gets the document."""
    by_address = client.get(f"/sv/basket.md?{urlencode(STATE)}").data

    assert made(client, "md", Language.SV) == by_address


@pytest.mark.parametrize(
    ("name", "file_name"), [("Siivous / 2027 åäö", "siivous-2027-aao"), ("../..", "silta"), ("", "tyollistamisehdot")]
)
def test_the_file_is_named_after_the_purchase(client: FlaskClient, name: str, file_name: str) -> None:
    """In letters every system can save."""
    response = client.post("/fi/basket.docx", data={**STATE, "name": name})

    assert f'attachment; filename="{file_name}.docx"' == response.headers["Content-Disposition"]
