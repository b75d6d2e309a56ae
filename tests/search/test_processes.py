"""Several processes on one index, some of them killed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.domain.language import Language
from portal.search.errors import IndexBusy
from portal.search.request import SearchRequest
from portal.search.result import SearchResult
from portal.search.status import IndexState
from portal.search.whoosh_engine import WhooshEngine
from tests.shared.rounds import round_of

WORKER = Path(__file__).with_name("worker.py")
ROOT = Path(__file__).parents[2]

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Start a worker and wait until it begins: `start("full", 10, "first")`; all are ended with the test."""
    started = []

    def run(*arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, str(WORKER), str(folder), *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        started.append(process)
        assert told(process) == "ready"
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def finish(start: Start) -> Callable[..., None]:
    """Run a worker to its end, which must be a good one."""

    def run(*arguments: object) -> None:
        assert start(*arguments).wait(60) == 0

    return run


@pytest.fixture
def reader(folder: Path, plain) -> Iterator[WhooshEngine]:
    """An engine of this process that fits the workers' index."""
    engine = WhooshEngine(folder, plain, dict.fromkeys(Language, "worker"), wait=1)
    yield engine
    engine.close()


def told(worker: subprocess.Popen[str]) -> str:
    """The next line a worker writes."""
    assert worker.stdout is not None
    return worker.stdout.readline().strip()


def everything(engine: WhooshEngine) -> SearchResult:
    """The answer to a word that all documents have."""
    return engine.find(SearchRequest("kuopio", Language.FI))


def stamps(engine: WhooshEngine) -> dict[str, int]:
    """How many documents each build wrote."""
    return {value.code: value.count for value in everything(engine).facets["stamp"]}


def test_other_processes_see_an_update_without_restart(start, finish) -> None:
    """A process that is asking all the time sees the first build and each later one, in order and whole."""
    finish("full", 5, "one")
    asking = start("ask", 8)
    seen = [told(asking)]
    finish("update", 1, "two")
    seen.append(told(asking))
    finish("full", 7, "three")
    seen.append(told(asking))

    assert ["5 one", "5 one two", "7 three"] == seen


def test_this_process_sees_a_build_of_another(reader, finish) -> None:
    """The next question after a build of another process is answered from it."""
    finish("full", 3, "one")
    before = stamps(reader)
    finish("full", 4, "two")

    assert ({"one": 3}, {"two": 4}) == (before, stamps(reader))


def test_two_builders_take_turns(start, finish, reader) -> None:
    """Builds started together all end well, and the index is whole."""
    finish("full", 10, "first")
    workers = [start("update", 5, f"w{number}") for number in range(3)]
    ends = [worker.wait(60) for worker in workers]

    assert ([0, 0, 0], 10, 10) == (ends, everything(reader).total, sum(stamps(reader).values()))


def test_a_builder_that_waits_too_long_is_told(start, reader) -> None:
    """While another process holds the lock, a build gives up after its wait and says why."""
    holding = start("hold", 30)
    told(holding)
    started = time.monotonic()
    with pytest.raises(IndexBusy, match="Another process"):
        reader.build([])

    assert 0.9 < time.monotonic() - started < 5


def test_the_lock_of_a_killed_builder_is_free(start, reader) -> None:
    """Nothing has to be cleaned up by hand after a crash."""
    holding = start("hold", 30)
    told(holding)
    holding.kill()
    holding.wait(10)

    assert 0 == reader.build([]).documents


@pytest.mark.parametrize("round_number", round_of(range(6), 2))
def test_a_kill_in_a_full_build_leaves_the_old_index(start, finish, reader, folder, round_number: int) -> None:
    """Killed at any moment, a full build has either not happened or happened wholly; then building works again."""
    finish("full", 20, "old")
    worker = start("full", 300, "new")
    _kill_after(worker, random.Random(round_number).uniform(0, 0.4))
    found = stamps(reader)
    finish("full", 5, "last")

    assert (True, {"last": 5}, IndexState.READY, True) == (
        found in ({"old": 20}, {"new": 300}),
        stamps(reader),
        reader.status().state,
        len(list(folder.glob("generation-*"))) <= 2,
    )


@pytest.mark.parametrize("round_number", round_of(range(6), 2))
def test_a_kill_in_an_update_loses_nothing(start, finish, reader, round_number: int) -> None:
    """Killed between or in updates, every document is there once, old or new, and the next update works."""
    finish("full", 20, "old")
    worker = start("update", 20, "new")
    _kill_after(worker, random.Random(100 + round_number).uniform(0, 0.25))
    found = stamps(reader)
    finish("update", 20, "last")

    assert (20, {"old", "new"}, {"last": 20}) == (
        sum(found.values()),
        set(found) | {"old", "new"},
        stamps(reader),
    )


def test_a_child_of_a_process_opens_the_index_for_itself(reader, finish) -> None:
    """After a fork parent and child ask at the same time and both get right answers."""
    finish("full", 50, "one")
    everything(reader)
    child = _asking_child(reader)
    ours = [reader.find(SearchRequest(f"numero{number}", Language.FI)).total for number in range(50)]
    _, ended = os.waitpid(child, 0)

    assert ([1] * 50, 0) == (ours, ended)


def test_children_begin_with_what_a_resting_process_has_learnt(reader, finish, folder) -> None:
    """After a rest parent and children answer at the same time, and none of them looks at the index anew."""
    finish("full", 50, "one")
    everything(reader)
    reader.rest()
    for label in folder.glob("generation-*/META.json"):
        label.unlink()  # without it no index is opened
    children = [_asking_child(reader) for _ in range(2)]
    ours = [reader.find(SearchRequest(f"numero{number}", Language.FI)).total for number in range(50)]
    ended = [os.waitpid(child, 0)[1] for child in children]

    assert ([1] * 50, [0, 0]) == (ours, ended)


def _asking_child(reader: WhooshEngine) -> int:
    """A fork of this process that ends with 0 when it finds all that it should."""
    child = os.fork()
    if child == 0:
        right = False
        try:
            right = all(reader.find(SearchRequest(f"numero{n}", Language.FI)).total == 1 for n in range(50))
        finally:
            os._exit(0 if right else 1)
    return child


def _kill_after(worker: subprocess.Popen[str], seconds: float) -> None:
    """Kill the worker with the signal nobody can catch."""
    time.sleep(seconds)
    worker.send_signal(signal.SIGKILL)
    worker.wait(10)
