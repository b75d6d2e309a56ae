"""No test of the link checker reaches anybody but this machine."""

import sys
from collections.abc import Iterator

import pytest

OUTSIDE: list[str] = []
WATCHING: list[bool] = []
INSTALLED: list[bool] = []


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Note every connection and every question for a name that leaves the machine."""
    if not WATCHING:
        return
    if event == "socket.connect":
        where = arguments[1]
        if isinstance(where, tuple) and where[0] != "127.0.0.1":
            OUTSIDE.append(str(where))
    elif event == "socket.getaddrinfo" and arguments[0] not in {"127.0.0.1", "localhost"}:
        OUTSIDE.append(str(arguments[0]))


@pytest.fixture(autouse=True)
def stay_home() -> Iterator[None]:
    """Fail a test that connects, or asks the system for a name, beyond 127.0.0.1."""
    if not INSTALLED:
        sys.addaudithook(watch)
        INSTALLED.append(True)
    OUTSIDE.clear()
    WATCHING.append(True)
    yield
    WATCHING.clear()

    assert [] == OUTSIDE
