"""A reader sees what else was searched for, and can take it back."""

import re
from html import unescape

from tests.web.conftest import Visit

FINNISH = "ty%C3%B6llist%C3%A4misehto"


def addresses(page: str) -> list[str]:
    """Return where the links inside the line about other languages lead."""
    line = re.search(r'<div class="note bridge">(.*?)</div>', page)
    assert line is not None, "the page says nothing of other languages"
    return [unescape(address) for address in re.findall(r'href="([^"]+)"', line[1])]


def test_the_page_says_what_was_searched_too(read: Visit) -> None:
    """Word by word, in the language of the word."""
    page = read(f"/sv/search?q={FINNISH}")

    assert "Sökte också efter:" in page
    assert "<span>sysselsättningskrav</span>" in page
    assert '<span lang="en">employment condition</span>' in page


def test_a_word_can_be_taken_out(read: Visit) -> None:
    """Its link leads to the answers without it, where it is named as left out."""
    without = next(
        each for each in addresses(read(f"/fi/search?q={FINNISH}")) if "without=sysselsättningskrav" in _plain(each)
    )
    page = read(without)

    assert "Jätetty pois: sysselsättningskrav." in page
    assert '<span lang="sv">sysselsättningskrav</span>' not in page


def test_the_bridge_is_one_switch(read: Visit) -> None:
    """Off, nothing was added and the way back is offered."""
    off = addresses(read(f"/en/search?q={FINNISH}"))[-1]
    page = read(off)

    assert "bridge=0" in off
    assert "Also searched:" not in page
    assert "Search in the other languages too" in page
    assert "bridge=0" not in addresses(page)[-1]


def test_a_question_without_equivalents_says_nothing(read: Visit) -> None:
    """A name or a number is the same in every language."""
    assert 'class="note bridge"' not in read("/fi/search?q=1397/2016")


def _plain(address: str) -> str:
    return address.replace("%C3%A4", "ä")
