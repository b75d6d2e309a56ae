"""How much the bench does; the environment says when it is to do less."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).parents[2]
LANGUAGES = 3
PREFIX = "BENCH_"


class Part(StrEnum):
    """A part of the bench and of the page it writes, in the order of the page."""

    QUALITY = "quality"
    SPEED = "speed"
    SERVED = "served"
    HOSTILE = "hostile"
    DOCUMENTS = "documents"
    PUBLISHING = "publishing"


@dataclass(frozen=True, slots=True)
class Plan:
    """Which parts are run, and at which sizes; a size is a number of documents, an entry in one language being one.

    `served` is the size for the search page, `hostile_entries` the number of entries for hostile questions.
    `published` are the numbers of entries among which one is published.
    """

    parts: tuple[Part, ...]
    sizes: tuple[int, ...]
    served: int
    hostile_entries: int
    published: tuple[int, ...]
    repeats: int
    steady_seconds: int
    content: Path

    @property
    def served_entries(self) -> int:
        """How many entries make that many documents, as nearly all exist in all languages."""
        return self.served // LANGUAGES


def plan_from_environment(environment: Mapping[str, str] = os.environ) -> Plan:
    """Return the plan that `BENCH_PARTS`, `BENCH_SIZES` and their sisters describe; without them, the whole bench."""
    given = {name.removeprefix(PREFIX).lower(): text for name, text in environment.items() if name.startswith(PREFIX)}
    return Plan(
        parts=tuple(Part(name) for name in given.get("parts", " ".join(Part)).split()),
        sizes=tuple(sorted(int(size) for size in given.get("sizes", "1000 10000 30000").split())),
        served=int(given.get("served", "10000")),
        hostile_entries=int(given.get("hostile", "10000")),
        published=tuple(sorted(int(size) for size in given.get("published", "400 10000").split())),
        repeats=int(given.get("repeats", "5")),
        steady_seconds=int(given.get("seconds", "20")),
        content=Path(given.get("content", ROOT / "content")).absolute(),
    )
