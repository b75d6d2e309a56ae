"""The portal as readers meet it: content on disk, a real index, gunicorn on a port of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal.domain.language import Language
from portal.library.library import read_library
from portal.library.shelf import Shelf

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 60


@dataclass(frozen=True, slots=True)
class Site:
    """A running portal: where it answers, where the one without an index answers, and what is on its shelf."""

    address: str
    address_without_index: str
    shelf: Shelf


def compile_catalogues() -> None:
    """Compile the catalogues where one is missing, as `make translations` does."""
    translations = ROOT / "translations"
    if all((translations / language / "LC_MESSAGES" / "messages.mo").is_file() for language in Language):
        return
    command = [_beside_python("pybabel"), "-q", "compile", "--directory", str(translations)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def build_index(content: Path, index: Path) -> None:
    """Bring the index of a content folder in step with it, and a workspace beside it, as an operator would."""
    environment = _environment(content, index)
    for command in (("index", "build"), ("workspace", "prepare")):
        asked = [_beside_python("portal"), *command]
        done = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"The command {command} failed.\n{done.stderr[-2000:]}")


@contextmanager
def site(content: Path, index: Path, empty: Path, log: Path) -> Iterator[Site]:
    """Serve a content folder with its index, and once more with a folder without one; both end with the context."""
    with serve(content, index, empty, log) as (whole, bare):
        yield Site(whole, bare, read_library(content).shelf)


@contextmanager
def serve(content: Path, index: Path, empty: Path, log: Path) -> Iterator[tuple[str, str]]:
    """Serve as `site` does, and give the two addresses alone."""
    compile_catalogues()
    with gunicorn(content, index, 2, log) as whole, gunicorn(content, empty, 1, log) as bare:
        yield whole, bare


@contextmanager
def gunicorn(
    content: Path, index: Path, workers: int, log: Path, more: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Serve one portal and give its address; `more` are further settings."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--workers", f"{workers}"]
    command += ["--log-level", "warning", "--bind", f"127.0.0.1:{port}", "wsgi:application"]
    with (
        log.open("ab") as written,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env={**_environment(content, index), **(more or {})},
            stdout=written,
            stderr=subprocess.STDOUT,
            process_group=0,
        ) as server,
    ):
        try:
            _wait(server, f"http://127.0.0.1:{port}", log)
            yield f"http://127.0.0.1:{port}"
        finally:
            # Nothing of it is kept, and workers take seconds to free their dictionaries: the group goes at once.
            os.killpg(server.pid, signal.SIGKILL)


def _wait(server: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=10).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The portal did not start.\n{log.read_text(encoding='utf-8')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _environment(content: Path, index: Path) -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    places = {"PORTAL_CONTENT": content, "PORTAL_SEARCH_INDEX": index, "PORTAL_WORKSPACE": index / "workspace"}
    return {**others, **{name: str(place) for name, place in places.items()}}


def _beside_python(command: str) -> str:
    return str(Path(sys.executable).with_name(command))
