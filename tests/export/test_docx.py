"""The DOCX file, read back with python-docx and by its XML."""

from datetime import UTC
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from portal.domain.document import Listing
from portal.domain.document import PageBreak
from portal.domain.document import Run
from portal.domain.language import Language
from portal.export.docx_file import docx_bytes
from tests.export.documents import ADDRESS
from tests.export.documents import document
from tests.export.documents import heading
from tests.export.documents import note
from tests.export.documents import points
from tests.export.documents import purchase
from tests.export.documents import table
from tests.export.documents import words


def opened(made: bytes) -> docx.document.Document:
    """The file as python-docx reads it."""
    return docx.Document(BytesIO(made))


def styled(made: bytes, style: str) -> list[WordParagraph]:
    """The paragraphs of a style."""
    return [each for each in opened(made).paragraphs if each.style.name == style]


def xml(made: bytes, name: str) -> etree._Element:
    """A part of the file."""
    with ZipFile(BytesIO(made)) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


def numbering(paragraph: WordParagraph) -> tuple[int, int] | None:
    """The list and the depth a paragraph counts in."""
    number = paragraph._p.pPr.numPr
    return (number.numId.val, number.ilvl.val) if number is not None else None


def test_headings_are_headings() -> None:
    """Headings carry the heading styles every word processor knows, in their order."""
    found = [(p.style.name, p.text) for p in opened(docx_bytes(purchase())).paragraphs if "Heading" in p.style.name]

    assert [
        ("Heading 1", "Johdanto"),
        ("Heading 1", "Ehdot"),
        ("Heading 2", "Työllistämisehto"),
        ("Heading 2", "Sysselsättningskrav"),
        ("Heading 3", "Verification"),
        ("Heading 1", "Lähteet"),
    ] == found


def test_numbers_of_headings_are_numbering() -> None:
    """Numbered headings count in one list from its first level; no digit is typed."""
    found = [numbering(each) for each in styled(docx_bytes(purchase()), "Heading 2")]

    assert [(1, 0), (1, 0)] == found


def test_title_page() -> None:
    """Title, subtitle and imprint come first, and what follows begins on a new page."""
    paragraphs = opened(docx_bytes(purchase())).paragraphs
    found = [(each.style.name, each.text) for each in paragraphs[:3]]

    assert paragraphs[3].paragraph_format.page_break_before
    assert [
        ("Title", "Siivouspalvelut 2027–2030: ehdot"),
        ("Subtitle", "Hankinnan asiakirja"),
        ("Imprint", "Silta · 21.11.2026"),
    ] == found


def test_every_run_says_its_language() -> None:
    """A run carries the language of its paragraph, or its own."""
    body = xml(docx_bytes(purchase()), "document")
    found = {
        "".join(run.itertext(qn("w:t"))): run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val"))
        for run in body.iter(qn("w:r"))
    }

    assert found["Leverantören anställer."] == "sv-SE"
    assert found["The supplier reports. "] == "en-GB"
    assert found["Raportti"] == "fi-FI"
    assert found["Källa"] == "sv-SE"


@pytest.mark.parametrize(("language", "tag"), [("fi", "fi-FI"), ("sv", "sv-SE"), ("en", "en-GB")])
def test_language_of_the_document(language: str, tag: str) -> None:
    """The document tells its language in its properties and in its default style."""
    made = docx_bytes(document(words("x"), language=Language(language)))
    default = xml(made, "styles").find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").get(qn("w:val"))

    assert tag == opened(made).core_properties.language
    assert tag == default


def test_properties() -> None:
    """Title, author and day are in the properties, and nothing of a template."""
    found = opened(docx_bytes(purchase())).core_properties

    assert found.title == "Siivouspalvelut 2027–2030: ehdot"
    assert (found.author, found.last_modified_by, found.comments, found.keywords) == ("Silta", "Silta", "", "")
    assert datetime(2026, 11, 21, tzinfo=UTC) == found.created


def test_footnotes() -> None:
    """Each footnote stands in the part of footnotes, in its language, and its mark in the text and style for it."""
    made = docx_bytes(purchase())
    marks = [each.get(qn("w:id")) for each in xml(made, "document").iter(qn("w:footnoteReference"))]
    notes = {each.get(qn("w:id")): each for each in xml(made, "footnotes")}
    texts = ["".join(notes[mark].itertext(qn("w:t"))) for mark in marks]
    languages = [next(notes[mark].iter(qn("w:lang"))).get(qn("w:val")) for mark in marks]

    assert {"-1", "0", *marks} == set(notes)
    assert languages == ["fi-FI", "sv-SE", "fi-FI"]
    assert ["Helsinki, versio 3f2a9c. Silta", "Göteborg, version 77aa01. Silta", "Otsikon huomautus. Silta"] == texts


def test_blanks() -> None:
    """An unfilled blank stands in brackets and in the style for blanks, which is shaded."""
    runs = [run for p in opened(docx_bytes(purchase())).paragraphs for run in p.runs if run.style.name == "Blank"]
    shading = next(iter(xml(docx_bytes(purchase()), "styles").xpath("//*[@w:styleId='Blank']//w:shd", namespaces=NS)))

    assert shading.get(qn("w:fill")) == "FFF1C2"
    assert ["[määrä]"] == [run.text for run in runs]


NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


def test_links() -> None:
    """A link is a hyperlink to its address, in the text and in a footnote."""
    made = docx_bytes(purchase())
    with ZipFile(BytesIO(made)) as package:
        targets = [
            each.get("Target")
            for part in ("document", "footnotes")
            for each in etree.fromstring(package.read(f"word/_rels/{part}.xml.rels"))
            if each.get("TargetMode") == "External"
        ]

    assert [ADDRESS, ADDRESS] == targets


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "https://", "//evil", "http://[", "http://a:99999999/", "\\\\server"],
)
def test_no_link_to_anything_but_the_web(address: str) -> None:
    """An address that is no web address leaves its words as text."""
    made = docx_bytes(document(words(Run("sana", address=address))))

    assert not list(xml(made, "document").iter(qn("w:hyperlink")))
    assert opened(made).paragraphs[-1].text == "sana"


def test_lists_count_anew() -> None:
    """Every ordered list begins with its own first number; a list inside a list stands one deeper."""
    made = docx_bytes(
        document(points("a", "b"), points("c"), Listing(((words("d"), points("e")),), ordered=True, start=4))
    )
    found = [numbering(each) for each in styled(made, "List Paragraph")]
    starts = [each.get(qn("w:val")) for each in xml(made, "numbering").iter(qn("w:startOverride"))]

    assert starts == ["1", "1", "4", "1"]
    assert [(3, 0), (3, 0), (4, 0), (5, 0), (6, 1)] == found


def test_table() -> None:
    """A table names its header row, repeats it, keeps rows whole and tells a screen reader its caption."""
    made = docx_bytes(document(table()))
    [found] = opened(made).tables
    header = found.rows[0]._tr.trPr

    assert header.find(qn("w:tblHeader")) is not None
    assert found._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Lähteet"
    assert found._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstColumn")) == "1"
    assert [style(each) for each in found.columns[0].cells] == ["Table Heading"] * 3
    assert [["Kaupunki", "Ehto", "Källa"], ["Kaupunki 0", "Työllistämisehto", "Sida 4"]] == [
        [each.text for each in row.cells] for row in found.rows[:2]
    ]


def style(found: _Cell) -> str:
    """The style of what stands in a cell."""
    return str(found.paragraphs[0].style.name)


def test_page() -> None:
    """The page is A4, and its foot counts the pages but for the title page."""
    made = docx_bytes(purchase())
    [section] = opened(made).sections
    fields = [each.get(qn("w:instr")) for each in xml(made, "footer1").iter(qn("w:fldSimple"))]

    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert section.different_first_page_header_footer
    assert ["PAGE", "NUMPAGES"] == fields


def test_page_break() -> None:
    """What follows a page break begins on a new page, without an empty paragraph in between."""
    paragraphs = opened(docx_bytes(document(words("a"), PageBreak(), heading("b")))).paragraphs

    assert [(True, "a"), (True, "b")] == [
        (each.paragraph_format.page_break_before, each.text) for each in paragraphs[2:]
    ]


def test_field_codes_stay_words() -> None:
    """A field code that was typed is text: the body holds no field."""
    typed = '{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" } <w:instrText>HYPERLINK</w:instrText> &amp;'
    body = xml(docx_bytes(document(words(typed, note(typed)), title=typed)), "document")

    assert not [each for each in body.iter() if etree.QName(each).localname in {"instrText", "fldSimple", "fldChar"}]
    assert typed in "".join(body.itertext(qn("w:t")))


def test_same_bytes() -> None:
    """The same document gives the same bytes."""
    assert docx_bytes(purchase()) == docx_bytes(purchase())
