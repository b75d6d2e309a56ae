"""Hostile questions to a large index, in a process of its own, so that its memory can be told.

Run by path with the content folder of the shelf, the index folder and the number of rounds, it prints one JSON object.
"""

import json
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from portal.bootstrap import build_portal  # noqa: E402 - the path to the tests comes first
from portal.domain.language import Language  # noqa: E402
from portal.library.library import read_library  # noqa: E402
from portal.publishing.search_documents import search_documents  # noqa: E402
from portal.search.request import SearchRequest  # noqa: E402
from portal.search.whoosh_engine import WhooshEngine  # noqa: E402
from portal.settings import Settings  # noqa: E402
from tests.bench.corpus import make_corpus  # noqa: E402
from tests.bench.hostile_questions import hostile_questions  # noqa: E402
from tests.bench.plan import Plan  # noqa: E402
from tests.bench.table import table  # noqa: E402
from tests.bench.timing import percentile  # noqa: E402
from tests.bench.timing import resident_megabytes  # noqa: E402

ROUNDS_PER_REPEAT = 3
"""What is kept in memory fills in the first rounds; whether it grows beyond that is seen in the later ones."""


def hostile_section(plan: Plan, folder: Path) -> str:
    """Return the table of hostile questions at the number of entries of the plan."""
    index = folder / "index"
    entries = _build(plan, folder / "content", index)
    command = [sys.executable, __file__, str(plan.content), str(index), str(ROUNDS_PER_REPEAT * plan.repeats)]
    told = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    rows = [(name, *(f"{each:.1f}" for each in figures)) for name, figures in told["kinds"].items()]
    memory = " → ".join(f"{each:.0f}" for each in told["memory"])
    intro = (
        f"{told['asked']} questions in three languages, in {len(told['memory']) - 1} rounds with other words each; "
        f"failures: {told['failures']}.\n"
        f"Memory of the process (resident MB), before and after each round: {memory}."
    )
    return "\n\n".join(
        [
            f"## Hostile questions, {entries} entries",
            intro,
            table(("question", "p50 (ms)", "p99 (ms)", "slowest (ms)"), rows),
        ]
    )


def _build(plan: Plan, content: Path, index: Path) -> int:
    portal = build_portal(Settings(content=plan.content, search_index=index))
    make_corpus(plan.content, content, plan.hostile_entries)
    documents = list(search_documents(read_library(content).shelf, portal.renderer.plain))
    portal.engine.build(documents)
    portal.warm_up()
    portal.close()
    return len(documents)


def main(content: str, index: str, rounds: str) -> None:
    """Ask and tell."""
    portal = build_portal(Settings(content=Path(content), search_index=Path(index)))
    portal.warm_up()
    engine = portal.engine
    assert isinstance(engine, WhooshEngine)
    words = _words(engine)
    times: dict[str, list[float]] = defaultdict(list)
    failures = 0
    memory = [resident_megabytes()]
    for number in range(int(rounds)):
        for name, question in hostile_questions(words, Random(number)):
            for language in Language:
                started = time.perf_counter()
                try:
                    engine.find(SearchRequest(question, language))
                except Exception:  # noqa: BLE001 - any failure at all is counted
                    failures += 1
                times[name].append((time.perf_counter() - started) * 1000)
        memory.append(resident_megabytes())
    times["all"] = [each for values in times.values() for each in values]
    kinds = {name: (percentile(values, 0.5), percentile(values, 0.99), max(values)) for name, values in times.items()}
    told = {"kinds": kinds, "failures": failures, "memory": memory, "asked": len(times["all"])}
    sys.stdout.write(json.dumps(told))


def _words(engine: WhooshEngine) -> list[str]:
    """The words of the titles that stand in the index, in an order that is always the same."""
    titles = [
        piece.text for hit in engine.find(SearchRequest("", Language.FI, per_page=100)).hits for piece in hit.title
    ]
    return sorted({word for title in titles for word in title.split() if word.isalpha()})


if __name__ == "__main__":
    main(*sys.argv[1:])
