"""An index under trial: real processes build it and ask it, and what they do is compared with a fresh build."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from random import Random
from threading import Thread

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.library.library import read_library
from portal.publishing.search_documents import search_documents
from portal.search.generations import Generations
from portal.search.status import BuildStage
from portal.search.whoosh_engine import WhooshEngine
from portal.settings import Settings
from tests.stress.library import change
from tests.stress.library import make_library
from tests.stress.questions import QUESTIONS
from tests.stress.questions import answer_to

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Content:
    """What an index that holds the library as it is now must be like."""

    answers: tuple[str, ...]
    fingerprints: dict[str, str]


class Worker:
    """A Python process of this folder that is spoken with line by line."""

    def __init__(self, script: str, *arguments: object) -> None:
        command = [sys.executable, str(FOLDER / script), *map(str, arguments)]
        # Not inherited: the scripts import the portal and the tests from here, wherever the tests were started.
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=_environment()
        )
        self._said: Queue[str] = Queue()
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def say(self, line: str) -> None:
        """Give the process a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def heard(self) -> str:
        """The next line of the process; empty when it ended."""
        return self._said.get(timeout=PATIENCE)

    def heard_of(self, *words: str) -> str:
        """The first of these words that the process says, whatever it says before; empty when it ended without."""
        while (word := self.heard()) and word not in words:
            pass
        return word

    def kill(self) -> None:
        """End the process at once, as a power cut would."""
        self._process.kill()

    def close(self) -> None:
        """Wait until the process has ended, which is made sure of."""
        self._process.kill()
        self._process.wait(PATIENCE)
        self._listener.join(PATIENCE)
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._said.put(line.strip())
        self._said.put("")


class Trial:
    """A library of sixty entries, its index, a process that asks all the time, and builders kept waiting."""

    def __init__(self, folder: Path, index: Path) -> None:
        """`folder` takes the library, and `index` the index; word tables may lie in it already."""
        self.content = make_library(folder / "content")
        self.index = index
        self.portal = build_portal(Settings(content=self.content, search_index=self.index))
        self.portal.rebuild_index()
        self._waiting: dict[str, list[Worker]] = {"full": [], "changes": []}
        self._marks = 0
        self.last_given: dict[int, str] = {}
        self.old = self.fresh(folder / "first")
        self._asker = Worker("asker.py", self.content, self.index)
        self.answers_given()
        self.seconds = {mode: self._measured(mode) for mode in self._waiting}

    def builder(self, mode: str) -> Worker:
        """A builder that is ready; another one is started for later."""
        waiting = self._waiting[mode]
        while len(waiting) < 2:
            waiting.append(Worker("builder.py", self.content, self.index, mode))
        builder = waiting.pop(0)
        assert builder.heard() == "ready"
        return builder

    def change(self, chance: Random, number: int) -> None:
        """Change the library; the index does not know yet."""
        change(self.content, chance, number)

    def fresh(self, folder: Path) -> Content:
        """What an index built from nothing holds and answers."""
        return fresh_content(self.portal, folder)

    def served(self) -> Content:
        """What the index under trial holds and answers to one who opens it now."""
        engine = engine_at(self.portal, self.index)
        found = content_of(engine)
        engine.close()
        return found

    def answers_given(self) -> list[tuple[int, str]]:
        """What the asking process has said since last time: numbers of questions and their new answers."""
        given = []
        for _ in range(2):  # all questions asked after this call began are answered by the second time
            self._marks += 1
            self._asker.say(str(self._marks))
            while (line := self._asker.heard()) != f"mark {self._marks}":
                number, _, answer = line.partition(" ")
                given.append((int(number), answer))
        self.last_given.update(given)
        return given

    def generations(self) -> int:
        """How many generations lie on the disk."""
        return len(list(self.index.glob("generation-*")))

    def is_half_done(self) -> bool:
        """Whether a generation lies there that a killed builder did not come to the end of."""
        current = Generations(self.index).current() or 0
        return any(int(path.name.partition("-")[2]) > current for path in self.index.glob("generation-*"))

    def close(self) -> None:
        """End all processes."""
        for worker in (self._asker, *(worker for waiting in self._waiting.values() for worker in waiting)):
            worker.close()
        self.portal.close()

    def _measured(self, mode: str) -> tuple[float, float]:
        """How long a builder takes from the go to its first document, and from there until all is done."""
        self.change(Random(mode), 0)
        builder = self.builder(mode)
        started = time.monotonic()
        builder.say("go")
        assert builder.heard_of(BuildStage.ANALYSING)
        begun = time.monotonic()
        assert builder.heard_of(BuildStage.DONE)
        seconds = begun - started, time.monotonic() - begun
        assert builder.heard() == "built"
        builder.close()
        self.old = self.served()
        self.answers_given()
        return seconds


def engine_at(portal: Portal, folder: Path) -> WhooshEngine:
    """Return an engine with the analyzers of a portal on an index folder."""
    analyzers = portal.analyzers
    return WhooshEngine(
        folder,
        {language: analyzer.analyse for language, analyzer in analyzers.items()},
        {language: analyzer.signature for language, analyzer in analyzers.items()},
    )


def content_of(engine: WhooshEngine) -> Content:
    """Return what an index holds and answers."""
    answers = tuple(answer_to(engine, question) for question in QUESTIONS)
    opened = engine._opened
    assert opened is not None
    return Content(answers, dict(sorted(opened.catalogue.fingerprints.items())))


def fresh_content(portal: Portal, folder: Path) -> Content:
    """Return what an index of the content of a portal holds and answers that is built from nothing in a folder."""
    engine = engine_at(portal, folder)
    engine.build(list(search_documents(read_library(portal.settings.content).shelf, portal.renderer.plain)))
    found = content_of(engine)
    engine.close()
    return found


def wrong(given: Sequence[tuple[int, str]], old: Content, new: Content) -> list[tuple[int, str]]:
    """Return what was answered neither as before nor as after, and what went back from new to old."""
    seen_new: set[int] = set()
    found = []
    for number, answer in given:
        is_new = answer == new.answers[number]
        if not is_new and (answer != old.answers[number] or number in seen_new):
            found.append((number, answer))
        if is_new:
            seen_new.add(number)
    return found


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}
