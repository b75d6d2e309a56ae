"""A process that builds the index when told to; run by path with the content folder, the index folder and a mode.

It says `ready`, waits for a line, builds as `portal index build` does (`full` as with `--full`), says each stage when
it begins, and then `built`, or `busy` when another process held the lock for too long.
"""

import sys
from pathlib import Path

from portal.bootstrap import build_portal
from portal.search.errors import IndexBusy
from portal.settings import Settings


def main(content, index, mode):
    """Do what the mode says."""
    portal = build_portal(Settings(content=Path(content), search_index=Path(index)))
    stages = []

    def show(progress):
        if progress.stage not in stages:
            stages.append(progress.stage)
            _say(progress.stage)

    _say("ready")
    sys.stdin.readline()
    try:
        portal.rebuild_index(full=mode == "full", progress=show)
    except IndexBusy:
        _say("busy")
    else:
        _say("built")


def _say(word):
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
