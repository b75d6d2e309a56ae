"""The workspace database: opened, brought up to date, and used in transactions that are whole or not at all."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Engine
from sqlalchemy import create_engine
from sqlalchemy import event
from sqlalchemy import make_url
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.workspace.unavailable import WorkspaceUnavailable

WRITING = "silta_writing"
BUSY_SECONDS = 10
TURN = 7_458_210
"""The number of the lock in PostgreSQL under which one at a time writes."""
PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", f"busy_timeout = {BUSY_SECONDS * 1000}")
"""FULL: an acknowledged save survives a power cut; in WAL mode NORMAL would not promise that."""
CURE = (
    "See to the disk of PORTAL_WORKSPACE or the server of PORTAL_DATABASE; "
    "where there is no workspace yet, run `portal workspace prepare`."
)


class Database:
    """A database by its address; nothing is opened before the first question."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._engine = _engine(address)

    def prepare(self) -> None:
        """Make the database where there is none and bring its tables up to date; safe in several processes at once."""
        from portal.workspace.tables_upgrade import upgrade  # noqa: PLC0415 - loaded late, see docs/architecture.md

        with self._guarded(), self._alone(), self._engine.connect() as connection:
            upgrade(connection)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session whose questions all see one moment."""
        with self._guarded(), Session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session that is committed at the end, and undone whole when anything goes wrong.

        The right to write is taken at the start, so that what was read inside is still true at the end.
        Raises `WorkspaceUnavailable` when it cannot be had within ten seconds, or the disk refuses.
        """
        with self._guarded(), self._engine.connect().execution_options(**self._writing) as connection:
            self._take_turn(connection)
            with Session(connection, expire_on_commit=False) as session, session.begin():
                yield session
            connection.commit()

    def demand_writable(self) -> None:
        """Raise `WorkspaceUnavailable` where nothing can be written now; to be asked before what cannot be undone."""
        with self.writing() as session:
            session.execute(text("UPDATE alembic_version SET version_num = version_num"))

    def close(self) -> None:
        """Let go of every connection; asking again opens new ones."""
        self._engine.dispose()

    @property
    def _writing(self) -> dict[str, Any]:
        # PostgreSQL's own strict level makes nobody wait: one of two writers would be told to try again.
        level = {"isolation_level": "READ COMMITTED"} if self._engine.dialect.name == "postgresql" else {}
        return {WRITING: True, **level}

    def _take_turn(self, connection: Connection) -> None:
        """Wait until nobody else writes, as SQLite does by itself; what is read afterwards is what they wrote."""
        if self._engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            if isinstance(error, DBAPIError) and error.connection_invalidated:
                self._engine.dispose()
            if _is_outage(error):
                said = " ".join(str(error.orig).split())  # PostgreSQL says more than a line
                raise WorkspaceUnavailable(f"the workspace cannot be used: {said}. {CURE}") from error
            raise

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process at a time bring the tables up to date."""
        if self._engine.dialect.name == "postgresql":
            with self._engine.begin() as connection:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN + 1})")
                yield
            return
        file = make_url(self._address).database if self._engine.dialect.name == "sqlite" else None
        if not file:
            yield
            return
        try:
            Path(file).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with Path(f"{file}.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except OSError as error:
            raise WorkspaceUnavailable(f"the workspace cannot be made: {error}. {CURE}") from error


def _is_outage(error: DBAPIError) -> bool:
    """Tell what lies in the surroundings (no disk, no server, busy) from a fault of the program."""
    return type(error).__name__ in {"OperationalError", "InterfaceError"}


def _engine(address: str) -> Engine:
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, isolation_level="REPEATABLE READ")
    engine = create_engine(url)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: object, _record: object) -> None:
    # The driver's own transactions begin too late to make a read and a write one step; SQLAlchemy begins them below.
    connection.isolation_level = None  # type: ignore[attr-defined]  # the driver's connection has no common type
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
