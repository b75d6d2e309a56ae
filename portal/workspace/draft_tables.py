"""Tables of texts in the making: drafts, every acknowledged save, reviews, comments and attached files."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import LargeBinary
from sqlalchemy import String
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import deferred
from sqlalchemy.orm import mapped_column

from portal.workspace.tables import Code
from portal.workspace.tables import Key
from portal.workspace.tables import Table

NAME = String(120)


class DraftRow(Table):
    """One language version of an entry as somebody wants it to be; what is typed lies in its saves too."""

    __tablename__ = "drafts"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(String(120), index=True)
    language: Mapped[str] = mapped_column(Code)
    original: Mapped[str] = mapped_column(Code)
    open_key: Mapped[str | None] = mapped_column(String(130), unique=True)
    """Entry and language while the draft is open, so that the database itself allows one open draft only."""
    state: Mapped[str] = mapped_column(Code, index=True)
    version: Mapped[int]
    typed: Mapped[dict[str, str]]
    base: Mapped[str | None] = mapped_column(String(64))
    base_text: Mapped[str]
    reason: Mapped[str]
    minor: Mapped[bool]
    machine_made: Mapped[bool]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    author_name: Mapped[str] = mapped_column(NAME)
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    saved_by_name: Mapped[str] = mapped_column(NAME)
    created_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    publish_at: Mapped[datetime | None] = mapped_column(index=True)


class SaveRow(Table):
    """One acknowledged save of a draft."""

    __tablename__ = "draft_saves"
    __table_args__ = (UniqueConstraint("draft_id", "version"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"))
    version: Mapped[int]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(NAME)
    at: Mapped[datetime]
    typed: Mapped[dict[str, str]]


class SignOffRow(Table):
    """That somebody checked one version of a draft for one task."""

    __tablename__ = "sign_offs"
    __table_args__ = (UniqueConstraint("draft_id", "version", "task"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"))
    task: Mapped[str] = mapped_column(Code)
    version: Mapped[int]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(NAME)
    at: Mapped[datetime]


class DraftStepRow(Table):
    """One step on a draft's way: submitted, signed, returned with a reason, scheduled, published."""

    __tablename__ = "draft_steps"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"), index=True)
    action: Mapped[str] = mapped_column(Code)
    reason: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(NAME)
    at: Mapped[datetime]


class PassageCommentRow(Table):
    """A remark of a reviewer on a passage of a draft; `quote` is the passage, `field` the path where it stands."""

    __tablename__ = "passage_comments"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"), index=True)
    field: Mapped[str] = mapped_column(String(200))
    quote: Mapped[str]
    text: Mapped[str]
    version: Mapped[int]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(NAME)
    at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[str] = mapped_column(NAME)


class PresenceRow(Table):
    """That somebody has a draft open right now."""

    __tablename__ = "presences"

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    seen_at: Mapped[datetime]


class DraftFileRow(Table):
    """A file that goes with a draft until it is published with it; `path` is its field in the form."""

    __tablename__ = "draft_files"
    __table_args__ = (Index("ix_draft_files_draft_id_name", "draft_id", "name", unique=True),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(120))
    digest: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    name_of_adder: Mapped[str] = mapped_column(NAME)
    at: Mapped[datetime]
