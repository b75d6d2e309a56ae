"""What in a passage keeps some readers out: found while it is written, told and never forced.

The rules are those of WCAG 2.2 that a writer decides on: 1.3.1 (headings, tables), 2.4.4 and 2.4.9 (links), 1.1.1
(pictures), and of plain language: capitals are read letter by letter by some screen readers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

LONGEST_QUOTE = 60
SHOUTED_WORDS = 3
EMPTY_LINK_WORDS = frozenset(
    {
        "tästä", "täältä", "tässä", "täällä", "linkki", "klikkaa tästä", "lue lisää", "lisää",
        "här", "klicka här", "länk", "läs mer", "mer",
        "here", "click here", "this", "link", "read more", "more",
    }
)  # fmt: skip
# What stands between brackets is taken whole (``+``): giving it back sign by sign could not make anything match.
LINK = re.compile(r"(?<!!)\[(?!\^)([^\]\n]{0,300}+)\]\(([^()\s]{0,300}+)(?:[ \t][^)\n]{0,200}+)?\)")
PICTURE = re.compile(r"!\[([^\]\n]{0,300}+)\]\(")
BARE_ADDRESS = re.compile(r"(?<![(<\w])https?://[^\s)>\]]{4,300}")
HEADING = re.compile(r"^(#{1,6})[ \t]+(.*)$")
SHOUTED = re.compile(rf"(?:\b[A-ZÅÄÖ]{{4,40}}\b[ ,]*){{{SHOUTED_WORDS},}}")
TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
FENCE = re.compile(r"^\s*(?:```|~~~)")


class HintKind(StrEnum):
    """What a hint is about."""

    HEADING_ORDER = "heading-order"
    HEADING_EMPTY = "heading-empty"
    LINK_WORDS = "link-words"
    LINK_EMPTY = "link-empty"
    BARE_ADDRESS = "bare-address"
    PICTURE = "picture"
    CAPITALS = "capitals"
    TABLE_HEAD = "table-head"


@dataclass(frozen=True, slots=True)
class Hint:
    """A place that could be read better: its kind, its line (from 1) and the words it is about."""

    kind: HintKind
    line: int
    quote: str = ""


def hints_in(markdown: str) -> tuple[Hint, ...]:
    """Return the hints on a passage, line by line; text between fences is a quotation and left alone."""
    lines = _outside_fences(markdown)
    return (*_in_order(lines), *_tables(lines))


def _in_order(lines: list[tuple[int, str]]) -> Iterator[Hint]:
    level = 2  # of the section's own heading
    for number, line in lines:
        heading = HEADING.match(line)
        if heading:
            yield from _heading(number, level, heading)
            level = max(2, len(heading[1]))
        yield from _links(number, line)
        shouted = SHOUTED.search(line)
        if shouted:
            yield Hint(HintKind.CAPITALS, number, _quote(shouted[0]))


def _heading(number: int, above: int, heading: re.Match[str]) -> Iterator[Hint]:
    words = heading[2].strip("# \t")
    if not words:
        yield Hint(HintKind.HEADING_EMPTY, number)
    elif not 2 < len(heading[1]) <= above + 1:
        yield Hint(HintKind.HEADING_ORDER, number, _quote(words))


def _links(number: int, line: str) -> Iterator[Hint]:
    for link in LINK.finditer(line):
        words = link[1].strip(" .!»").casefold()
        if not words:
            yield Hint(HintKind.LINK_EMPTY, number, _quote(link[2]))
        elif words in EMPTY_LINK_WORDS:
            yield Hint(HintKind.LINK_WORDS, number, _quote(link[1]))
        elif words.startswith(("http://", "https://", "www.")):
            yield Hint(HintKind.BARE_ADDRESS, number, _quote(link[1]))
    for picture in PICTURE.finditer(line):
        yield Hint(HintKind.PICTURE, number, _quote(picture[1]))
    for address in BARE_ADDRESS.finditer(LINK.sub("", line)):
        yield Hint(HintKind.BARE_ADDRESS, number, _quote(address[0]))


def _tables(lines: list[tuple[int, str]]) -> Iterator[Hint]:
    """Yield the rows that look like a table but have no line of dashes below a head, or an empty head."""
    row = [line.strip().startswith("|") and line.count("|") > 1 for _, line in lines]
    for place, (number, line) in enumerate(lines):
        if not row[place] or (place and row[place - 1] and lines[place - 1][0] == number - 1):
            continue
        below = lines[place + 1][1] if place + 1 < len(lines) else ""
        if not TABLE_RULE.match(below) or not line.strip("| \t"):
            yield Hint(HintKind.TABLE_HEAD, number, _quote(line))


def _outside_fences(markdown: str) -> list[tuple[int, str]]:
    fenced, found = False, []
    for number, line in enumerate(markdown.split("\n"), start=1):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            found.append((number, line))
    return found


def _quote(text: str) -> str:
    words = text.strip()
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}…"
