"""Another process at work on an index; run by path with a folder, a verb and numbers.

`full N STAMP` writes N documents anew, `update N STAMP` changes N documents one by one, `ask SECONDS` prints what it
finds whenever that changes, `hold SECONDS` holds the build lock.
Each document carries the stamp as a word, so that a reader can tell which build wrote it.
"""

import random
import re
import sys
import time
from pathlib import Path

from portal.domain.language import Language
from portal.domain.token import Token
from portal.search.build_lock import build_lock
from portal.search.document import DocumentText
from portal.search.document import SearchDocument
from portal.search.request import SearchRequest
from portal.search.whoosh_engine import WhooshEngine


def analyse(text):
    """Every word is its own base form."""
    return tuple(
        Token(match[0], match.start(), match.end(), (match[0].casefold(),), ()) for match in re.finditer(r"\w+", text)
    )


def document(number, stamp):
    """A document with its number and the stamp of its build."""
    text = DocumentText(f"kuopio {stamp}", body=f"numero{number} {stamp} " + "sana " * 50)
    return SearchDocument(f"cases/{number}", "cases", {Language.FI: text}, {"stamp": (stamp,)}, "", stamp)


def main(folder, verb, *numbers):
    """Do what the verb says."""
    # The library once drew file names from the global generator: two processes with one seed must not collide.
    random.seed(1)
    engine = WhooshEngine(Path(folder), dict.fromkeys(Language, analyse), dict.fromkeys(Language, "worker"))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    if verb == "full":
        engine.build([document(number, numbers[1]) for number in range(int(numbers[0]))], full=True)
    elif verb == "update":
        for number in range(int(numbers[0])):
            engine.update([document(number, numbers[1])])
    elif verb == "hold":
        with build_lock(Path(folder) / "LOCK", 1):
            sys.stdout.write("held\n")
            sys.stdout.flush()
            time.sleep(float(numbers[0]))
    elif verb == "ask":
        last = None
        deadline = time.monotonic() + float(numbers[0])
        while time.monotonic() < deadline:
            result = engine.find(SearchRequest("kuopio", Language.FI))
            found = (result.total, sorted(value.code for value in result.facets["stamp"]))
            if found != last:
                last = found
                sys.stdout.write(" ".join((str(result.total), *found[1])) + "\n")
                sys.stdout.flush()
            time.sleep(0.01)
    engine.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
