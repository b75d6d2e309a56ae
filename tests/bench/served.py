"""The search page end to end, under gunicorn on this machine."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from portal.search.request import SearchRequest
from tests.bench.timing import children
from tests.bench.timing import resident_megabytes

ROOT = Path(__file__).parents[2]
CLIENTS = 4
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Served:
    """What the server did: milliseconds per page, pages a second, megabytes per worker, milliseconds to start."""

    pages: tuple[float, ...]
    per_second: float
    megabytes: tuple[float, ...]
    start: float
    errors: int


def serve(content: Path, index: Path, requests: list[SearchRequest]) -> Served:
    """Start two workers, ask every question from four clients at once, four rounds, and stop the server."""
    start = time.perf_counter()
    with _gunicorn(content, index) as (process, port):
        _page(http.client.HTTPConnection("127.0.0.1", port), _path(requests[0]))
        started = (time.perf_counter() - start) * 1000
        _round(port, requests)
        begun = time.perf_counter()
        times = [each for _ in range(ROUNDS) for each in _round(port, requests)]
        seconds = time.perf_counter() - begun
        megabytes = tuple(resident_megabytes(child) for child in children(process))
    good = tuple(milliseconds for status, milliseconds in times if status == 200)
    if not good:
        raise RuntimeError(f"no page was served: {sorted({status for status, _ in times})}")
    return Served(good, len(times) / seconds, megabytes, started, len(times) - len(good))


@contextmanager
def _gunicorn(content: Path, index: Path) -> Iterator[tuple[int, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PORTAL_CONTENT": str(content), "PORTAL_SEARCH_INDEX": str(index)}
    command = [sys.executable, "-m", "gunicorn", "--workers", "2", "--log-level", "error"]
    with subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", "wsgi:application"], cwd=ROOT, env=environment
    ) as server:
        try:
            _wait(port)
            yield server.pid, port
        finally:
            server.terminate()


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the server did not start within 30 seconds")


def _round(port: int, requests: list[SearchRequest]) -> list[tuple[int, float]]:
    times: list[tuple[int, float]] = []

    def client(share: list[SearchRequest]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for request in share:
            begun = time.perf_counter()
            status = _page(connection, _path(request))
            times.append((status, (time.perf_counter() - begun) * 1000))
        connection.close()

    clients = [threading.Thread(target=client, args=(requests[number::CLIENTS],)) for number in range(CLIENTS)]
    for each in clients:
        each.start()
    for each in clients:
        each.join()
    return times


def _page(connection: http.client.HTTPConnection, path: str) -> int:
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    return response.status


def _path(request: SearchRequest) -> str:
    filters = "".join(f"&{name}={code}" for name, codes in request.filters.items() for code in sorted(codes))
    return f"/{request.language}/search?q={quote(request.query)}{filters}"
