"""A PostgreSQL server of the tests' own, in a folder of its own, reached through a socket and by nobody else."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CURE = (
    "PostgreSQL is not installed, so that the workspace was tried on SQLite alone. "
    "To cure it: apt-get install postgresql (make test does so where it may)."
)
QUICK = {"listen_addresses": "", "fsync": "off", "full_page_writes": "off", "shared_buffers": "16MB"}
"""Nothing is reachable from the network, and nothing has to survive the test."""


def programs() -> Path | None:
    """Return the folder of the newest server on this machine; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda each: int(each.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("pg_ctl")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def running(folder_of_programs: Path) -> Iterator[str]:
    """Run a server while the test does, and give the address of a database without its name: `address.format(name)`."""
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="silta-pg-"))
    try:
        if user:
            shutil.chown(folder, user)
        data = str(folder / "data")
        _run(user, folder_of_programs / "initdb", "-D", data, "-U", "silta", "-A", "trust", "-E", "UTF8", "-N")
        options = " ".join(f"-c {name}='{value}'" for name, value in QUICK.items()) + f" -k {folder}"
        log = str(folder / "log")
        _run(user, folder_of_programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://silta@/{{}}?host={folder}"
        finally:
            _run(user, folder_of_programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str | None:
    """Return as whom to run the server, which refuses to be root; None where nobody has to be changed."""
    if os.geteuid() != 0:
        return None
    names = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(user: str | None, *command: object) -> None:
    done = subprocess.run(
        [str(each) for each in command],
        user=user,
        cwd="/",
        stdin=subprocess.DEVNULL,
        # Not a pipe: the server keeps it open for as long as it runs.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}")
