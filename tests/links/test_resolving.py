"""Names are resolved by the system, in bounded time."""

import socket
import threading

import pytest

from portal.links import resolving
from portal.links.resolving import NameNotAnswered
from portal.links.resolving import NameUnknown
from portal.links.resolving import resolve


def test_a_name_of_the_machine_is_resolved_to_numbers() -> None:
    """Each number once."""
    assert "127.0.0.1" in resolve("localhost")


@pytest.mark.parametrize(
    ("number", "error"),
    [(socket.EAI_NONAME, NameUnknown), (socket.EAI_AGAIN, NameNotAnswered), (socket.EAI_FAIL, NameNotAnswered)],
)
def test_no_such_name_differs_from_no_answer(
    monkeypatch: pytest.MonkeyPatch, number: int, error: type[Exception]
) -> None:
    """What the system reports is told apart: one is news about the link, the other is not."""

    def failing(*_arguments: object, **_options: object) -> None:
        raise socket.gaierror(number, "told by the test")

    monkeypatch.setattr(socket, "getaddrinfo", failing)

    with pytest.raises(error):
        resolve("www.silta-tests.org")


def test_a_resolver_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the time is up there is no answer; one that comes later disturbs nobody."""
    let_go = threading.Event()

    def hanging(*_arguments: object, **_options: object) -> list[object]:
        let_go.wait(20)
        return []

    monkeypatch.setattr(resolving, "SECONDS", 0.05)
    monkeypatch.setattr(socket, "getaddrinfo", hanging)
    before = set(threading.enumerate())

    with pytest.raises(NameNotAnswered):
        resolve("www.silta-tests.org")

    late = set(threading.enumerate()) - before
    let_go.set()
    # What a thread says after its test would be laid at the door of the test that happens to run then.
    for thread in late:
        thread.join(20)
    assert 1 == len(late)
