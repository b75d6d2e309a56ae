"""Secrets that every process shares, made once and kept in the workspace."""

import secrets

from portal.workspace.account_tables import SecretRow
from portal.workspace.database import Database

SIZE = 32


def shared_secret(database: Database, name: str) -> bytes:
    """Return the secret of a name: 32 random bytes, made by whoever asks first."""
    with database.reading() as session:
        row = session.get(SecretRow, name)
        if row is not None:
            return row.value
    with database.writing() as session:
        row = session.get(SecretRow, name)
        if row is None:
            row = SecretRow(name=name, value=secrets.token_bytes(SIZE))
            session.add(row)
        return row.value
