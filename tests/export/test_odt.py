"""The ODT file, read back with odfdo and by its XML."""

from io import BytesIO
from zipfile import ZIP_STORED
from zipfile import ZipFile

import odfdo
import pytest
from lxml import etree

from portal.domain.document import Listing
from portal.domain.document import PageBreak
from portal.domain.document import Run
from portal.domain.language import Language
from portal.export.odt_file import odt_bytes
from portal.export.odt_markup import ODF
from tests.export.documents import ADDRESS
from tests.export.documents import document
from tests.export.documents import heading
from tests.export.documents import note
from tests.export.documents import points
from tests.export.documents import purchase
from tests.export.documents import table
from tests.export.documents import words

NS = dict(ODF.namespaces) | {"svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"}


def opened(made: bytes) -> odfdo.Document:
    """The file as odfdo reads it."""
    return odfdo.Document(BytesIO(made))


def xml(made: bytes, name: str) -> etree._Element:
    """A part of the file."""
    with ZipFile(BytesIO(made)) as package:
        return etree.fromstring(package.read(f"{name}.xml"))


def language_of(content: etree._Element, node: etree._Element) -> str:
    """The language a node is written in, by its style."""
    name = node.get(ODF.name("text:style-name"))
    [found] = content.xpath(f"//style:style[@style:name='{name}']/style:text-properties", namespaces=NS)
    return f"{found.get(ODF.name('fo:language'))}-{found.get(ODF.name('fo:country'))}"


def parents(content: etree._Element, path: str) -> list[str]:
    """The styles of ours that the paragraphs at a path are in."""
    names = [each.get(ODF.name("text:style-name")) for each in content.xpath(path, namespaces=NS)]
    return [
        content.xpath(f"string(//style:style[@style:name='{name}']/@style:parent-style-name)", namespaces=NS)
        for name in names
    ]


def test_headings_are_headings() -> None:
    """Headings are headings with their level, in their order and in the heading styles."""
    found = [(int(each.level), each.text_recursive) for each in opened(odt_bytes(purchase())).body.headers]
    styles = parents(xml(odt_bytes(purchase()), "content"), "//text:h")

    assert styles == [f"Heading_20_{level}" for level, _ in found]
    assert [(1, "Johdanto"), (1, "Ehdot"), (2, "Työllistämisehto"), (2, "Sysselsättningskrav")] == found[:4]


def test_numbers_of_headings_are_numbering() -> None:
    """Numbered headings are points of one list that continues; no digit is typed."""
    lists = xml(odt_bytes(purchase()), "content").xpath("//text:list[text:list-item/text:h]", namespaces=NS)
    found = [(each.get(ODF.name("xml:id")), each.get(ODF.name("text:continue-list"))) for each in lists]

    assert [("headings1", None), ("headings2", "headings1")] == found


def test_languages() -> None:
    """Headings, paragraphs, runs and notes each have a style that says their language and country."""
    content = xml(odt_bytes(purchase()), "content")
    found = {
        "".join(node.itertext()): language_of(content, node)
        for node in content.xpath("//text:span | //text:h", namespaces=NS)
    }

    assert found["Sysselsättningskrav"] == "sv-SE"
    assert found["The supplier reports."] == "en-GB"
    assert found["Raportti"] == "fi-FI"
    assert found["Göteborg, version 77aa01."] == "sv-SE"


@pytest.mark.parametrize(("language", "tag"), [("fi", "fi-FI"), ("sv", "sv-SE"), ("en", "en-GB")])
def test_language_of_the_document(language: str, tag: str) -> None:
    """The document tells its language in its properties and in its default style."""
    made = odt_bytes(document(words("x"), language=Language(language)))
    default = xml(made, "styles").find(".//style:default-style/style:text-properties[@fo:language]", NS)

    assert tag == opened(made).meta.get_language()
    assert tag == f"{default.get(ODF.name('fo:language'))}-{default.get(ODF.name('fo:country'))}"


def test_properties() -> None:
    """Title, author and day are in the properties."""
    meta = opened(odt_bytes(purchase())).meta

    assert meta.get_title() == "Siivouspalvelut 2027–2030: ehdot"
    assert (meta.initial_creator, meta.creator, meta.get_generator()) == ("Silta", "Silta", "Silta")
    assert meta.get_creation_date().date().isoformat() == "2026-11-21"


def test_footnotes() -> None:
    """Footnotes are footnotes, numbered in their order."""
    found = [
        (each.note_id, each.citation, each.note_body.split("[")[0].strip())
        for each in opened(odt_bytes(purchase())).body.get_notes()
    ]

    assert [
        ("ftn1", "1", "Helsinki, versio 3f2a9c."),
        ("ftn2", "2", "Göteborg, version 77aa01."),
        ("ftn3", "3", "Otsikon huomautus."),
    ] == found


def test_blanks() -> None:
    """An unfilled blank stands in brackets and in the style for blanks, which is shaded."""
    made = odt_bytes(purchase())
    content = xml(made, "content")
    shading = xml(made, "styles").xpath(
        "string(//style:style[@style:name='Blank']//@fo:background-color)", namespaces=NS
    )
    [found] = [
        "".join(span.itertext())
        for span, parent in zip(content.iter(ODF.name("text:span")), parents(content, "//text:span"), strict=True)
        if parent == "Blank"
    ]

    assert shading == "#fff1c2"
    assert found == "[määrä]"


def test_links() -> None:
    """A link is a link to its address; what is no web address is text."""
    made = odt_bytes(document(words(Run("a", address=ADDRESS), Run("b", address="javascript:alert(1)"))))

    assert [ADDRESS] == [each.get_attribute("xlink:href") for each in opened(made).body.get_links()]


def test_lists_count_anew() -> None:
    """Every ordered list begins with its own first number; a list inside a list is inside its point."""
    made = odt_bytes(
        document(points("a", "b"), points("c"), Listing(((words("d"), points("e")),), ordered=True, start=4))
    )
    content = xml(made, "content")
    starts = content.xpath("//text:list-item/@text:start-value", namespaces=NS)

    assert content.xpath("string(//text:list/text:list-item/text:list//text:span)", namespaces=NS) == "e"
    assert starts == ["1", "1", "4", "1"]


def test_a_table_in_a_list_follows_it() -> None:
    """A table inside a point, which OpenDocument does not know, comes right after the list."""
    content = xml(odt_bytes(document(Listing(((words("a"), table()), (words("b"),))), words("c"))), "content")
    found = [etree.QName(each).localname for each in content.find(".//office:text", NS)]

    assert ["p", "p", "list", "p", "table", "p", "p"] == found


def test_table() -> None:
    """A table names its header row and header column and tells a screen reader its caption."""
    found = xml(odt_bytes(document(table())), "content").find(".//table:table", NS)

    assert found.findtext("table:title", namespaces=NS) == "Lähteet"
    assert len(found.findall("table:table-header-columns/table:table-column", NS)) == 1
    assert found.find("table:table-header-rows/table:table-row/table:table-cell", NS) is not None
    assert opened(odt_bytes(document(table()))).body.tables[0].get_values()[1] == [
        "Kaupunki 0",
        "Työllistämisehto",
        "Sida 4",
    ]


def test_page_break() -> None:
    """What follows the title page begins the numbered pages; what follows a page break begins a new one."""
    content = xml(odt_bytes(document(words("a"), PageBreak(), heading("b"))), "content")
    breaks = content.xpath("//style:style[*/@fo:break-before='page']/@style:parent-style-name", namespaces=NS)
    masters = content.xpath("//style:style/@style:master-page-name", namespaces=NS)

    assert masters == ["Title_20_Page", "Standard"]
    assert breaks == ["Heading_20_1"]


def test_nothing_typed_becomes_markup() -> None:
    """Markup, macros and scripts that were typed are text: the file holds no script, event or object."""
    typed = '<script:event-listener script:language="ooo:script" xlink:href="vnd.sun.star.script:x"/> &amp; =cmd|A1'
    made = odt_bytes(document(words(typed, note(typed)), heading(typed), title=typed, subtitle=typed))
    names = {
        etree.QName(each).localname for part in ("content", "styles", "meta") for each in xml(made, part).iter("*")
    }

    assert not names & {"event-listener", "event-listeners", "scripts", "script", "object", "plugin", "macro"}
    assert typed in opened(made).get_formatted_text()


def test_package() -> None:
    """The type of the file comes first and uncompressed, and the same document gives the same bytes."""
    made = odt_bytes(purchase())
    with ZipFile(BytesIO(made)) as package:
        first = package.infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert odt_bytes(purchase()) == made


def test_quiet(capfd: pytest.CaptureFixture[str]) -> None:
    """Writing says nothing on the terminal."""
    odt_bytes(purchase())

    assert ("", "") == tuple(capfd.readouterr())
