"""The workspace is opened by whoever first asks for it, and then it is the same for all."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.exc import NoSuchModuleError

from portal.workspace.door import WorkspaceDoor
from portal.workspace.unavailable import WorkspaceUnavailable

UNKNOWN = "postgresql+nobody://silta@localhost/silta"


def test_all_get_the_same_workspace(tmp_path: Path) -> None:
    """However many ask at once."""
    door = WorkspaceDoor(f"sqlite:///{tmp_path / 'workspace.db'}")
    with ThreadPoolExecutor(8) as many:
        opened = {id(each) for each in many.map(lambda _: door.open(), range(50))}

    assert {id(door.open())} == opened


def test_a_closed_door_opens_again(tmp_path: Path) -> None:
    """Before a process is forked its connections are closed; what is asked later opens new ones."""
    door = WorkspaceDoor(f"sqlite:///{tmp_path / 'workspace.db'}")
    door.close()
    door.open().database.prepare()
    door.close()
    door.demand_writable()
    records = door.open().chores.records()
    door.close()

    assert [] == records


def test_an_unwritable_workspace_is_told_before_anything_is_done(tmp_path: Path) -> None:
    """As where nobody has prepared it."""
    with pytest.raises(WorkspaceUnavailable):
        WorkspaceDoor(f"sqlite:///{tmp_path}/none/workspace.db").demand_writable()


def test_a_wrong_address_is_told_at_once_where_that_is_asked() -> None:
    """Whoever names a database hears of it at start, and not the first person at the desk."""
    WorkspaceDoor(UNKNOWN)
    with pytest.raises(NoSuchModuleError, match="nobody"):
        WorkspaceDoor(UNKNOWN, at_once=True)
