"""A library, its index, a process that asks all the time, and processes that wait to build.

`STRESS_KILLS`, `STRESS_PAIRS` and `STRESS_SEED` say how much is done and by which chance; `make stress` sets them.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.conftest import IndexFolder
from tests.stress.trial import Trial

SEED = os.environ.get("STRESS_SEED", "20261121")


@pytest.fixture(scope="module")
def trial(index_folder: IndexFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    """The index under trial, whole and in step with its library; whoever asks it all the time ends with the module."""
    made = Trial(tmp_path_factory.mktemp("stress"), index_folder())
    yield made
    made.close()


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> Random:
    """The chance of one round; its seed is printed, so that a round that failed can be had again."""
    seed = f"{SEED} {request.node.name}"
    print(f"\nseed {seed!r}", end=" ")  # noqa: T201 - what the report of a failed round must show
    return Random(seed)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for an index that is built afresh."""
    return tmp_path / "fresh"
