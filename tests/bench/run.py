"""`make bench`: quality, speed and memory beside peers, in the same run and on the same machine.

Each part leaves its tables in `.build/bench`; the page is made of the latest of all parts, so that one can be renewed.
"""

import os
import platform
import sys
import tempfile
import time
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.documents import documents_section  # noqa: E402 - the path to the tests comes first
from tests.bench.hostile import hostile_section  # noqa: E402
from tests.bench.plan import Part  # noqa: E402
from tests.bench.plan import plan_from_environment  # noqa: E402
from tests.bench.publishing import publishing_section  # noqa: E402
from tests.bench.quality import quality_section  # noqa: E402
from tests.bench.served import served_section  # noqa: E402
from tests.bench.speed import speed_section  # noqa: E402

KEPT = ROOT / ".build" / "bench"
PAGE = ROOT / "docs" / "benchmarks.md"
LIBRARIES = ("whoosh3", "numpy", "flask", "gunicorn", "tantivy", "datasette", "pagefind")
SECTIONS = {
    Part.QUALITY: quality_section,
    Part.SPEED: speed_section,
    Part.SERVED: served_section,
    Part.HOSTILE: hostile_section,
    Part.DOCUMENTS: documents_section,
    Part.PUBLISHING: publishing_section,
}


def main() -> None:
    """Run the parts of the plan, print their tables and write the page."""
    plan = plan_from_environment()
    KEPT.mkdir(parents=True, exist_ok=True)
    for part in plan.parts:
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="silta-bench-") as folder:
            section = SECTIONS[part](plan, Path(folder))
        section += (
            f"\n\nMeasured {time.strftime('%Y-%m-%d %H:%M')} in {time.monotonic() - started:.0f} s: {_machine()}.\n"
        )
        (KEPT / f"{part}.md").write_text(section, encoding="utf-8")
        sys.stdout.write(f"{section}\n")
        sys.stdout.flush()
    sections = [file.read_text(encoding="utf-8") for part in Part if (file := KEPT / f"{part}.md").exists()]
    PAGE.write_text("\n".join(["# Benchmarks\n", _preface(), *sections]), encoding="utf-8")


def _preface() -> str:
    return (
        "Made by `make bench`; each part says when and on what.\n"
        "A document is an entry in one language.\n"
        "p50 is the median, p95 what 95 of 100 stay below; a ratio below 1 means that Silta is faster.\n"
        "Two noisy cores: read ratios, not milliseconds.\n"
    )


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    libraries = ", ".join(f"{name} {_version(name)}" for name in LIBRARIES)
    return f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}, {libraries}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


if __name__ == "__main__":
    main()
