"""A process that asks all the time, as a worker of the portal does; run by path with the content and index folders.

Whenever the answer to a question is another than before, it says the number of the question and what the answer is
known by; at a line from outside it says `mark` and the line, so that the other side knows what came before and after.
"""

import queue
import sys
import threading
import time
from pathlib import Path

from portal.bootstrap import build_portal
from portal.settings import Settings
from tests.stress.questions import QUESTIONS
from tests.stress.questions import answer_to

PAUSE = 0.005
"""Seconds between two questions, so that the builders get something of the processor too."""


def main(content, index):
    """Ask until there are no more lines from outside."""
    engine = build_portal(Settings(content=Path(content), search_index=Path(index))).engine
    lines = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(lines,), daemon=True).start()
    known = {}
    while True:
        for number, question in enumerate(QUESTIONS):
            try:
                answer = answer_to(engine, question)
            except Exception as error:  # noqa: BLE001 - whatever goes wrong is what the test must hear of
                answer = repr(error).replace("\n", " ")
            if known.get(number) != answer:
                known[number] = answer
                sys.stdout.write(f"{number} {answer}\n")
            time.sleep(PAUSE)
        # One line after each round: two at once would say that all was asked between them, and nothing was.
        if not lines.empty():
            line = lines.get()
            if not line:
                return
            sys.stdout.write(f"mark {line}")
        sys.stdout.flush()


def _listen(lines):
    for line in sys.stdin:
        lines.put(line)
    lines.put("")


if __name__ == "__main__":
    main(*sys.argv[1:])
