"""Whole searches at growing sizes, side by side with other engines on the same base forms."""

import gc
import importlib.util
import random
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from unittest.mock import patch

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.library.library import read_library
from portal.publishing.search_documents import search_documents
from portal.search.answer import Scribe
from portal.search.document import DocumentText
from portal.search.document import SearchDocument
from portal.search.facets import Filtering
from portal.search.request import SearchRequest
from portal.search.whoosh_engine import WhooshEngine
from portal.settings import Settings
from tests.bench.corpus import make_corpus
from tests.bench.fts5 import Fts5
from tests.bench.plan import LANGUAGES
from tests.bench.plan import Plan
from tests.bench.questions import Kind
from tests.bench.questions import kind_of
from tests.bench.questions import requests
from tests.bench.streams import Streams
from tests.bench.table import milliseconds_of
from tests.bench.table import table
from tests.bench.tantivy_index import Tantivy
from tests.bench.timing import milliseconds
from tests.bench.timing import percentile

UPDATES = 5
LONGEST_DRAFT = 20_000
MARK = "zyxmarkzyx"
MISSING = "tantivy is not installed and was left out; run `make install-bench`."


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured at one size: milliseconds by what was done, each with one figure a question and round."""

    documents: int
    whole: Mapping[Kind, list[float]]
    plain: Mapping[Kind, list[float]]
    peers: Mapping[str, Mapping[Kind, list[float]]]
    rows: list[tuple[str, str]]

    def all(self) -> list[float]:
        """The milliseconds of whole searches of every kind."""
        return [each for values in self.whole.values() for each in values]


def speed_section(plan: Plan, folder: Path) -> str:
    """Return the tables of all sizes and how the cost grows with them."""
    portal = build_portal(Settings(content=plan.content, search_index=folder / "words"))
    portal.warm_up()
    content = make_corpus(plan.content, folder / "content", max(plan.sizes) // LANGUAGES)
    documents = list(search_documents(read_library(content).shelf, portal.renderer.plain))
    random.Random(1).shuffle(documents)
    streams = Streams({language: analyzer.analyse for language, analyzer in portal.analyzers.items()})
    sizes = [_measured(portal, streams, _first(documents, size), folder / f"{size}", plan) for size in plan.sizes]
    portal.close()
    intro = (
        "A whole search is the question in the reader's language and, over the bridge, in the two others, the counts "
        "of all facets and ten hits with marked passages; it is asked so that no cache of answers can serve it.\n"
        "Peers have the same entries as base forms in memory, the same questions without the bridge, five facets and "
        "ten snippets; they know no compound parts, and find only what has all the words, where Silta puts below it "
        f"what has some. {'' if _has_tantivy() else MISSING}"
    )
    tables = [_size_table(size) for size in sizes]
    return "\n\n".join(["## Speed", intro, *tables, _growth(sizes)])


def _first(documents: Sequence[SearchDocument], size: int) -> list[SearchDocument]:
    found: list[SearchDocument] = []
    texts = 0
    for document in documents:
        if texts >= size:
            break
        found.append(document)
        texts += len(document.texts)
    return found


def _measured(portal: Portal, streams: Streams, documents: list[SearchDocument], folder: Path, plan: Plan) -> Size:
    engine = _engine(portal, folder)
    build, _ = milliseconds(lambda: engine.build(documents))
    asked = requests()
    # As the server does: the documents of the bench are no garbage to look through while a question is timed.
    gc.collect()
    gc.freeze()
    first = [milliseconds(lambda request=request: engine.find(request))[0] for request in asked]
    with _stopwatch() as spent:
        whole = _by_kind(asked, plan.repeats, lambda request, number: engine.find(_fresh(request, number)))
    rounds = len(asked) * plan.repeats
    plain = _by_kind(
        asked, plan.repeats, lambda request, number: engine.find(replace(_fresh(request, number), bridge=False))
    )
    again = [milliseconds(lambda request=request: engine.find(request))[0] for request in asked for _ in range(2)]
    peers, parts = _peers(streams, documents, asked, plan.repeats)
    rows = [
        ("index build, words analysed (s)", f"{build / 1000:.1f}"),
        ("index on disk (MB)", f"{sum(file.stat().st_size for file in folder.glob('generation-*/*')) / 1024**2:.1f}"),
        ("whole search p50 / p95 (ms)", milliseconds_of([each for values in whole.values() for each in values])),
        ("the same, asked for the first time", milliseconds_of(first)),
        ("the same, without the bridge", milliseconds_of([each for values in plain.values() for each in values])),
        ("the same, the very question repeated", milliseconds_of(again)),
        ("facets, mean (ms): Silta / SQLite FTS5", f"{spent['facets'] / rounds:.2f} / {parts[0]:.2f}"),
        ("highlights, mean (ms): Silta / SQLite FTS5", f"{spent['highlights'] / rounds:.2f} / {parts[1]:.2f}"),
        ("nearest clauses to a draft of 20,000 characters (ms), p50 / slowest", _nearest(engine, documents)),
        ("one entry changed, visible to another (ms), p50 / slowest", _visible(portal, engine, documents, folder)),
    ]
    engine.close()
    return Size(sum(len(each.texts) for each in documents), whole, plain, peers, rows)


def _peers(
    streams: Streams, documents: Sequence[SearchDocument], asked: Sequence[SearchRequest], repeats: int
) -> tuple[dict[str, dict[Kind, list[float]]], tuple[float, float]]:
    """Milliseconds of every peer by kind, and what FTS5 spends on facets and on highlights, on the mean."""
    questions = {id(request): streams.question(request) for request in asked}
    found = {}
    parts: list[tuple[float, float]] = []
    totals: dict[int, set[int]] = {}
    for make in (Fts5, *([Tantivy] if _has_tantivy() else [])):
        peer = make(streams.documents(documents))

        def ask(request: SearchRequest, _number: int, peer: Fts5 | Tantivy = peer) -> None:
            totals.setdefault(id(request), set()).add(peer.find(questions[id(request)]))
            if isinstance(peer, Fts5):
                parts.append((peer.facets, peer.highlights))

        found[peer.name] = _by_kind(asked, repeats, ask)
        peer.close()
    # Times are worth nothing where engines answer different questions.
    if any(len(each) > 1 for each in totals.values()):
        raise RuntimeError("the peers disagree about the number of hits")
    return found, tuple(sum(values) / len(values) for values in zip(*parts, strict=True))


def _by_kind(
    asked: Sequence[SearchRequest], repeats: int, ask: Callable[[SearchRequest, int], object]
) -> dict[Kind, list[float]]:
    found: dict[Kind, list[float]] = {kind: [] for kind in Kind}
    for number in range(repeats):
        for request in asked:
            found[kind_of(request)].append(milliseconds(partial(ask, request, number))[0])
    return found


def _fresh(request: SearchRequest, number: int) -> SearchRequest:
    """The same question for the engine, and yet a new one for any cache of answers."""
    return replace(request, without=frozenset({f"bench {number}"}))


@contextmanager
def _stopwatch() -> Iterator[dict[str, float]]:
    """Yield the milliseconds spent on facets and on hits within the block."""
    spent = {"facets": 0.0, "highlights": 0.0}

    def timed(name: str, method: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object) -> object:
            started = perf_counter()
            try:
                return method(*arguments)
            finally:
                spent[name] += (perf_counter() - started) * 1000

        return run

    with (
        patch.object(Filtering, "values", timed("facets", Filtering.values)),
        patch.object(Scribe, "hit", timed("highlights", Scribe.hit)),
    ):
        yield spent


def _nearest(engine: WhooshEngine, documents: Sequence[SearchDocument]) -> str:
    """How long the nearest clauses to a long draft take; each draft is made of the texts of other entries."""
    times = []
    for number, language in enumerate([*Language] * 2):
        bodies = [text.body for each in documents[number::7] for own, text in each.texts.items() if own is language]
        draft = "\n".join(bodies)[:LONGEST_DRAFT]
        times.append(
            milliseconds(lambda draft=draft, language=language: engine.nearest(draft, language, "clauses", 5))[0]
        )
    return f"{percentile(times, 0.5):.0f} / {max(times):.0f}"


def _visible(portal: Portal, engine: WhooshEngine, documents: Sequence[SearchDocument], folder: Path) -> str:
    """How long it takes from the beginning of an update of one entry until another reader finds its new word."""
    reader = _engine(portal, folder)
    times = []
    for number in range(UPDATES):
        reader.find(SearchRequest("", Language.FI))
        word = f"{MARK}{number}"
        text = DocumentText(word, body=word)
        changed = replace(documents[number], texts={Language.FI: text}, fingerprint=word)
        started = perf_counter()
        engine.update([changed])
        while reader.find(SearchRequest(word, Language.FI, bridge=False)).complete != 1:
            pass
        times.append((perf_counter() - started) * 1000)
    reader.close()
    return f"{percentile(times, 0.5):.0f} / {max(times):.0f}"


def _engine(portal: Portal, folder: Path) -> WhooshEngine:
    return WhooshEngine(
        folder,
        {language: analyzer.analyse for language, analyzer in portal.analyzers.items()},
        {language: analyzer.signature for language, analyzer in portal.analyzers.items()},
        bridge=portal.live_terms.equivalents,
    )


def _size_table(size: Size) -> str:
    rows = []
    for peer, theirs in size.peers.items():
        for kind in Kind:
            middle, late = (
                percentile(size.whole[kind], share) / percentile(theirs[kind], share) for share in (0.5, 0.95)
            )
            ours, other = milliseconds_of(size.whole[kind]), milliseconds_of(theirs[kind])
            cells = (str(kind), peer, ours, milliseconds_of(size.plain[kind]), other, f"{middle:.2f}", f"{late:.2f}")
            rows.append((middle, cells))
    head = ("question", "peer", "Silta p50 / p95", "no bridge", "peer p50 / p95", "ratio p50", "ratio p95")
    return "\n\n".join(
        [
            f"### {size.documents} documents",
            table(("", "value"), size.rows),
            "The ratio to each peer, worst first:",
            table(head, [cells for _, cells in sorted(rows, reverse=True)]),
        ]
    )


def _growth(sizes: Sequence[Size]) -> str:
    rows = [
        (
            f"{small.documents} to {large.documents}",
            f"{large.documents / small.documents:.1f}",
            *(f"{percentile(large.all(), share) / percentile(small.all(), share):.1f}" for share in (0.5, 0.95)),
        )
        for small, large in pairwise(sizes)
    ]
    return "### Growth\n\n" + table(("documents", "corpus ×", "p50 ×", "p95 ×"), rows) if rows else ""


def _has_tantivy() -> bool:
    return importlib.util.find_spec("tantivy") is not None
