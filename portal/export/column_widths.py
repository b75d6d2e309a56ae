"""How wide the columns of a table are."""

from collections.abc import Iterable
from math import sqrt

from portal.domain.document import Cell
from portal.domain.document import Run
from portal.domain.document import Table

NARROWEST = 0.35
"""The least share of a column, as a part of an even one."""


def column_widths(table: Table, whole: int) -> list[int]:
    """Return a width for each column, together the whole; a column with much to say is wider.

    The share grows with the square root of the longest cell, and with the longest word, which cannot be broken.
    Web addresses break anywhere and are seldom read, so that they count half and leave room for words.
    """
    columns = list(zip(table.header, *table.rows, strict=True))
    wishes = [max(_wish(column), 1.0) for column in columns]
    floor = NARROWEST * sum(wishes) / len(wishes)
    shares = [max(wish, floor) for wish in wishes]
    widths = [int(whole * share / sum(shares)) for share in shares]
    widths[-1] += whole - sum(widths)
    return widths


def _wish(cells: Iterable[Cell]) -> float:
    runs = [[run for run in cell.content if isinstance(run, Run)] for cell in cells]
    written = ["".join(run.text for run in each if not run.address) for each in runs]
    addresses = ["".join(run.text for run in each if run.address) for each in runs]
    longest = max((len(text) + len(link) / 2 for text, link in zip(written, addresses, strict=True)), default=0)
    word = max((len(word) for text in written for word in text.split()), default=0)
    return max(3.2 * sqrt(longest), 1.35 * min(word, 30))
