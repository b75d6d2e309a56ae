"""Two changed copies of a list brought together: what only one side touched is taken, the rest is told."""

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic
from typing import TypeVar

T = TypeVar("T")
Hunk = tuple[int, int, int, int]
"""From and to in the base, from and to in the changed copy."""

MOST = 4000
"""Lists longer than this are not compared piece by piece."""


@dataclass(frozen=True, slots=True)
class Stretch(Generic[T]):
    """A stretch of the merged list; where both sides changed it, `settled` is false and both are there."""

    base: tuple[T, ...]
    mine: tuple[T, ...]
    theirs: tuple[T, ...]
    settled: bool


def merge_lists(base: Sequence[T], mine: Sequence[T], theirs: Sequence[T]) -> list[Stretch[T]]:
    """Return the merged list in stretches; of a settled one, `mine` and `theirs` are the same and are the outcome.

    Changes side by side do not meet; two insertions at one place do, unless they are the same.
    """
    if max(len(base), len(mine), len(theirs)) > MOST:
        return [_stretch(tuple(base), tuple(mine), tuple(theirs))]
    ours = [(hunk, True) for hunk in _hunks(base, mine)]
    others = [(hunk, False) for hunk in _hunks(base, theirs)]
    merged: list[Stretch[T]] = []
    at = mine_at = theirs_at = 0
    for start, end, hunks in _groups(sorted([*ours, *others], key=lambda each: each[0][:2])):
        merged += _same(base[at:start])
        mine_at, theirs_at = mine_at + start - at, theirs_at + start - at
        grown = [
            sum(hunk[3] - hunk[2] - hunk[1] + hunk[0] for hunk, own in hunks if own is side) for side in (True, False)
        ]
        ends = mine_at + end - start + grown[0], theirs_at + end - start + grown[1]
        merged.append(
            _stretch(tuple(base[start:end]), tuple(mine[mine_at : ends[0]]), tuple(theirs[theirs_at : ends[1]]))
        )
        at, mine_at, theirs_at = end, *ends
    return [*merged, *_same(base[at:])]


def _hunks(base: Sequence[T], changed: Sequence[T]) -> list[Hunk]:
    matcher: SequenceMatcher[T] = SequenceMatcher(None, base, changed)
    return [hunk for tag, *hunk in matcher.get_opcodes() if tag != "equal"]  # type: ignore[misc]  # four numbers each


def _groups(hunks: list[tuple[Hunk, bool]]) -> Iterator[tuple[int, int, list[tuple[Hunk, bool]]]]:
    """Yield the hunks that meet, with the stretch of the base they cover together."""
    group: list[tuple[Hunk, bool]] = []
    start = end = 0
    for hunk, own in hunks:
        meets = group and (hunk[0] < end or hunk[0] == hunk[1] == start == end)
        if group and not meets:
            yield start, end, group
        if not meets:
            group, start, end = [], hunk[0], hunk[1]
        group.append((hunk, own))
        end = max(end, hunk[1])
    if group:
        yield start, end, group


def _same(items: Sequence[T]) -> list[Stretch[T]]:
    return [Stretch(tuple(items), tuple(items), tuple(items), settled=True)] if items else []


def _stretch(base: tuple[T, ...], mine: tuple[T, ...], theirs: tuple[T, ...]) -> Stretch[T]:
    if theirs in (mine, base):
        return Stretch(base, mine, mine, settled=True)
    if mine == base:
        return Stretch(base, theirs, theirs, settled=True)
    return Stretch(base, mine, theirs, settled=False)
