"""Runs the steps on the connection that the database hands over."""

from alembic import context

from portal.workspace import account_tables
from portal.workspace import draft_tables
from portal.workspace import inbox_tables
from portal.workspace.tables import Table

TABLES = (account_tables, draft_tables, inbox_tables)
"""Importing them makes them known to the registry below."""

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Table.metadata, render_as_batch=True, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
