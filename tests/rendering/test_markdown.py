"""Markdown becomes HTML that cannot do anything, and plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.reference import Ref
from portal.rendering.markdown import MarkdownRenderer

RENDERER = MarkdownRenderer()


def render(markdown: str) -> str:
    """Return the HTML with sources and entries leading to their addresses."""
    return RENDERER.html(markdown, lambda source: (f"#source-{source}", source[1:]), lambda ref: f"/fi/{ref}")


def test_citations_lead_to_the_list_of_sources() -> None:
    """A citation is a small number with a link."""
    html = render("Kuopio aloitti.[^S4]")

    assert '<sup class="cite"><a href="#source-S4" rel="noopener noreferrer">4</a></sup>' in html


def test_a_source_that_is_not_listed_leaves_no_trace() -> None:
    """The callable decides; None leaves the citation out."""
    html = RENDERER.html("Kuopio.[^S4]", lambda _: None, lambda _: None)

    assert "<p>Kuopio.</p>\n" == html


def test_links_to_entries_are_resolved_and_others_lose_their_address() -> None:
    """Entries get their address, web addresses stay, anything else is only words."""
    html = render("[a](cases/kuopio) [b](https://a.fi/) [c](/fi/secret) [d](cases/Bad)")

    assert 'href="/fi/cases/kuopio"' in html
    assert 'href="https://a.fi/"' in html
    assert 2 == html.count("href=")


def test_blanks_are_marked_with_their_label() -> None:
    """A blank shows what goes there; the label cannot bring markup along."""
    html = RENDERER.wording("Vähintään {{share}} %", lambda code: f"<{code}>")

    assert '<p>Vähintään <span class="blank">&lt;share&gt;</span> %</p>\n' == html


def test_plain_words_have_no_markup() -> None:
    """The index gets the words, one line per block."""
    words = RENDERER.plain("Hei **maailma**[^S4].\n\n- yksi\n- [kaksi](cases/x)\n\n| a | b |\n|---|---|\n| {{x}} | d |")

    assert "Hei maailma.\nyksi\nkaksi\na\nb\n…\nd" == words


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "![x](https://a.fi/x.png)",
        "<svg onload=alert(1)>",
        "[x](data:text/html,<script>)",
        "<vbscript:x>",
    ],
)
def test_live_markup_is_dead(markdown: str) -> None:
    """No tag, handler, image or scheme that acts gets through."""
    html = render(markdown)

    assert not any(found in html for found in ("<script", "<img", "<svg", 'href="javascript', 'href="data', 'href="vb'))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400))
def test_any_text_can_be_rendered(markdown: str) -> None:
    """Whatever a file holds, rendering ends, and never opens a script."""
    html = render(markdown) + RENDERER.wording(markdown, str)

    assert "<script" not in html
    assert isinstance(RENDERER.plain(markdown), str)


@pytest.mark.parametrize("bomb", ["[" * 5000, "*" * 5000, "> " * 2000, "|a" * 2000 + "\n" + "|-" * 2000, "`" * 5000])
@pytest.mark.timeout(10)
def test_nested_markup_ends(bomb: str) -> None:
    """Deep nesting costs little."""
    assert isinstance(render(bomb), str)


def test_references_are_handed_over_as_references() -> None:
    """The link callable gets the entry's name."""
    seen: list[Ref] = []
    RENDERER.html("[a](laws/se-lou-2016-1145)", lambda _: None, seen.append)

    assert ["laws/se-lou-2016-1145"] == [str(ref) for ref in seen]
