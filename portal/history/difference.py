"""What changed between two texts, word by word."""

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORD = re.compile(r"\s+|\w+|[^\w\s]")
MOST_PAIRS = 50_000
"""How often a piece of one text may meet its like in the other; beyond it the whole stretch is one change.

What comparing costs grows with this number, and a text that repeats itself would take minutes.
"""


class Change(StrEnum):
    """What became of a stretch of text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that share one fate."""

    change: Change
    text: str


def difference(old: str, new: str) -> tuple[Stretch, ...]:
    """Return the new text with what was taken out and put in, in reading order.

    Lines that are the same in both are set aside first, so that long texts are compared where they differ.
    """
    stretches: list[Stretch] = []
    for same, before, after in _aligned(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        words = not same and before and after
        stretches.extend(_words(before, after) if words else _whole(before, after))
    return tuple(_joined(stretches))


def _words(old: str, new: str) -> Iterator[Stretch]:
    for _same, before, after in _aligned(WORD.findall(old), WORD.findall(new)):
        yield from _whole(before, after)


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    """Yield stretches of both texts: whether they are the same, the old one, the new one."""
    often = Counter(new)
    if sum(often[piece] for piece in old if not piece.isspace()) > MOST_PAIRS:
        yield False, "".join(old), "".join(new)
        return
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    for tag, a1, a2, b1, b2 in _without_lone_spaces(matcher.get_opcodes(), old):
        yield tag == "equal", "".join(old[a1:a2]), "".join(new[b1:b2])


Opcode = tuple[str, int, int, int, int]


def _without_lone_spaces(opcodes: Sequence[Opcode], pieces: Sequence[str]) -> list[Opcode]:
    """Return the opcodes with a space that alone survived between two changes made part of one change."""
    kept: list[Opcode] = []
    for place, (tag, a1, a2, b1, b2) in enumerate(opcodes):
        alone = tag == "equal" and a2 - a1 == 1 and pieces[a1].isspace() and 0 < place < len(opcodes) - 1
        if kept and (alone or (kept[-1][0] == "change" and tag != "equal")):
            _, start_a, _, start_b, _ = kept.pop()
            kept.append(("change", start_a, a2, start_b, b2))
        else:
            kept.append(("equal" if tag == "equal" else "change", a1, a2, b1, b2))
    return kept


def _whole(old: str, new: str) -> Iterator[Stretch]:
    if old == new:
        yield Stretch(Change.KEPT, old)
        return
    if old:
        yield Stretch(Change.REMOVED, old)
    if new:
        yield Stretch(Change.ADDED, new)


def _joined(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield the stretches, neighbours of one fate as one."""
    pending: Stretch | None = None
    for stretch in stretches:
        if pending and pending.change is stretch.change:
            pending = Stretch(pending.change, pending.text + stretch.text)
            continue
        if pending:
            yield pending
        pending = stretch
    if pending and pending.text:
        yield pending
