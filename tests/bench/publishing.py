"""How long it takes until an entry that was changed is found, by whoever changed it and by another process."""

import subprocess
import sys
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import Self

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import ref_from_text
from portal.search.request import SearchRequest
from portal.settings import Settings
from tests.bench.corpus import make_corpus
from tests.bench.desk import People
from tests.bench.desk import history_times
from tests.bench.desk import make_repository
from tests.bench.desk import signed_draft
from tests.bench.plan import ROOT
from tests.bench.plan import Plan
from tests.bench.saving import saving_times
from tests.bench.table import table
from tests.bench.timing import milliseconds
from tests.bench.timing import percentile

CHANGES = 7
MARK = "zyxjulkaistu"
KINDS = (Collection.CASES, Collection.CLAUSES, Collection.GUIDES)


def publishing_section(plan: Plan, folder: Path) -> str:
    """Return the table of how long each part of publishing takes at each size."""
    columns = [_measured(plan.content, entries, folder / f"{entries}") for entries in plan.published]
    rows = [(name, *(column[name] for column in columns)) for name in columns[0]]
    head = ("p50 / slowest (ms)", *(f"{entries} entries" for entries in plan.published))
    intro = (
        "A signed draft of a case, a clause or a guide with a new title is published; the time runs from the button:\n"
        "it is checked, committed in a repository of that many entries, and brought to shelf and index.\n"
        "The other process is one that has answered before; it asks for the new title until it finds it.\n"
        "The draft that is saved is a case with every field typed; the history has 200 revisions of one text.\n"
        "For both the time runs from the request to its answer."
    )
    return f"## Publishing\n\n{intro}\n\n{table(head, rows)}"


def _measured(content: Path, entries: int, folder: Path) -> dict[str, str]:
    folder.mkdir()
    corpus = make_corpus(content, folder / "content", entries)
    make_repository(corpus)
    settings = Settings(content=corpus, search_index=folder / "index", workspace=folder / "workspace")
    portal = build_portal(settings)
    portal.rebuild_index()
    people = People.of(portal)
    times: dict[str, list[float]] = {"published": [], "found here": [], "suggested here": [], "found elsewhere": []}
    with _Watcher(settings) as other:
        for number in range(CHANGES):
            _publish(portal, people, number, other, times)
    times["a draft saved, whole request"] = saving_times(portal, people.writer)
    times["history of 200 revisions, whole request"] = history_times(portal, people)
    looked = [milliseconds(portal.live_shelf.look)[0] for _ in range(3)]
    portal.close()
    times["all files looked at, nothing changed"] = looked
    return {name: f"{percentile(values, 0.5):.0f} / {max(values):.0f}" for name, values in times.items()}


def _publish(portal: Portal, people: People, number: int, other: "_Watcher", times: dict[str, list[float]]) -> None:
    """Publish another title of one entry and note when it is seen where."""
    kind = KINDS[number % len(KINDS)]
    ref = portal.shelf().entries(kind)[number].ref
    word = f"{MARK}{'abcdefghij'[number]}"
    draft = signed_draft(portal, people, ref, word)
    other.ask(word)
    started = perf_counter()
    portal.desk.publish(draft.id, draft.version, people.publisher)
    published = perf_counter()
    _until(lambda: is_found(portal, word))
    found = perf_counter()
    _until(lambda: bool(portal.live_suggestions.current().beginning(word, Language.FI)))
    times["published"].append((published - started) * 1000)
    times["found here"].append((found - started) * 1000)
    times["suggested here"].append((perf_counter() - started) * 1000)
    # Clocks that never go back count the same in all processes of a machine.
    times["found elsewhere"].append((other.answer() - started) * 1000)


def is_found(portal: Portal, word: str) -> bool:
    """Return whether an entry with the word is found, and is on the shelf under that title."""
    result = portal.engine.find(SearchRequest(word, Language.FI, bridge=False))
    refs = [ref_from_text(hit.ref) for hit in result.hits[: result.complete]]
    entries = [entry for ref in refs if ref is not None and (entry := portal.shelf().get(ref)) is not None]
    return any(text.title == word for entry in entries for text in entry.texts.values.values())


def _until(there: Callable[[], bool]) -> None:
    while not there():
        pass


class _Watcher:
    """Another process with a portal of its own, which is told a word and answers with the time it found it."""

    def __init__(self, settings: Settings) -> None:
        code = "from tests.bench.publishing import watch; watch()"
        self._process = subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self.ask(f"{settings.content}\t{settings.search_index}")
        self.answer()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def ask(self, line: str) -> None:
        """Hand over a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")

    def answer(self) -> float:
        """Return the time the process tells."""
        assert self._process.stdout is not None
        return float(self._process.stdout.readline())


def watch() -> None:
    """Answer each word on standard input with the time when it was found."""
    content, index = next(sys.stdin).rstrip("\n").split("\t")
    portal = build_portal(Settings(content=Path(content), search_index=Path(index)))
    portal.warm_up()
    is_found(portal, "siivous")
    for word in chain([""], map(str.strip, sys.stdin)):
        if word:
            _until(lambda word=word: is_found(portal, word))  # type: ignore[misc]  # the word of this round
        sys.stdout.write(f"{perf_counter()}\n")
        sys.stdout.flush()
    portal.close()
