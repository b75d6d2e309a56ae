"""How times are taken and shown."""

import time
from collections.abc import Callable
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def milliseconds(act: Callable[[], T]) -> tuple[float, T]:
    """Return how long the act took in milliseconds, and what it returned."""
    start = time.perf_counter()
    result = act()
    return (time.perf_counter() - start) * 1000, result


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which that share of the values lies (nearest rank)."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def proportional_megabytes(process: int) -> float:
    """Return the memory a process holds, pages shared with others counted in part (PSS)."""
    for row in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if row.startswith("Pss:"):
            return int(row.split()[1]) / 1024
    raise LookupError(f"no memory figure for process {process}")


def resident_megabytes(process: int | str = "self") -> float:
    """Return the memory a process holds, shared pages counted in full (RSS)."""
    for row in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if row.startswith("VmRSS:"):
            return int(row.split()[1]) / 1024
    raise LookupError(f"no memory figure for process {process}")


def children(process: int) -> list[int]:
    """Return the ids of the processes that this one started."""
    return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()]
