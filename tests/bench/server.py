"""A server process on this machine, and clients that ask it."""

import http.client
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.timing import children
from tests.bench.timing import proportional_megabytes
from tests.bench.timing import resident_megabytes

ROOT = Path(__file__).parents[2]
CLIENTS = 4
PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a client got it: which question, what status, how many milliseconds."""

    question: int
    status: int
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers; all addresses are of this machine."""

    process: int
    port: int

    def get(self, path: str, connection: http.client.HTTPConnection | None = None) -> int:
        """Ask for one page, read it to the end and return its status."""
        asked = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        asked.request("GET", path, headers={"Accept-Encoding": "gzip"})
        response = asked.getresponse()
        response.read()
        if connection is None:
            asked.close()
        return response.status

    def at_once(self, paths: Sequence[str]) -> tuple[list[Page], float]:
        """Ask for all pages from four clients, each waiting for its answer; returns pages and seconds."""
        pages: list[Page] = []

        def client(first: int) -> None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            for number in range(first, len(paths), CLIENTS):
                begun = time.perf_counter()
                status = self.get(paths[number], connection)
                pages.append(Page(number, status, (time.perf_counter() - begun) * 1000))
            connection.close()

        begun = time.perf_counter()
        _all([threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)])
        return pages, time.perf_counter() - begun

    def steadily(self, paths: Sequence[str], per_second: float) -> list[Page]:
        """Ask for the pages at a steady rate, whether or not the ones before are answered; waiting counts as time."""
        pages: list[Page] = []
        begun = time.perf_counter()

        def one(number: int) -> None:
            due = begun + number / per_second
            time.sleep(max(0.0, due - time.perf_counter()))
            status = self.get(paths[number])
            pages.append(Page(number, status, (time.perf_counter() - due) * 1000))

        _all([threading.Thread(target=one, args=(number,)) for number in range(len(paths))])
        return pages

    def megabytes(self) -> tuple[float, float]:
        """Return the memory of the largest working process: resident, and with shared pages counted in part."""
        workers = children(self.process) or [self.process]
        largest = max(workers, key=resident_megabytes)
        return resident_megabytes(largest), proportional_megabytes(largest)


@contextmanager
def running(command: Callable[[int], list[str]]) -> Iterator[Server]:
    """Start a server on a free port and stop it at the end; raises `TimeoutError` when it does not listen in time."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # What a server says of itself is no part of the tables.
    with subprocess.Popen(command(port), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(server, port)
            yield Server(server.pid, port)
        finally:
            server.terminate()


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise TimeoutError(f"the server did not start: {' '.join(server.args[:4])}")


def _all(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
