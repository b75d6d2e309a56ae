"""A real office program opens the files."""

import subprocess
from pathlib import Path

import pytest

from portal.export.docx_file import docx_bytes
from portal.export.odt_file import odt_bytes
from tests.export.conftest import Convert
from tests.export.documents import document
from tests.export.documents import heading
from tests.export.documents import note
from tests.export.documents import points
from tests.export.documents import purchase
from tests.export.documents import words

HOSTILE = "\u202e<w:p>&amp;\x00\x1b{ DDE cmd } ]]> {{amount}} \ud800 ${x} =1+1 \t\n end"
WORDS = (
    "Siivouspalvelut", "Hankinnan asiakirja", "21.11.2026", "1. Työllistämisehto", "2. Sysselsättningskrav", "[määrä]",
    "Helsinki, versio 3f2a9c", "Göteborg, version 77aa01", "Otsikon huomautus", "Leverantören anställer", "Kaupunki 59",
    "1. ensimmäinen", "2. toinen", "1. uusi ykkönen", "a) keväällä", "• pallo",
)  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, convert: Convert) -> tuple[str, dict[str, str]]:
    """What LibreOffice complained about, and what stands in each PDF it made."""
    folder = tmp_path_factory.mktemp("files")
    hostile = document(heading(HOSTILE, numbered=True), words(HOSTILE, note(HOSTILE)), points(HOSTILE), title=HOSTILE)
    files = {
        "purchase.docx": docx_bytes(purchase()),
        "purchase.odt": odt_bytes(purchase()),
        "hostile.docx": docx_bytes(hostile),
        "hostile.odt": odt_bytes(hostile),
        "empty.docx": docx_bytes(document()),
        "empty.odt": odt_bytes(document()),
    }
    complaints = ""
    for ending in ("docx", "odt"):
        into = folder / ending
        into.mkdir()
        made = [(into / name, content) for name, content in files.items() if name.endswith(ending)]
        for file, content in made:
            file.write_bytes(content)
        complaints += convert(*(file for file, _ in made))
    return complaints, {name: _text(folder / name.split(".")[1] / name) for name in files}


def _text(file: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", file.with_suffix(".pdf"), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_no_warning(pages: tuple[str, dict[str, str]]) -> None:
    """LibreOffice makes a PDF of every file and has nothing to say about it."""
    complaints, texts = pages

    assert len(texts) == 6
    assert complaints == ""


@pytest.mark.parametrize("name", ["purchase.docx", "purchase.odt"])
def test_words(pages: tuple[str, dict[str, str]], name: str) -> None:
    """The PDF has the words, the numbers of headings and points, the blanks and the footnotes."""
    text = pages[1][name]

    assert [] == [each for each in WORDS if each not in text]


@pytest.mark.parametrize("name", ["purchase.docx", "purchase.odt"])
def test_header_row_on_every_page(pages: tuple[str, dict[str, str]], name: str) -> None:
    """A table of several pages has its header row on each of them."""
    assert pages[1][name].count("Kaupunki Ehto") >= 2


@pytest.mark.parametrize("name", ["hostile.docx", "hostile.odt"])
def test_hostile_words(pages: tuple[str, dict[str, str]], name: str) -> None:
    """Markup and field codes that were typed are words on the page."""
    assert "{ DDE cmd } ]]> {{amount}}" in pages[1][name]
