"""A workspace on each of the two kinds of database, and a clock that a test turns."""

import itertools
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from portal.workspace.database import Database
from portal.workspace.workspace import Workspace
from portal.workspace.workspace import open_workspace
from tests.workspace.postgres_server import CURE
from tests.workspace.postgres_server import programs
from tests.workspace.postgres_server import running

NAMES = (f"workspace_{number}" for number in itertools.count())


@dataclass
class TurnedClock:
    """A clock that stands still until a test turns it."""

    moment: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the moment."""
        return self.moment

    def turn(self, **by: float) -> None:
        """Let time pass: `turn(minutes=5)`."""
        self.moment += timedelta(**by)


@pytest.fixture
def clock() -> TurnedClock:
    """A clock that stands still."""
    return TurnedClock()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables and nothing in them; made once, for it takes a while."""
    file = tmp_path_factory.mktemp("workspace") / "workspace.db"
    database = Database(f"sqlite:///{file}")
    database.prepare()
    database.close()
    return file


@pytest.fixture(scope="session")
def empty_postgresql() -> Iterator[str]:
    """A server with a database `empty` that has the tables; skipped, and said so, where there is none."""
    folder = programs()
    if folder is None:
        pytest.skip(CURE)
    with running(folder) as address:
        _make_database(address, "empty", "template1")
        database = Database(address.format("empty"))
        database.prepare()
        database.close()
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a workspace database of the test's own, with its tables."""
    if request.param == "sqlite":
        file = shutil.copy(request.getfixturevalue("empty_sqlite"), tmp_path / "workspace.db")
        return f"sqlite:///{file}"
    server: str = request.getfixturevalue("empty_postgresql")
    name = next(NAMES)
    _make_database(server, name, "empty")
    return server.format(name)


@pytest.fixture
def workspace(address: str, clock: TurnedClock) -> Iterator[Workspace]:
    """A workspace whose clock the test turns."""
    opened = open_workspace(address, clock)
    yield opened
    opened.database.close()


def _make_database(server: str, name: str, like: str) -> None:
    plain = server.format("postgres").replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
