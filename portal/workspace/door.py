"""The way into the workspace, which is opened when somebody first wants in."""

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what it is made of takes long to load
    from portal.workspace.workspace import Workspace


class WorkspaceDoor:
    """Opens the workspace at a database address with the first question, and once; safe to share between threads.

    A page of hits needs none of it, and a server has to answer soon after its start.
    """

    def __init__(self, address: str, *, at_once: bool = False) -> None:
        """`at_once` opens it now, so that whoever has named a database hears of a wrong name at start."""
        self._address = address
        self._lock = Lock()
        self._opened: Workspace | None = None
        if at_once:
            self.open()

    def open(self) -> "Workspace":
        """Return the workspace; raises what SQLAlchemy does for an address it knows no driver for."""
        with self._lock:
            if self._opened is None:
                from portal.workspace.workspace import open_workspace  # noqa: PLC0415 - loaded late, see docs/architecture.md

                self._opened = open_workspace(self._address)
            return self._opened

    def demand_writable(self) -> None:
        """Raise `WorkspaceUnavailable` where nothing can be written now; to be asked before what cannot be undone."""
        self.open().database.demand_writable()

    def close(self) -> None:
        """Let go of every connection; asking again opens new ones."""
        with self._lock:
            if self._opened is not None:
                self._opened.database.close()
