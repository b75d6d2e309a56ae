"""The blocks of a passage one by one: paragraphs, points of lists, as two languages are laid side by side."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace

from markdown_it.token import Token

LISTS = {"ordered_list_open": "ol", "bullet_list_open": "ul"}
BULLET = "–"
INDENT = "   "


def blocks(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each block; each point of a list is a list of its own that keeps its number."""
    for block in _outermost(tokens):
        if block[0].type in LISTS:
            for place, item in enumerate(_outermost(block[1:-1])):
                yield [_moved_on(block[0], place), *item, block[-1]]
        else:
            yield block


def kind(block: Sequence[Token]) -> str:
    """Return what a block is: two texts line up only where the kinds do."""
    return block[0].type


def lines(tokens: Sequence[Token], words: Callable[[Token], str]) -> Iterator[str]:
    """Yield one line per paragraph, points with their numbers or dashes and indented by their depth."""
    numbers: list[int | None] = []
    mark = ""
    for token in tokens:
        if token.type in LISTS:
            numbers.append(_first_number(token) if LISTS[token.type] == "ol" else None)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            numbers.pop()
        elif token.type == "list_item_open":
            number = numbers[-1]
            mark = f"{BULLET} " if number is None else f"{number}. "
            numbers[-1] = None if number is None else number + 1
        elif token.type == "inline":
            depth = len(numbers)
            yield f"{INDENT * max(depth - 1, 0)}{mark or (INDENT if depth else '')}{words(token).strip()}"
            mark = ""


def _outermost(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the runs of tokens that open and close at the level of the first one."""
    depth, run = 0, []
    for token in tokens:
        run.append(token)
        depth += token.nesting
        if depth == 0:
            yield run
            run = []


def _moved_on(opening: Token, places: int) -> Token:
    """Return the opening of a list as it is if the list began so many points later (CommonMark counts by one)."""
    if LISTS[opening.type] == "ul":
        return opening
    return replace(opening, attrs={**opening.attrs, "start": _first_number(opening) + places})


def _first_number(opening: Token) -> int:
    return int(opening.attrs.get("start", 1))
