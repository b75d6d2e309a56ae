"""The workspace as a whole: one database and the books kept in it."""

from dataclasses import dataclass

from portal.workspace.account_book import AccountBook
from portal.workspace.attempt_book import AttemptBook
from portal.workspace.audit_log import AuditLog
from portal.workspace.chore_book import ChoreBook
from portal.workspace.comment_book import CommentBook
from portal.workspace.database import Database
from portal.workspace.draft_book import DraftBook
from portal.workspace.draft_file_book import DraftFileBook
from portal.workspace.import_book import ImportBook
from portal.workspace.link_book import LinkBook
from portal.workspace.moments import Clock
from portal.workspace.moments import now
from portal.workspace.one_time_links import OneTimeLinks
from portal.workspace.passage_comment_book import PassageCommentBook
from portal.workspace.passwords import PasswordKeeper
from portal.workspace.presence_book import PresenceBook
from portal.workspace.second_factor import SecondFactor
from portal.workspace.secret_store import shared_secret
from portal.workspace.sent_case_book import SentCaseBook
from portal.workspace.session_book import SessionBook


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything that people at the desk work with; nothing is opened before somebody asks."""

    database: Database
    accounts: AccountBook
    links: OneTimeLinks
    second_factor: SecondFactor
    sessions: SessionBook
    attempts: AttemptBook
    audit: AuditLog
    drafts: DraftBook
    draft_files: DraftFileBook
    presences: PresenceBook
    passage_comments: PassageCommentBook
    comments: CommentBook
    sent_cases: SentCaseBook
    link_checks: LinkBook
    chores: ChoreBook
    imports: ImportBook

    def secret(self, name: str) -> bytes:
        """Return the secret of a name that every process shares: 32 random bytes, made by whoever asks first."""
        return shared_secret(self.database, name)


def open_workspace(address: str, clock: Clock = now) -> Workspace:
    """Return the workspace at a database address."""
    database, keeper = Database(address), PasswordKeeper()
    drafts = DraftBook(database, clock)
    return Workspace(
        database=database,
        accounts=AccountBook(database, keeper, clock),
        links=OneTimeLinks(database, keeper, clock),
        second_factor=SecondFactor(database, clock),
        sessions=SessionBook(database, clock),
        attempts=AttemptBook(database, clock),
        audit=AuditLog(database, clock),
        drafts=drafts,
        draft_files=DraftFileBook(database, clock),
        presences=PresenceBook(database, clock),
        passage_comments=PassageCommentBook(database, clock),
        comments=CommentBook(database, clock),
        sent_cases=SentCaseBook(database, clock),
        link_checks=LinkBook(database, clock),
        chores=ChoreBook(database, clock),
        imports=ImportBook(database, drafts, clock),
    )
