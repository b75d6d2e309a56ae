"""How long it takes to write a document of forty clauses, as a buyer takes it home."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from portal.domain.document import Block
from portal.domain.document import Cell
from portal.domain.document import Document
from portal.domain.document import Footnote
from portal.domain.document import Heading
from portal.domain.document import Listing
from portal.domain.document import Paragraph
from portal.domain.document import Run
from portal.domain.document import Table
from portal.domain.language import Language
from portal.export.docx_file import docx_bytes
from portal.export.markdown_file import markdown_text
from portal.export.odt_file import odt_bytes
from tests.bench.plan import Plan
from tests.bench.table import milliseconds_of
from tests.bench.table import table

CLAUSES = 40
PROVISIONS = 8
SENTENCE = (
    "Toimittaja työllistää sopimuskauden aikana kohderyhmään kuuluvan henkilön ja raportoi siitä tilaajalle. " * 2
)
WRITERS: tuple[tuple[str, Callable[[Document], bytes]], ...] = (
    ("DOCX", docx_bytes),
    ("ODT", odt_bytes),
    ("Markdown", lambda document: markdown_text(document).encode()),
)


def documents_section(plan: Plan, _folder: Path) -> str:
    """Return the table of how long each format takes and how large the file is."""
    document = _document()
    rows = []
    for name, write in WRITERS:
        size = len(write(document))
        times = [_milliseconds(write, document) for _ in range(max(5, plan.repeats))]
        rows.append((name, milliseconds_of(times), f"{size / 1000:.0f}"))
    return (
        f"## Documents\n\nA document of {CLAUSES} clauses with {PROVISIONS} provisions, a blank in each, a footnote "
        "each and a table of sources.\n\n" + table(("Format", "p50 / p95 ms", "kB"), rows)
    )


def _milliseconds(write: Callable[[Document], bytes], document: Document) -> float:
    started = time.perf_counter()
    write(document)
    return (time.perf_counter() - started) * 1000


def _document() -> Document:
    blocks: list[Block] = [block for number in range(CLAUSES) for block in _clause(number)]
    header = tuple(_cell(text) for text in ("Ehto", "Kaupunki", "Lähde"))
    rows = tuple((_cell(f"Ehto {number}"), _cell("Helsinki"), _cell(SENTENCE)) for number in range(CLAUSES))
    blocks.append(Table("Lähteet", header, rows, Language.FI, row_headers=True))
    return Document("Siivouspalvelut", Language.FI, blocks, date(2026, 11, 21))


def _clause(number: int) -> tuple[Block, ...]:
    address = "https://silta.example/fi/clauses/helsinki-job-above-value-limit"
    note = Footnote((Run(SENTENCE), Run(address, address=address)), Language.FI)
    points = tuple(
        (Paragraph((Run(SENTENCE), Run("määrä", blank=True), Run(SENTENCE)), Language.FI),) for _ in range(PROVISIONS)
    )
    heading = Heading(2, (Run(f"Työllistämisehto {number}"), note), Language.FI, numbered=True)
    return heading, Listing(points, ordered=True)


def _cell(text: str) -> Cell:
    return Cell((Run(text),), Language.FI)
