"""How much of a long proof is done: a small round in `make test`, all of it in `make stress`."""

import os
from collections.abc import Sequence
from typing import TypeVar

WHOLE = bool(os.environ.get("STRESS_SWEEPS"))

Each = TypeVar("Each")


def round_of(everything: Sequence[Each], one_in: int, first: int = 0) -> Sequence[Each]:
    """Return one in so many from the first of them on; all where `STRESS_SWEEPS` is set, as `make stress` does.

    Proofs beside each other begin with another one, so that they see all languages among them.
    """
    return everything if WHOLE else everything[first::one_in]
