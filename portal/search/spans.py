"""How occurrences of a term are written into the index: position and characters, three numbers each."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from typing import NamedTuple

import numpy as np
from whoosh.formats import Format

from portal.search.arrays import Numbers

WIDTH = 3
BYTES = 4 * WIDTH


class Occurrence(NamedTuple):
    """One term at one word position, with the characters it covers."""

    key: str
    position: int
    start: int
    end: int


class Spans(Format):
    """A posting format made of plain numbers.

    The library's own `Characters` format wraps every occurrence into a pickle, which costs most of the time of a
    search; numbers side by side are read for all documents at once by numpy.
    Values to index are tuples of `Occurrence`, so that the library never analyses a text itself.
    """

    def word_values(self, value: Any, analyzer: Any, **kwargs: Any) -> Iterator[Any]:  # noqa: ARG002
        """For each term of a tuple of `Occurrence`: key, count, count as a weight, and where."""
        where: defaultdict[str, list[int]] = defaultdict(list)
        for key, position, start, end in value:
            where[key] += (position, start, end)
        for key, numbers in where.items():
            count = len(numbers) // WIDTH
            yield key, count, float(count), np.array(numbers, dtype="<i4").tobytes()

    def decode_frequency(self, valuestring: bytes) -> int:
        """How often the term occurs in the document."""
        return len(valuestring) // BYTES

    def decode_weight(self, valuestring: bytes) -> float:
        """The same, as the library wants it for scoring."""
        return float(len(valuestring) // BYTES)

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """The word positions of the term in the document."""
        return [int(position) for position in decode_spans(valuestring)[:, 0]]

    def decode_characters(self, valuestring: bytes) -> list[tuple[int, int, int]]:
        """Position, first and last character of each occurrence."""
        return [(int(row[0]), int(row[1]), int(row[2])) for row in decode_spans(valuestring)]


def decode_spans(value: bytes) -> Numbers:
    """The occurrences as rows of position, start, end."""
    return np.frombuffer(value, dtype="<i4").reshape(-1, WIDTH)
