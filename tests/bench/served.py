"""The search page end to end under gunicorn, side by side with Datasette."""

import importlib.util
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import median
from urllib.parse import quote

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.publishing.search_documents import search_documents
from portal.search.request import SearchRequest
from portal.settings import Settings
from tests.bench.corpus import make_corpus
from tests.bench.datasette_site import address
from tests.bench.datasette_site import serve_datasette
from tests.bench.datasette_site import write_database
from tests.bench.plan import Plan
from tests.bench.questions import Kind
from tests.bench.questions import kind_of
from tests.bench.questions import requests
from tests.bench.server import Page
from tests.bench.server import Server
from tests.bench.server import running
from tests.bench.streams import Streams
from tests.bench.table import milliseconds_of
from tests.bench.table import table
from tests.bench.timing import milliseconds
from tests.bench.timing import percentile

PER_SECOND = 40
MIX = 6
MIXES = {"short": 1, "long": 10}
"""How many requests a mix has for each of its questions: a morning after a publication, and a day."""

STARTS = 7
"""Starts that are timed; the machine takes memory back from whoever rests, so that one start tells little."""

FRESH = 3
"""Processes of the command line that are timed, for the same reason."""

SEED = 20261121
WARMING = (
    "hankinta",
    "upphandling",
    "procurement",
    "kaupunki",
    "stad",
    "city",
    "palvelu",
    "tjänst",
    "service",
    "vuosi",
)
"""Asked of each server in three languages before any page is timed: a worker loads its dictionaries meanwhile."""
MISSING = "Datasette is not installed and was left out; run `make install-bench`."


@dataclass(frozen=True, slots=True)
class Served:
    """What one server did."""

    name: str
    starts: Sequence[float]
    first: list[Page]
    again: list[Page]
    mixes: list[list[Page]]
    per_second: tuple[float, ...]
    steady: list[Page]
    megabytes: tuple[float, float]


def served_section(plan: Plan, folder: Path) -> str:
    """Return the tables of the search page at the size of the plan."""
    content = make_corpus(plan.content, folder / "content", plan.served_entries)
    index = folder / "index"
    portal = build_portal(Settings(content=content, search_index=index))
    cold, report = milliseconds(lambda: portal.rebuild_index(full=True))
    unchanged, _ = milliseconds(portal.rebuild_index)
    asked = requests()
    texts = sum(len(entry.texts.values) for entry in portal.shelf())
    ours = _measured(
        "Silta",
        lambda: running(lambda port: _gunicorn(port, content, index)),
        [[_path(each) for each in group] for group in (_warming(), asked)],
        "without",
        plan,
    )
    theirs = _datasette(portal, asked, folder / "bench.db", plan)
    portal.close()
    rows = [
        ("index build from nothing (s)", f"{cold / 1000:.1f}"),
        ("index build when nothing changed (s)", f"{unchanged / 1000:.2f}"),
        (f"fresh process to first hit on the command line, median of {FRESH} (s)", f"{_fresh(content, index):.2f}"),
    ]
    intro = (
        f"{report.documents} entries, {texts} documents. "
        f"gunicorn with two sync workers; Datasette as it comes, one process. {'' if theirs else MISSING}\n"
        "Both have answered other questions before. “First” is every question asked for the first time, “again” the "
        f"same ones in {plan.repeats} rounds after it, from the pages that the workers keep in memory in common; "
        f"the mixes draw from {MIX * len(asked)} new questions, of which some are asked often and most seldom or not "
        f"at all (Zipf), in the same order for both: {_lengths(asked)}. "
        "All clients take folded pages, as browsers do; "
        f"at {PER_SECOND} a second the time counts from when a request was due."
    )
    both = [each for each in (ours, theirs) if each]
    return "\n\n".join(
        [
            f"## The search page, {texts} documents",
            intro,
            table(("", "value"), rows),
            table(("", *(each.name for each in both)), _rows(both)),
            *([_by_kind(asked, ours, theirs)] if theirs else []),
        ]
    )


def _warming() -> list[SearchRequest]:
    return [SearchRequest(word, language) for word in WARMING for language in Language]


def _measured(
    name: str,
    start: Callable[[], AbstractContextManager[Server]],
    groups: Sequence[Sequence[str]],
    mark: str,
    plan: Plan,
) -> Served:
    """What a server does with the paths; `groups` are those to warm it with and those that are timed.

    `mark` is a parameter that changes nothing but makes an address new.
    """
    warming, paths = groups
    # The first start of all is not counted: it keeps what the next ones find.
    _, *starts = [_seconds_to_start(start, paths[-1]) for _ in range(1 + STARTS)]
    with start() as server:
        server.at_once(warming)
        return _asked(name, server, starts, paths, mark, plan)


def _seconds_to_start(start: Callable[[], AbstractContextManager[Server]], path: str) -> float:
    """How long it takes from nothing to the first page."""
    begun = time.perf_counter()
    with start() as server:
        server.get(path)
        return time.perf_counter() - begun


def _asked(name: str, server: Server, starts: Sequence[float], paths: Sequence[str], mark: str, plan: Plan) -> Served:
    first, first_seconds = server.at_once(paths)
    rounds = [server.at_once(paths) for _ in range(plan.repeats)]
    seconds = sum(each for _, each in rounds)
    again = [page for pages, _ in rounds for page in pages]
    count = PER_SECOND * plan.steady_seconds
    # Half of them are new to the server, as no cache would make them with real readers.
    fresh = [f"{paths[number % len(paths)]}&{mark}=bench{number}" for number in range(count)]
    steady = server.steadily(
        [fresh[number] if number % 2 else paths[number % len(paths)] for number in range(count)], PER_SECOND
    )
    mixes = [server.at_once(_mix(paths, f"{mark}={length}", times)) for length, times in MIXES.items()]
    rates = (len(first) / first_seconds, len(again) / seconds, *(len(pages) / taken for pages, taken in mixes))
    return Served(name, starts, first, again, [pages for pages, _ in mixes], rates, steady, server.megabytes())


def _mix(paths: Sequence[str], mark: str, times: int) -> list[str]:
    """Questions as readers ask them: a few asked often and many seldom, all of them new to the server at first.

    The rank of each is drawn with a chance of one over the rank (G. Zipf), from six times as many questions as there
    are; the seed is fixed, so that every server gets the same ones in the same order.
    """
    chance = random.Random(SEED)
    asked = [f"{path}&{mark}{number}" for number in range(MIX) for path in paths]
    chance.shuffle(asked)
    return chance.choices(asked, [1 / rank for rank in range(1, len(asked) + 1)], k=times * len(asked))


def _lengths(asked: Sequence[SearchRequest]) -> str:
    return ", ".join(f"{times * MIX * len(asked)} requests in the {length} one" for length, times in MIXES.items())


def _datasette(portal: Portal, asked: Sequence[SearchRequest], file: Path, plan: Plan) -> Served | None:
    if importlib.util.find_spec("datasette") is None:
        return None
    streams = Streams({language: analyzer.analyse for language, analyzer in portal.analyzers.items()})
    write_database(streams.documents(search_documents(portal.shelf(), portal.renderer.plain)), file)
    groups = [[address(streams.question(each), file) for each in group] for group in (_warming(), asked)]
    return _measured("Datasette", lambda: serve_datasette(file), groups, "_bench", plan)


def _rows(both: Sequence[Served]) -> list[tuple[str, ...]]:
    def row(title: str, cells: list[str]) -> tuple[str, ...]:
        return (title, *cells)

    return [
        row(
            f"start to first search page, median of {STARTS} / slowest (s)",
            [f"{median(each.starts):.2f} / {max(each.starts):.2f}" for each in both],
        ),
        row("first p50 / p95 (ms)", [_pair(each.first) for each in both]),
        row("again p50 / p95 (ms)", [_pair(each.again) for each in both]),
        *(
            row(f"{length} mix p50 / p95 (ms)", [_pair(each.mixes[number]) for each in both])
            for number, length in enumerate(MIXES)
        ),
        row("requests a second, first", [f"{each.per_second[0]:.1f}" for each in both]),
        row("requests a second, again", [f"{each.per_second[1]:.1f}" for each in both]),
        *(
            row(f"requests a second, {length} mix", [f"{each.per_second[2 + number]:.1f}" for each in both])
            for number, length in enumerate(MIXES)
        ),
        *([_times(both)] if len(both) > 1 else []),
        row(f"at {PER_SECOND} a second p50 / p95 (ms)", [_pair(each.steady) for each in both]),
        row("answers that were no page", [str(_bad(each)) for each in both]),
        row("a worker, resident / proportional (MB)", [f"{a:.0f} / {b:.0f}" for a, b in (e.megabytes for e in both)]),
    ]


def _times(both: Sequence[Served]) -> tuple[str, ...]:
    times = (ours / theirs for ours, theirs in zip(*(each.per_second for each in both), strict=True))
    head = "times the requests a second of Datasette, first / again / " + " / ".join(f"{each} mix" for each in MIXES)
    return head, " / ".join(f"{e:.1f}" for e in times), ""


def _by_kind(asked: Sequence[SearchRequest], ours: Served, theirs: Served) -> str:
    rows = []
    for kind in Kind:
        numbers = {number for number, request in enumerate(asked) if kind_of(request) is kind}
        mine, other = (
            [page.milliseconds for page in each.first if page.question in numbers] for each in (ours, theirs)
        )
        ratio = percentile(mine, 0.5) / percentile(other, 0.5)
        rows.append((ratio, (str(kind), milliseconds_of(mine), milliseconds_of(other), f"{ratio:.2f}")))
    head = ("page, asked for the first time", "Silta p50 / p95", "Datasette p50 / p95", "ratio")
    return table(head, [row for _, row in sorted(rows, reverse=True)])


def _bad(served: Served) -> int:
    return sum(
        1 for page in (*served.first, *served.again, *chain(*served.mixes), *served.steady) if page.status != 200
    )


def _pair(pages: Sequence[Page]) -> str:
    return milliseconds_of([page.milliseconds for page in pages])


def _gunicorn(port: int, content: Path, index: Path) -> list[str]:
    # `env` keeps the settings out of the process of the bench itself.
    settings = [f"PORTAL_CONTENT={content}", f"PORTAL_SEARCH_INDEX={index}"]
    gunicorn = [sys.executable, "-m", "gunicorn", "--workers", "2", "--log-level", "error"]
    return ["env", *settings, *gunicorn, "--bind", f"127.0.0.1:{port}", "wsgi:application"]


def _path(request: SearchRequest) -> str:
    filters = "".join(f"&{name}={code}" for name, codes in request.filters.items() for code in sorted(codes))
    return f"/{request.language}/search?q={quote(request.query)}{filters}"


def _fresh(content: Path, index: Path) -> float:
    environment = {**os.environ, "PORTAL_CONTENT": str(content), "PORTAL_SEARCH_INDEX": str(index)}
    command = [sys.executable, "-c", "from portal.cli.main import main; main()"]
    question = ["search", "työllistämisehto", "--language", "fi"]
    times = [
        milliseconds(lambda: subprocess.run([*command, *question], env=environment, check=True, capture_output=True))[0]
        for _ in range(FRESH)
    ]
    return median(times) / 1000
