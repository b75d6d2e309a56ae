"""The workers of the server: made once, and forked."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.bootstrap import Portal

ROOT = Path(__file__).parents[2]
WORKERS = 2
SECONDS_TO_START = 60


@pytest.fixture
def server(portal: Portal, tmp_path: Path) -> Iterator[int]:
    """The process of a server with two workers that has answered a question."""
    settings = portal.settings
    places = {"PORTAL_CONTENT": settings.content, "PORTAL_SEARCH_INDEX": settings.search_index}
    named = {name: str(place) for name, place in {**places, "PORTAL_WORKSPACE": tmp_path}.items()}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--workers", str(WORKERS), "--bind", f"127.0.0.1:{port}"]
    environment = {**os.environ, **named}
    with subprocess.Popen([*command, "wsgi:application"], cwd=ROOT, env=environment, stderr=subprocess.PIPE) as running:
        try:
            wait(running.pid, port)
            urllib.request.urlopen(f"http://127.0.0.1:{port}/en/search?q=contract").close()
            yield running.pid
        finally:
            running.terminate()


def wait(process: int, port: int) -> None:
    """Wait until somebody listens and all workers are there."""
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            pass
        else:
            if len(children(process)) == WORKERS:
                return
        time.sleep(0.05)
    raise TimeoutError(f"no {WORKERS} workers listen at {port}")


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def memory(process: int) -> dict[str, int]:
    """The kilobytes of a process by kind."""
    rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    return {row.split(":")[0]: int(row.split()[1]) for row in rows}


def test_workers_share_what_the_server_has_made(server: int) -> None:
    """Each worker has most of its memory in common with the others, and the server keeps no database open for them."""
    found = [memory(worker) for worker in children(server)]
    shared = [each["Shared_Dirty"] > 2 * each["Private_Dirty"] for each in found]
    opened = [file.readlink().name for file in Path(f"/proc/{server}/fd").iterdir() if file.is_symlink()]

    assert ([True] * WORKERS, []) == (shared, [name for name in opened if name.endswith((".sqlite", ".db", ".pst"))])
