"""Several processes that publish at once, and processes that are killed while they publish."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from portal.history.publication import ContentRepository
from tests.history.conftest import FIRST
from tests.history.publisher import SHARED
from tests.history.repository import begin
from tests.history.repository import commit
from tests.history.repository import git

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("STRESS_PUBLISH_KILLS", "6"))
SEED = os.environ.get("STRESS_SEED", "20261121")
WRITERS = 10

Process = subprocess.Popen[str]


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A content folder of a bigger repository, with the file that all write into."""
    root = begin(tmp_path / "repository")
    commit(root, f"content/{SHARED}", FIRST, "Begin")
    return root / "content"


@pytest.fixture
def started() -> Iterator[list[Process]]:
    """The processes of a test; none outlives it."""
    processes: list[Process] = []
    yield processes
    for process in processes:
        process.kill()
        process.communicate()


def start(content: Path, name: str, base: str) -> Process:
    """Start a publisher."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.history.publisher", str(content), name, base],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )


def test_of_ten_saves_from_one_base_one_is_accepted(shared: Path, started: list[Process]) -> None:
    """Nine are told of the conflict, with the blob that the tenth has published, and there is one commit more."""
    base = str(ContentRepository(shared).blob_id(SHARED))
    started.extend(start(shared, f"writer{number}", base) for number in range(WRITERS))
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.communicate(timeout=60)[0].split() for process in started]
    live = ContentRepository(shared).blob_id(SHARED)

    assert [["conflict", live]] * 9 + [["published"]] == sorted(answers)
    assert ("2", "", "") == (
        git(shared, "rev-list", "--count", "HEAD"),
        git(shared, "status", "--porcelain"),
        git(shared, "fsck", "--strict", "--no-dangling"),
    )


def test_no_acknowledged_publication_is_lost_to_a_kill(shared: Path, started: list[Process]) -> None:
    """Two writers are killed at random moments: what they had acknowledged is there once, and all is mended after."""
    chance = Random(SEED)
    acknowledged: set[str] = set()
    troubles = []
    repaired = 0
    for number in range(KILLS):
        pair = [start(shared, f"{name}-{number}", "endless") for name in ("anna", "bo")]
        started.extend(pair)
        for process in pair:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.02, 0.8))
        for process in pair:
            os.killpg(process.pid, signal.SIGKILL)
        said = {line for process in pair for line in process.communicate(timeout=60)[0].split()}
        acknowledged |= said
        recovery = ContentRepository(shared, min_free_bytes=0).recover()
        repaired += len(recovery.repaired)
        lines = git(shared, "show", f"HEAD:./{SHARED}").split("\n")
        state = (
            git(shared, "status", "--porcelain"),
            git(shared, "fsck", "--strict", "--no-dangling"),
            recovery.foreign,
        )
        if state != ("", "", ()) or not acknowledged <= set(lines) or len(lines) != len(set(lines)):
            troubles.append((number, state, sorted(acknowledged - set(lines))))
        committed = git(shared, "rev-list", "--count", "HEAD")
        if int(committed) != len(lines):
            troubles.append((number, committed, len(lines)))
    print(f"\nseed {SEED}: {len(acknowledged)} acknowledged, {repaired} working files repaired", end=" ")  # noqa: T201

    assert [] == troubles
    assert acknowledged
