"""How much of a long proof is done: a small round in `make test`, all of it in `make stress`."""

import os
from collections.abc import Sequence
from typing import TypeVar

WHOLE = bool(os.environ.get("STRESS_SWEEPS"))

Each = TypeVar("Each")


def round_of(everything: Sequence[Each], one_in: int) -> Sequence[Each]:
    """Return one in so many, the first among them; all of them where `STRESS_SWEEPS` is set, as `make stress` does."""
    return everything if WHOLE else everything[::one_in]
