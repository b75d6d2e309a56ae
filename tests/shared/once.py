"""Folders that are made once per test run, whichever of its processes asks first."""

import fcntl
import os
import shutil
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder of this run with that name; who asks first makes it, the others wait until it is whole.

    Nobody changes what lies in it: who wants to, copies it.
    A maker that failed leaves nothing, and the next one who asks tries again.
    """
    folder = of_this_run(factory) / name
    with alone(folder.with_name(f"{name}.lock")):
        if not folder.is_dir():
            half_done = folder.with_name(f"{name}.half-done")
            shutil.rmtree(half_done, ignore_errors=True)
            half_done.mkdir()
            make(half_done)
            half_done.rename(folder)
    return folder


def of_this_run(factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all processes of this run share; each process has its own below it."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Wait until no other process is in here; a process that ends, however it ends, leaves."""
    with file.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
