"""Secrets that all processes share: made once, whoever asks first."""

import threading

from portal.workspace.secret_store import shared_secret
from portal.workspace.workspace import Workspace
from portal.workspace.workspace import open_workspace
from tests.workspace.conftest import TurnedClock


def test_all_processes_get_one_secret_for_a_name(workspace: Workspace, address: str, clock: TurnedClock) -> None:
    """Also when they ask at once; another name has another secret."""
    other, begin, found = open_workspace(address, clock), threading.Barrier(8), set()

    def ask(door: Workspace) -> None:
        begin.wait()
        found.add(shared_secret(door.database, "forms"))

    askers = [threading.Thread(target=ask, args=((workspace, other)[number % 2],)) for number in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    other.database.close()

    assert (1, 32, True) == (len(found), len(next(iter(found))), shared_secret(workspace.database, "x") not in found)
