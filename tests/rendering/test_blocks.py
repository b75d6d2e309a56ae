"""Markdown becomes the blocks of a document: the same words, in the same order, with what they mean."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.clause import Clause
from portal.domain.document import Block
from portal.domain.document import Cell
from portal.domain.document import Footnote
from portal.domain.document import Heading
from portal.domain.document import Inline
from portal.domain.document import Listing
from portal.domain.document import Paragraph
from portal.domain.document import Run
from portal.domain.document import Table
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.library.library import read_library
from portal.rendering.blocks import Passages
from portal.rendering.markdown import MarkdownRenderer

REAL = Path(__file__).parents[2] / "content"
RENDERER = MarkdownRenderer()
FILLED = {"months": "6"}


def gap(code: str) -> Run:
    """Fill in the months, leave the rest open."""
    return Run(FILLED[code]) if code in FILLED else Run(code, blank=True)


PASSAGES = Passages(
    Language.SV,
    gap,
    note=lambda source: Footnote((Run(source),), Language.SV) if source == "S1" else None,
    lead=lambda ref: f"https://silta.example/{ref}" if ref.id == "known" else None,
)


def blocks(markdown: str) -> tuple[Block, ...]:
    """Return the blocks of a Swedish passage."""
    return RENDERER.blocks(markdown, PASSAGES)


def content(markdown: str) -> tuple[Inline, ...]:
    """Return what the one paragraph of a passage holds."""
    (paragraph,) = blocks(markdown)
    assert isinstance(paragraph, Paragraph)
    return paragraph.content


def words(block: Block) -> str:
    """Return the words of a block, footnotes apart."""
    match block:
        case Heading() | Paragraph():
            return "".join(run.text for run in block.content if isinstance(run, Run))
        case Listing():
            return "\n".join(words(each) for item in block.items for each in item)
        case Table():
            return "\n".join(words(Paragraph(cell.content, cell.language)) for row in block.rows for cell in row)
    return ""


def test_a_blank_is_a_gap_until_it_is_filled() -> None:
    """An open one is marked, a filled one is text like the rest."""
    assert (Run("I 6 månader, minst "), Run("persons", blank=True), Run(" personer.")) == content(
        "I {{months}} månader, minst {{ persons }} personer."
    )


def test_emphasis_adds_up() -> None:
    """Strong, emphasised and both, with the words around them in one piece."""
    assert (
        Run("a & b* "),
        Run("c ", strong=True),
        Run("d", strong=True, emphasis=True),
        Run(" e"),
    ) == content("a &amp; b\\* **c *d*** e")


def test_lines_of_one_paragraph_are_one() -> None:
    """A line end in the source is a space, as on the page."""
    assert (Run("a b c"),) == content("a\nb  \nc")


def test_links_lead_to_known_entries_and_to_the_web() -> None:
    """Anything else keeps its words and loses its link."""
    assert (
        Run("a", address="https://silta.example/cases/known"),
        Run(" b "),
        Run("c", address="https://w.example/"),
        Run(" d"),
    ) == content("[a](cases/known) [b](cases/unknown) [c](https://w.example/) [d](mailto:x)")


def test_citations_become_footnotes() -> None:
    """Where the callable knows the source."""
    assert (Run("a"), Footnote((Run("S1"),), Language.SV), Run(" b")) == content("a[^S1] b[^S2]")


def test_markup_is_text() -> None:
    """HTML, field codes and formulas stay the words they are."""
    assert (Run('<b>x</b> =1+1 { HYPERLINK "x" }'),) == content('<b>x</b> =1+1 { HYPERLINK "x" }')


def test_lists_nest_and_keep_their_numbers() -> None:
    """A provision with points inside, beginning at its number."""
    (listing,) = blocks("3. a\n   - b\n   - c\n\n     d\n4. e")

    assert isinstance(listing, Listing)
    assert (True, 3, 2) == (listing.ordered, listing.start, len(listing.items))
    inner = listing.items[0][1]
    assert isinstance(inner, Listing)
    assert (False, ["b", "c\nd"]) == (inner.ordered, ["\n".join(map(words, item)) for item in inner.items])


def test_tables_headings_quotations_and_code() -> None:
    """Each becomes what a document has for it."""
    table, heading, quotation, code = blocks("| a |\n|---|\n| {{x}} |\n\n# b\n\n---\n\n> c\n\n    d\n")

    assert (
        Table("", (Cell((Run("a"),), Language.SV),), ((Cell((Run("x", blank=True),), Language.SV),),), Language.SV)
        == table
    )
    assert Heading(3, (Run("b"),), Language.SV) == heading
    assert ["c", "d"] == [words(quotation), words(code)]


@pytest.mark.parametrize("language", list(Language))
def test_no_word_of_the_library_is_lost(language: Language) -> None:
    """Every wording of the real content has the same words as blocks as it has as plain text."""
    passages = Passages(language, lambda code: Run(code, blank=True))
    lost = []
    for clause in read_library(REAL).shelf.entries(Collection.CLAUSES):
        text = clause.texts.get(language)
        section = text.section("wording") if text else None
        assert isinstance(clause, Clause)
        if section is not None:
            plain = RENDERER.plain(section.markdown, lambda code: code).split()
            made = " ".join(words(block) for block in RENDERER.blocks(section.markdown, passages)).split()
            lost += [clause.id] if plain != made else []

    assert [] == lost


@given(st.text(alphabet="ab *_-1.\n>|[](){}^S`#\\~!<&;:", max_size=200))
def test_any_text_becomes_blocks(markdown: str) -> None:
    """Whatever was written, no failure, and no run without words."""
    runs = [run for block in blocks(markdown) if isinstance(block, Paragraph) for run in block.content]

    assert all(run.text for run in runs if isinstance(run, Run))
