"""The passage of a text that answers a query best, as pieces without markup."""

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from itertools import takewhile

from portal.search.marks import MarkedSpan
from portal.search.result import Piece

LENGTH = 220
"""About two lines of a result list, in characters."""

ENOUGH_SPANS = 3
"""More marked stretches than these say no more."""

_MOST_SPANS = 100
_SENTENCE_END = re.compile(r"[.!?…:;]\s+|\n\s*")
_SPACES = re.compile(r"\s+")
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text with its worth: how many different words of the query it shows, then how many in all."""

    start: int
    end: int
    groups: int
    spans: int

    @property
    def worth(self) -> tuple[int, int]:
        """What windows are compared by."""
        return self.groups, self.spans


def marked_pieces(text: str, spans: Sequence[MarkedSpan]) -> tuple[Piece, ...]:
    """The whole text in pieces; where marked stretches overlap, the first and longest is kept."""
    return tuple(_pieces(text, 0, len(text), spans))


def excerpt_pieces(text: str, spans: Sequence[MarkedSpan], window: Window) -> tuple[Piece, ...]:
    """The window in pieces, with an ellipsis where the text goes on."""
    pieces = list(_pieces(text, window.start, window.end, spans))
    before = [Piece(f"{_ELLIPSIS} ")] if text[: window.start].strip() else []
    after = [Piece(f" {_ELLIPSIS}")] if text[window.end :].strip() else []
    return tuple(before + pieces + after)


def opening(text: str) -> Window:
    """The beginning of a text, cut between words."""
    return Window(0, _end(text, 0, 0), 0, 0)


def best_window(text: str, spans: Sequence[MarkedSpan]) -> Window:
    """The stretch of about 220 characters that shows most of the query, the earliest of equal ones.

    It begins with a sentence where one begins near enough, else between words, and never cuts a marked stretch.
    Without spans it is the opening.
    """
    spans = spans[:_MOST_SPANS]
    if not spans:
        return opening(text)
    shown = _best_shown(spans)
    first = shown[0].start
    last = max(span.end for span in _needed(shown))
    start = _start(text, first, max(0, LENGTH - (last - first)))
    groups, count = _worth(shown)
    return Window(start, _end(text, start, last), groups, count)


def _best_shown(spans: Sequence[MarkedSpan]) -> list[MarkedSpan]:
    """The spans of the window that is worth most, the earliest of equal ones."""
    best: list[MarkedSpan] = []
    most = (len({span.group for span in spans}), min(len(spans), ENOUGH_SPANS))
    for number in range(len(spans)):
        shown = _shown_from(number, spans)
        if not best or _worth(shown) > _worth(best):
            best = shown
        if _worth(best) == most:
            break
    return best


def _shown_from(number: int, spans: Sequence[MarkedSpan]) -> list[MarkedSpan]:
    """The spans in a window that begins with this one; the first is there even if it is longer than the window."""
    first = spans[number]
    near = takewhile(lambda span: span.start < first.start + LENGTH, islice(spans, number + 1, None))
    return [first] + [span for span in near if span.end <= first.start + LENGTH]


def _worth(spans: Sequence[MarkedSpan]) -> tuple[int, int]:
    """How many different groups the spans show, and how many spans there are, up to a few.

    More repetitions of a word say no more, and would draw the window away from the beginning of the text.
    """
    return len({span.group for span in spans}), min(len(spans), ENOUGH_SPANS)


def _needed(shown: Sequence[MarkedSpan]) -> Sequence[MarkedSpan]:
    """The first of the shown spans, up to the one that completes the groups and the count."""
    worth = _worth(shown)
    return next(shown[:count] for count in range(1, len(shown) + 1) if _worth(shown[:count]) == worth)


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
    spaces = list(_SPACES.finditer(text, max(last, start + LENGTH // 2), limit))
    return spaces[-1].start() if spaces else limit


def _pieces(text: str, start: int, end: int, spans: Sequence[MarkedSpan]) -> Iterator[Piece]:
    """The stretch in pieces, with every run of white space as one space."""
    reached = start
    for span in spans:
        if span.start < reached or span.end > end:
            continue
        if span.start > reached:
            yield Piece(_SPACES.sub(" ", text[reached : span.start]))
        yield Piece(_SPACES.sub(" ", text[span.start : span.end]), span.mark)
        reached = span.end
    if reached < end:
        yield Piece(_SPACES.sub(" ", text[reached:end]))
