"""Hints for writers: what keeps some readers out is named, what is sound is left in peace."""

from time import thread_time

import pytest

from portal.publishing.writing_hints import HintKind
from portal.publishing.writing_hints import hints_in


@pytest.mark.parametrize(
    ("markdown", "kinds"),
    [
        ("Plain words with [the act on procurement](https://finlex.fi/1) and a claim [^S4].", []),
        ("### A heading\n\nText\n\n#### Below it", []),
        ("##### Too deep", [HintKind.HEADING_ORDER]),
        ("# Too high", [HintKind.HEADING_ORDER]),
        ("###  ", [HintKind.HEADING_EMPTY]),
        ("Lue lisää [tästä](https://a.example/).", [HintKind.LINK_WORDS]),
        ("Läs mer [här](https://a.example/).", [HintKind.LINK_WORDS]),
        ("[Click here](https://a.example/)", [HintKind.LINK_WORDS]),
        ("[](https://a.example/)", [HintKind.LINK_EMPTY]),
        ("See https://a.example/very/long", [HintKind.BARE_ADDRESS]),
        ("![](x.png)", [HintKind.PICTURE]),
        ("TÄMÄ ON TODELLA TÄRKEÄÄ LUKEA HETI", [HintKind.CAPITALS]),
        ("The EU and the ESF+ and HNK of BT-775", []),
        ("| a | b |\n|---|---|\n| 1 | 2 |", []),
        ("| a | b |\n| 1 | 2 |", [HintKind.TABLE_HEAD]),
        ("|  |  |\n|---|---|\n| 1 | 2 |", [HintKind.TABLE_HEAD]),
        ("```\n# not a heading\n[here](x)\n```", []),
    ],
)
def test_a_hint_names_what_keeps_readers_out(markdown: str, kinds: list[HintKind]) -> None:
    """One hint for each place, none for sound text."""
    assert kinds == [hint.kind for hint in hints_in(markdown)]


def test_a_hint_tells_line_and_words() -> None:
    """So that the place can be found."""
    (hint,) = hints_in("First\n\nand [here](https://a.example/)")

    assert (3, "here") == (hint.line, hint.quote)


@pytest.mark.parametrize("part", ["[", "](", "![", "|", "AAAA ", "# ", "http://", "[a](", "-|"])
def test_hostile_text_costs_no_more_than_its_length(part: str) -> None:
    """Four times the signs that were made to be slow take about four times as long; square growth would be sixteen."""

    def least_seconds(signs: int) -> float:
        seconds = []
        for _ in range(3):
            started = thread_time()
            hints_in(part * (signs // len(part)))
            seconds.append(thread_time() - started)
        return min(seconds)

    assert least_seconds(100_000) < 9 * least_seconds(25_000)
