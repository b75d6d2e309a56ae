"""A process that builds the index when told to; run by path with the content folder, the index folder and a mode.

It says `ready`, waits for a line, builds as `portal index build` does (`full` as with `--full`) and says `built`,
or `busy` when another process held the lock for too long.
"""

import sys
from pathlib import Path

from portal.bootstrap import build_portal
from portal.search.errors import IndexBusy
from portal.settings import Settings


def main(content, index, mode):
    """Do what the mode says."""
    portal = build_portal(Settings(content=Path(content), search_index=Path(index)))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    try:
        portal.rebuild_index(full=mode == "full")
    except IndexBusy:
        sys.stdout.write("busy\n")
    else:
        sys.stdout.write("built\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
