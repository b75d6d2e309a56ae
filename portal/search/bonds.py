"""Which entries name each other: a clause its case, a case its buyer, a guide its laws."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from portal.search.arrays import Numbers
from portal.search.arrays import Scores


@dataclass(frozen=True)
class Bonds:
    """Every bond twice, once for each of its ends.

    `weights` are smaller the more bonds its ends have: a municipality of thirty entries says little of each of them.
    """

    ends: Numbers
    others: Numbers
    weights: Scores
    size: int

    def around(self, scores: Scores) -> Scores:
        """For each document how well those are scored that it has a bond with."""
        carried = scores[self.others] * self.weights
        return np.bincount(self.ends, weights=carried, minlength=self.size).astype(np.float32)


def build_bonds(refs: Iterable[str], links: Iterable[Iterable[str]]) -> Bonds:
    """The bonds of documents from their refs and the refs that each of them names.

    A deleted document has an empty ref; what names an entry that is not there, or itself, makes no bond.
    The weight is one divided by the root of the product of both numbers of bonds, as in spectral graph theory
    (F. Chung, Spectral Graph Theory, 1997, section 1.2).
    """
    names = list(refs)
    numbers = {ref: number for number, ref in enumerate(names) if ref}
    pairs = {  # of the lower and the higher number, so that two entries naming each other make one bond
        (min(one, numbers[ref]), max(one, numbers[ref]))
        for one, (name, named) in enumerate(zip(names, links, strict=True))
        if name
        for ref in named
        if ref in numbers and numbers[ref] != one
    }
    table = np.array(sorted(pairs), dtype=np.int32).reshape(-1, 2)
    ends = np.concatenate((table[:, 0], table[:, 1]))
    others = np.concatenate((table[:, 1], table[:, 0]))
    many = np.bincount(ends, minlength=len(names))
    return Bonds(ends, others, (1 / np.sqrt(many[ends] * many[others])).astype(np.float32), len(names))
