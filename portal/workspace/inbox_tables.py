"""Tables of what comes in from outside: cases sent in, readers' comments, checks of links, and imports."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import LargeBinary
from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import deferred
from sqlalchemy.orm import mapped_column

from portal.workspace.tables import Code
from portal.workspace.tables import Key
from portal.workspace.tables import Table

NAME = String(120)


class SentCaseRow(Table):
    """A case that somebody sent in through the public form; `fields` is what they typed."""

    __tablename__ = "sent_cases"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    at: Mapped[datetime]
    language: Mapped[str] = mapped_column(Code)
    fields: Mapped[dict[str, str]]
    state: Mapped[str] = mapped_column(Code, index=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id", ondelete="SET NULL"))
    handled_by: Mapped[str] = mapped_column(NAME)
    handled_at: Mapped[datetime | None]


class ReaderCommentRow(Table):
    """What a reader said about one entry; shown only once somebody at the desk let it."""

    __tablename__ = "reader_comments"
    __table_args__ = (Index("ix_reader_comments_ref_state", "ref", "state"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(Code)
    text: Mapped[str]
    role: Mapped[str] = mapped_column(String(120))
    """As whom the reader speaks, such as “procurement officer of a municipality”; may be empty."""
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(Code)
    answer: Mapped[str]
    handled_by: Mapped[str] = mapped_column(NAME)
    handled_at: Mapped[datetime | None]


class LinkCheckRow(Table):
    """What one check of an outgoing address found."""

    __tablename__ = "link_checks"
    __table_args__ = (Index("ix_link_checks_address_at", "address", "at"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    address: Mapped[str] = mapped_column(String(2000))
    at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(Code)
    detail: Mapped[dict[str, Any]]


class ImportRow(Table):
    """One import of many entries: the file, what its dry run found, and the commit that can be undone."""

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    name_of_importer: Mapped[str] = mapped_column(NAME)
    collection: Mapped[str] = mapped_column(Code)
    file_name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    state: Mapped[str] = mapped_column(Code)
    report: Mapped[dict[str, Any]]
    commit: Mapped[str | None] = mapped_column(String(64))
    undone_by: Mapped[str | None] = mapped_column(String(64))


class ChoreRow(Table):
    """When a chore was last done and what it said, so that it is done on time and once."""

    __tablename__ = "chores"

    name: Mapped[str] = mapped_column(Code, primary_key=True)
    begun_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    report: Mapped[dict[str, Any]]
