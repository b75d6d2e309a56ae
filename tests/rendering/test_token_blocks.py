"""The blocks of a wording, one by one and as plain lines."""

from portal.rendering.markdown import MarkdownRenderer

RENDERER = MarkdownRenderer()
WORDING = (
    "Alku {{months}}.\n\n3.\n   Eka <b>x</b>.\n\n4. Toka\n   - ala\n   - ala2\n\n   jatko[^S1]\n\n- [p](javascript:x)"
)


def label(code: str) -> str:
    """Return a label that would be markup if it were let through."""
    return f"<{code}>"


def test_each_point_is_a_block_that_keeps_its_number() -> None:
    """A paragraph, two points of a numbered list, a point of another list, each with its kind."""
    kinds = [kind for kind, _ in RENDERER.wording_blocks(WORDING, label)]
    html = [block for _, block in RENDERER.wording_blocks(WORDING, label)]

    assert ["paragraph_open", "ordered_list_open", "ordered_list_open", "bullet_list_open"] == kinds
    assert '<p>Alku <span class="blank">&lt;months&gt;</span>.</p>\n' == html[0]
    assert ["3", "4"] == [block.split('start="')[1].split('"')[0] for block in html[1:3]]
    assert "<ul>\n<li>ala</li>\n<li>ala2</li>\n</ul>" in html[2]


def test_a_list_counts_on_even_where_its_writer_did_not() -> None:
    """CommonMark counts from the first number, whatever the others are."""
    html = [block for _, block in RENDERER.wording_blocks("1. a\n1. b\n1. c", label)]

    assert ["1", "2", "3"] == [block.split('start="')[1].split('"')[0] for block in html]


def test_blocks_pass_the_same_fences() -> None:
    """What is no safe HTML in a passage is none in its blocks."""
    html = "".join(block for _, block in RENDERER.wording_blocks(WORDING, label))

    assert [] == [hole for hole in ("<b>", "javascript:", "<months>") if f'"{hole}' in html or hole == html]
    assert "<b>" not in html


def test_a_plain_wording_keeps_its_numbers() -> None:
    """Numbers, dashes and depth are there; citations are not."""
    text = RENDERER.numbered(WORDING, lambda code: f"[{code}]")

    expected = [
        "Alku [months].",
        "3. Eka <b>x</b>.",
        "4. Toka",
        "   – ala",
        "   – ala2",
        "   jatko",
        "– [p](javascript:x)",
    ]
    assert expected == text.split("\n")
