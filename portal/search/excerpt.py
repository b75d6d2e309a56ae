"""The passage of a text that answers a query best, as pieces without markup."""

import re
from bisect import bisect_left
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from portal.search.marks import MarkedSpan
from portal.search.result import Piece

LENGTH = 220
"""About two lines of a result list, in characters."""

ENOUGH_SPANS = 3
"""More marked stretches than these say no more."""

_MOST_SPANS = 100
_SENTENCE_END = re.compile(r"[.!?…:;]\s+|\n\s*")
_SPACES = re.compile(r"\s+")
_SOMETHING = re.compile(r"\S")
_UP_TO_LAST_SPACE = re.compile(r".*\s", re.DOTALL)
_ELLIPSIS = "…"


class Passage(NamedTuple):
    """A text with what is marked in it, and of that, what its best stretch of about 220 characters shows.

    `worth` is what passages are compared by: how many different words of the query are shown, then how many in all.
    """

    text: str
    spans: Sequence[MarkedSpan]
    shown: Sequence[MarkedSpan]
    worth: tuple[int, int]

    @property
    def groups(self) -> int:
        """How many different words of the query it shows."""
        return self.worth[0]

    def pieces(self) -> tuple[Piece, ...]:
        """The best stretch in pieces, with an ellipsis where the text goes on; without spans it is the opening.

        It begins with a sentence where one begins near enough, else between words, and never cuts a marked stretch.
        """
        start, end = self._bounds()
        before = [Piece(f"{_ELLIPSIS} ")] if _SOMETHING.search(self.text, 0, start) else []
        after = [Piece(f" {_ELLIPSIS}")] if _SOMETHING.search(self.text, end) else []
        return (*before, *_pieces(self.text, start, end, self.spans), *after)

    def _bounds(self) -> tuple[int, int]:
        if not self.shown:
            return 0, _end(self.text, 0, 0)
        first = self.shown[0].start
        last = max(span.end for span in _needed(self.shown, self.worth[1]))
        start = _start(self.text, first, max(0, LENGTH - (last - first)))
        return start, _end(self.text, start, last)


def best_passage(text: str, spans: Sequence[MarkedSpan]) -> Passage:
    """The passage of a text that shows most of the query, the earliest of equal ones."""
    return Passage(text, spans, *_best_shown(spans[:_MOST_SPANS])) if spans else Passage(text, (), (), (0, 0))


def marked_pieces(text: str, spans: Sequence[MarkedSpan]) -> tuple[Piece, ...]:
    """The whole text in pieces; where marked stretches overlap, the first and longest is kept."""
    return tuple(_pieces(text, 0, len(text), spans))


def _best_shown(spans: Sequence[MarkedSpan]) -> tuple[Sequence[MarkedSpan], tuple[int, int]]:
    """The spans of the window that is worth most, the earliest of equal ones, and what they are worth.

    A window begins with a span, which is there even if it is longer than the window.
    """
    starts = [span.start for span in spans]
    all_there_is = _worth(spans)
    best, most = spans[:1], (0, 0)
    for number, first in enumerate(spans):
        end = first.start + LENGTH
        last = bisect_left(starts, end, number + 1)
        if last - number <= min(most):
            continue  # so few spans cannot be worth more
        shown = [first, *[span for span in spans[number + 1 : last] if span.end <= end]]
        worth = _worth(shown)
        if worth > most:
            best, most = shown, worth
        if most == all_there_is:
            break
    return best, most


def _worth(spans: Sequence[MarkedSpan]) -> tuple[int, int]:
    """How many different groups the spans show, and how many spans there are, up to a few.

    More repetitions of a word say no more, and would draw the window away from the beginning of the text.
    """
    return len({span.group for span in spans}), min(len(spans), ENOUGH_SPANS)


def _needed(shown: Sequence[MarkedSpan], count: int) -> Sequence[MarkedSpan]:
    """The first of the shown spans, up to the one that completes the groups and the count."""
    missing = {span.group for span in shown}
    for number, span in enumerate(shown, start=1):
        missing.discard(span.group)
        if not missing and number >= count:
            return shown[:number]
    return shown


def _start(text: str, first: int, room: int) -> int:
    """Where to begin so that the first span comes early but with some words before it."""
    earliest = max(0, first - room)
    if earliest == 0 and first <= LENGTH // 2:
        return 0
    sentence = next(_SENTENCE_END.finditer(text, max(earliest, first - LENGTH // 2), first), None)
    if sentence is not None:
        return sentence.end()
    between = _SPACES.search(text, max(earliest, first - room // 2), first)
    return between.end() if between else first


def _end(text: str, start: int, last: int) -> int:
    """Where to end: between words, not before the last span, at the length if possible."""
    limit = max(start + LENGTH, last)
    if limit >= len(text):
        return len(text.rstrip())
    if text[limit].isspace():
        return limit
    spaces = _UP_TO_LAST_SPACE.match(text, max(last, start + LENGTH // 2), limit)
    return start + len(text[start : spaces.end()].rstrip()) if spaces else limit


def _pieces(text: str, start: int, end: int, spans: Sequence[MarkedSpan]) -> Iterator[Piece]:
    """The stretch in pieces, with every run of white space as one space."""
    tidy: Callable[[str], str] = str if _is_one_line(text[start:end]) else _in_one_line
    reached = start
    for span in spans:
        if span.start >= end:
            break
        if span.start < reached or span.end > end:
            continue
        if span.start > reached:
            yield Piece(tidy(text[reached : span.start]))
        yield Piece(tidy(text[span.start : span.end]), span.mark)
        reached = span.end
    if reached < end:
        yield Piece(tidy(text[reached:end]))


def _in_one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return text if _is_one_line(text) else _SPACES.sub(" ", text)


def _is_one_line(text: str) -> bool:
    """Whether all white space is single spaces, as in most texts; told many times faster than it is replaced."""
    return text.isprintable() and "  " not in text
