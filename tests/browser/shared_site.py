"""One running portal for all processes of a test run; run as a module with its folder, this keeps it running.

The portal is nobody's own: who uses it holds a lock, and the keeper ends it when the last lock is gone.
The system takes the lock from a process that dies, so that nothing is left behind however a run ends.
"""

import fcntl
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.library.library import read_library
from tests.browser.served_site import ROOT
from tests.browser.served_site import Site
from tests.browser.served_site import serve
from tests.shared.once import alone

CONTENT = "content"
INDEX = "index"
EMPTY = "empty"
"""In the folder of a site: its content, the index of it, and a folder without an index."""

ADDRESSES = "addresses.json"
USERS = "users"
LOG = "log"
SECONDS_TO_START = 120


@contextmanager
def shared_site(folder: Path) -> Iterator[Site]:
    """Give the portal that serves this folder, started by who comes first and ended after who leaves last."""
    with (folder / USERS).open("a") as using:
        with alone(folder / "starting"):
            # Waits while a keeper that found nobody is on its way out; then there are no addresses any more.
            fcntl.flock(using, fcntl.LOCK_SH)
            if not (folder / ADDRESSES).is_file():
                _start_keeper(folder)
        whole, bare = json.loads((folder / ADDRESSES).read_text(encoding="ascii"))
        yield Site(whole, bare, read_library(folder / CONTENT).shelf)


def _start_keeper(folder: Path) -> None:
    """Start the keeper in a session of its own, as it outlives the process that needed it first."""
    log = (os.POSIX_SPAWN_OPEN, 1, str(folder / LOG), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    keeper = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "tests.browser.shared_site", str(folder)],
        {**os.environ, "PYTHONPATH": str(ROOT)},
        file_actions=[log, (os.POSIX_SPAWN_DUP2, 1, 2)],
        setsid=True,
    )
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and os.waitpid(keeper, os.WNOHANG) == (0, 0):
        if (folder / ADDRESSES).is_file():
            return
        time.sleep(0.1)
    raise RuntimeError(f"The portal did not start.\n{(folder / LOG).read_text(encoding='utf-8')[-2000:]}")


def keep(folder: Path) -> None:
    """Serve the folder until nobody uses it any more."""
    addresses = folder / ADDRESSES
    with (folder / USERS).open("a") as users:
        with serve(folder / CONTENT, folder / INDEX, folder / EMPTY, folder / LOG) as both:
            beside = addresses.with_suffix(".new")
            beside.write_text(json.dumps(both), encoding="ascii")
            beside.replace(addresses)
            fcntl.flock(users, fcntl.LOCK_EX)
        addresses.unlink()


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
