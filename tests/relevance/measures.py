"""How well a ranked list answers a question."""

import math
from collections.abc import Mapping
from collections.abc import Sequence

DEPTH = 10


def success(ranked: Sequence[str], relevant: Mapping[str, int], at: int) -> bool:
    """Return whether one of the first answers is relevant."""
    return any(ref in relevant for ref in ranked[:at])


def ndcg(ranked: Sequence[str], relevant: Mapping[str, int]) -> float:
    """Return the normalised discounted cumulative gain of the first ten, gains being 2^grade - 1.

    Discounting and normalising: Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002.
    A gain that grows exponentially with the grade: Burges et al., Learning to rank using gradient descent, 2005.
    """
    ideal = _gain(sorted(relevant.values(), reverse=True)[:DEPTH])
    return _gain([relevant.get(ref, 0) for ref in ranked[:DEPTH]]) / ideal if ideal else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))
