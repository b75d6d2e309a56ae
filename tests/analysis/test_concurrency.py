"""Several threads and processes analyse at once and agree."""

import multiprocessing
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from portal.analysis.analyzers import build_analyzers
from portal.domain.language import Language
from tests.shared.rounds import WHOLE

_FOLDER = Path(__file__).parent
_WORDS = [
    line.split("\t")[0]
    for language in ("fi", "sv")
    for line in (_FOLDER / f"compounds_{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
_TEXTS = [" ".join(_WORDS[start : start + 40]) for start in range(0, len(_WORDS), 40)]
# Build and analyse in a process of its own; the lemmas on standard output.
_PROGRAM = """
import sys
from pathlib import Path
from portal.analysis.analyzers import build_analyzers
analyzers = build_analyzers(Path(sys.argv[1]))
for language in sys.argv[2:]:
    print([token.lemmas for token in analyzers[language].analyse("ehdoista sysselsättningskraven clauses")])
"""


def _analysed(analyzers) -> list[object]:
    return [analyzers[language].analyse(text) for text in _TEXTS for language in Language]


def test_four_threads_agree(cache_folder, analyzers) -> None:
    """Four threads over fresh analysers crash nothing and find what one thread finds."""
    fresh = build_analyzers(cache_folder)
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(_analysed, [fresh] * 4))

    assert [_analysed(analyzers)] * 4 == results


def test_two_processes_agree(analyzers) -> None:
    """Two processes forked from one that has analysed, as a web server's workers are, find the same."""
    expected = _analysed(analyzers)
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    children = [context.Process(target=lambda: answers.put(_analysed(analyzers) == expected)) for _ in range(2)]
    for child in children:
        child.start()
    agreed = [answers.get() for _ in children]
    for child in children:
        child.join()

    assert ([True, True], [0, 0]) == (agreed, [child.exitcode for child in children])


def test_two_processes_build_the_tables_at_once(tmp_path) -> None:
    """Two first starts on one empty cache folder both succeed and find the same; the small round has no Finnish."""
    command = [sys.executable, "-c", _PROGRAM, str(tmp_path), *(Language if WHOLE else (Language.SV, Language.EN))]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    first, second = (process.communicate(timeout=150)[0] for process in running)

    assert (first, [0, 0]) == (second, [process.returncode for process in running])
