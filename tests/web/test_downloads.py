"""Files to take home, as the browser gets them."""

from datetime import date
from io import BytesIO

import docx
import odfdo
import pytest
from flask import Flask

from portal.domain.document import Document
from portal.domain.document import Paragraph
from portal.domain.document import Run
from portal.domain.language import Language
from portal.web.downloads import FileFormat
from portal.web.downloads import download
from portal.web.downloads import download_csv
from portal.web.downloads import slug

DOCUMENT = Document("Ehdot", Language.FI, [Paragraph((Run("sana"),), Language.FI)], date(2026, 11, 21))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Siivouspalvelut 2027–2030: Göteborg", "siivouspalvelut-2027-2030-goteborg"),
        ('x"\r\nSet-Cookie: a=b; filename="evil.exe', "x-set-cookie-a-b-filename-evil-exe"),
        ("../../etc/passwd", "etc-passwd"),
        ("雪", "silta"),
        ("", "silta"),
        ("å" * 500, "a" * 80),
    ],
)
def test_names(name: str, expected: str) -> None:
    """A file name is made of small ASCII letters, figures and hyphens, whatever was typed."""
    assert expected == slug(name)


@pytest.mark.parametrize(
    ("file_format", "media_type"),
    [
        (FileFormat.DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (FileFormat.ODT, "application/vnd.oasis.opendocument.text"),
        (FileFormat.MARKDOWN, "text/markdown; charset=utf-8"),
    ],
)
def test_headers(app: Flask, file_format: FileFormat, media_type: str) -> None:
    """A document comes as an attachment of its type, under its name, kept by nobody on the way."""
    with app.test_request_context():
        response = app.process_response(download(DOCUMENT, file_format, "Ehdot, hankinta 1"))

    assert response.headers["Content-Type"] == media_type
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert f'attachment; filename="ehdot-hankinta-1.{file_format}"' == response.headers["Content-Disposition"]


def test_files_open(app: Flask) -> None:
    """The files arrive whole."""
    with app.test_request_context():
        word = docx.Document(BytesIO(download(DOCUMENT, FileFormat.DOCX, "x").get_data()))
        text = odfdo.Document(BytesIO(download(DOCUMENT, FileFormat.ODT, "x").get_data()))

    assert "sana" == word.paragraphs[-1].text
    assert "sana" == text.body.get_paragraphs()[-1].text_recursive


def test_csv(app: Flask) -> None:
    """A table comes as CSV that spreadsheets open in the right character set."""
    with app.test_request_context():
        response = download_csv(["Määrä"], [["=1+1"]], "Taulukko")

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert "\ufeffMäärä\r\n'=1+1\r\n" == response.get_data().decode("utf-8")
