"""`make bench`: speed and memory on the real content and on a thousand entries made from it."""

import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from portal.bootstrap import Portal  # noqa: E402 - the path to the tests comes first
from portal.bootstrap import build_portal  # noqa: E402
from portal.domain.language import Language  # noqa: E402
from portal.publishing.search_documents import search_documents  # noqa: E402
from portal.settings import Settings  # noqa: E402
from tests.bench.corpus import make_corpus  # noqa: E402
from tests.bench.fts5 import Fts5  # noqa: E402
from tests.bench.questions import requests  # noqa: E402
from tests.bench.served import serve  # noqa: E402
from tests.bench.timing import milliseconds  # noqa: E402
from tests.bench.timing import percentile  # noqa: E402

ENTRIES = 1000
REPEATS = 5
ROW = "| {:<46} | {:>12} | {:>12} |"


def main() -> None:
    """Measure both collections in one run, print the tables and write them to docs/benchmarks.md."""
    with tempfile.TemporaryDirectory(prefix="silta-bench-") as name:
        folder = Path(name)
        tables = [
            _table("The real content", Path(os.environ.get("PORTAL_CONTENT", "content")).absolute(), folder / "real"),
            _table(f"{ENTRIES} entries", make_corpus(ROOT / "content", folder / "content", ENTRIES), folder / "many"),
        ]
    page = "\n\n".join(["# Benchmarks", _preface(), *tables]) + "\n"
    (ROOT / "docs" / "benchmarks.md").write_text(page, encoding="utf-8")
    sys.stdout.write(page)


def _preface() -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("whoosh3", "numpy", "flask", "gunicorn"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"Made by `make bench` on {time.strftime('%Y-%m-%d')}: {os.cpu_count()} cores, {memory:.0f} GB, "
        f"Python {platform.python_version()}, {libraries}.\n"
        "A whole search is the query, the counts of all facets and ten hits with marked excerpts.\n"
        "The baseline is SQLite FTS5 in memory on the same base forms, with the same facets and ten snippets; "
        "it knows no compound parts and no collapse of languages.\n"
        "Two noisy cores: read ratios, not milliseconds."
    )


def _table(title: str, content: Path, index: Path) -> str:
    portal = build_portal(Settings(content=content, search_index=index))
    cold, report = milliseconds(lambda: portal.rebuild_index(full=True))
    warm, _ = milliseconds(lambda: portal.rebuild_index(full=True))
    unchanged, _ = milliseconds(portal.rebuild_index)
    size = sum(file.stat().st_size for file in index.glob("generation-*/*")) / 1024**2
    rows = [
        ("entries, texts in a language", report.documents, sum(len(entry.texts.values) for entry in portal.shelf())),
        ("index build with no memo, with a memo (s)", f"{cold / 1000:.1f}", f"{warm / 1000:.1f}"),
        ("nothing changed (s), index size (MB)", f"{unchanged / 1000:.2f}", f"{size:.1f}"),
        *_search_rows(portal),
    ]
    portal.close()
    served = serve(content, index, requests())
    rows += [
        (
            "search page under gunicorn p50, p95 (ms)",
            f"{percentile(served.pages, 0.5):.1f}",
            f"{percentile(served.pages, 0.95):.1f}",
        ),
        ("pages a second, errors", f"{served.per_second:.0f}", served.errors),
        ("start to first search page (s), MB a worker", f"{served.start / 1000:.2f}", f"{max(served.megabytes):.0f}"),
        ("fresh process to first hit (s)", f"{_fresh(content, index):.2f}", ""),
    ]
    head = [f"## {title}", "", ROW.format("", "p50 / first", "p95 / second"), ROW.format("---", "---:", "---:")]
    return "\n".join([*head, *(ROW.format(*row) for row in rows)])


def _search_rows(portal: Portal) -> list[tuple[str, str, str]]:
    asked = requests()
    first = [milliseconds(lambda request=request: portal.engine.find(request))[0] for request in asked]
    warm = [
        milliseconds(lambda request=request: portal.engine.find(request))[0]
        for _ in range(REPEATS)
        for request in asked
    ]
    analyse = {language: portal.analyzers[language].analyse for language in Language}
    baseline = Fts5(search_documents(portal.shelf(), portal.renderer.plain), analyse)
    theirs = [
        milliseconds(lambda request=request: baseline.find(request))[0] for _ in range(REPEATS) for request in asked
    ]
    baseline.close()
    ratios = [percentile(warm, share) / percentile(theirs, share) for share in (0.5, 0.95)]
    return [
        ("whole search, first time asked (ms)", *_pair(first)),
        ("whole search, asked before (ms)", *_pair(warm)),
        ("SQLite FTS5, the same questions (ms)", *_pair(theirs)),
        ("ratio to SQLite FTS5", f"{ratios[0]:.1f}", f"{ratios[1]:.1f}"),
    ]


def _pair(values: list[float]) -> tuple[str, str]:
    return f"{percentile(values, 0.5):.1f}", f"{percentile(values, 0.95):.1f}"


def _fresh(content: Path, index: Path) -> float:
    environment = {**os.environ, "PORTAL_CONTENT": str(content), "PORTAL_SEARCH_INDEX": str(index)}
    command = [str(Path(sys.executable).with_name("portal")), "search", "työllistämisehto", "--language", "fi"]
    return milliseconds(lambda: subprocess.run(command, env=environment, check=True, capture_output=True))[0] / 1000


if __name__ == "__main__":
    main()
