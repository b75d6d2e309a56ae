"""How much a check of links may do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one run may do; what is left over is for the next run."""

    addresses: int = 2000
    seconds: float = 3600.0
    seconds_per_address: float = 15.0
