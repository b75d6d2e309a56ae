"""Documents the tests of the export room write: one like a buyer's, and small ones."""

from datetime import date

from portal.domain.document import Block
from portal.domain.document import Cell
from portal.domain.document import Document
from portal.domain.document import Footnote
from portal.domain.document import Heading
from portal.domain.document import Inline
from portal.domain.document import Listing
from portal.domain.document import PageBreak
from portal.domain.document import Paragraph
from portal.domain.document import Run
from portal.domain.document import Table
from portal.domain.document import Tone
from portal.domain.language import Language

MADE_ON = date(2026, 11, 21)
ADDRESS = "https://silta.example/fi/clauses/helsinki?a=1&b=2"


def words(*content: Inline | str, language: Language = Language.FI, tone: Tone = Tone.BODY) -> Paragraph:
    """A paragraph; a string in it is plain text."""
    return Paragraph(tuple(Run(each) if isinstance(each, str) else each for each in content), language, tone)


def heading(text: str, level: int = 1, language: Language = Language.FI, *, numbered: bool = False) -> Heading:
    """A heading of plain text."""
    return Heading(level, (Run(text),), language, numbered)


def points(*items: str, ordered: bool = True) -> Listing:
    """A list of plain points."""
    return Listing(tuple((words(item),) for item in items), ordered)


def note(text: str, language: Language = Language.FI) -> Footnote:
    """A footnote with a link at its end."""
    return Footnote((Run(f"{text} "), Run("Silta", address=ADDRESS)), language)


def cell(*content: Inline | str, language: Language = Language.FI) -> Cell:
    """A cell of a table."""
    return Cell(tuple(Run(each) if isinstance(each, str) else each for each in content), language)


def document(*blocks: Block, title: str = "Ehdot", language: Language = Language.FI, subtitle: str = "") -> Document:
    """A document made on a fixed day."""
    return Document(title, language, blocks, MADE_ON, subtitle)


def table(rows: int = 2, *, row_headers: bool = True) -> Table:
    """A table of three columns with a note in its header."""
    return Table(
        "Lähteet",
        (cell("Kaupunki"), cell("Ehto", note("Otsikon huomautus.")), cell("Källa", language=Language.SV)),
        tuple((cell(f"Kaupunki {row}"), cell("Työllistämisehto"), cell("Sida 4")) for row in range(rows)),
        Language.FI,
        row_headers,
    )


def purchase() -> Document:
    """A document as a buyer takes it home: two languages, blanks, footnotes, lists, a long table."""
    nested = Listing(
        ((words("Raportti"), words("Kaksi kertaa vuodessa."), points("keväällä", "syksyllä")),), ordered=True
    )
    return document(
        heading("Johdanto"),
        words("Tämä asiakirja kokoaa ehtoja.", tone=Tone.LEAD),
        heading("Ehdot"),
        heading("Työllistämisehto", 2, numbered=True),
        words("Toimittaja työllistää ", Run("määrä", blank=True), " henkilöä.", note("Helsinki, versio 3f2a9c.")),
        points("ensimmäinen", "toinen"),
        words("Lue ", Run("Sillasta", address=ADDRESS), ", ", Run("tärkeää", strong=True), Run(" ja", emphasis=True)),
        points("uusi ykkönen", "uusi kakkonen"),
        nested,
        points("pallo", ordered=False),
        heading("Sysselsättningskrav", 2, Language.SV, numbered=True),
        words("Leverantören anställer.", note("Göteborg, version 77aa01.", Language.SV), language=Language.SV),
        words("Epävirallinen käännös.", tone=Tone.CAUTION),
        heading("Verification", 3, Language.EN),
        words("The supplier reports. ", Run("Raportti", language=Language.FI), language=Language.EN),
        words("Hiljaa.", tone=Tone.QUIET),
        PageBreak(),
        heading("Lähteet"),
        table(60),
        title="Siivouspalvelut 2027–2030: ehdot",
        subtitle="Hankinnan asiakirja",
    )
