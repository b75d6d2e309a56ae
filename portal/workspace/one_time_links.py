"""Addresses that let their holder set a password once: invitations and lost passwords."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.workspace.account import Account
from portal.workspace.account_book import account_from
from portal.workspace.account_book import end_sessions
from portal.workspace.account_tables import AccountRow
from portal.workspace.account_tables import OneTimeLinkRow
from portal.workspace.database import Database
from portal.workspace.link_purpose import LinkPurpose
from portal.workspace.link_purpose import LinkSpent
from portal.workspace.moments import Clock
from portal.workspace.moments import now
from portal.workspace.passwords import PasswordKeeper
from portal.workspace.secret_tokens import hash_of
from portal.workspace.secret_tokens import new_secret

LASTS = {LinkPurpose.INVITATION: timedelta(days=7), LinkPurpose.NEW_PASSWORD: timedelta(hours=1)}


class OneTimeLinks:
    """Hands out secrets for links and takes them back, once each."""

    def __init__(self, database: Database, keeper: PasswordKeeper, clock: Clock = now) -> None:
        self._database = database
        self._keeper = keeper
        self._clock = clock

    def make(self, account_id: int, purpose: LinkPurpose) -> str:
        """Return the secret of a new link; older links of the account for the same purpose work no more."""
        secret, moment = new_secret(), self._clock()
        with self._database.writing() as session:
            mine = (OneTimeLinkRow.account_id == account_id) & (OneTimeLinkRow.purpose == purpose)
            for old in session.scalars(select(OneTimeLinkRow).where(mine, OneTimeLinkRow.used_at.is_(None))):
                old.used_at = moment
            row = OneTimeLinkRow(account_id=account_id, purpose=purpose, secret_hash=hash_of(secret))
            row.created_at, row.expires_at = moment, moment + LASTS[purpose]
            session.add(row)
        return secret

    def holder(self, secret: str) -> Account:
        """Return the account a link is for, without using it up; raises `LinkSpent`."""
        with self._database.reading() as session:
            return account_from(self._good(session, secret)[1])

    def set_password(self, secret: str, password: str) -> Account:
        """Give the account of a link a password, use up its links and end its sessions, all in one step.

        Of two at once one gets it. Raises `LinkSpent`.
        """
        self.holder(secret)
        kept, moment = self._keeper.hash(password), self._clock()
        with self._database.writing() as session:
            _, account = self._good(session, secret)
            account.password_hash = kept
            mine = OneTimeLinkRow.account_id == account.id
            for link in session.scalars(select(OneTimeLinkRow).where(mine, OneTimeLinkRow.used_at.is_(None))):
                link.used_at = moment
            end_sessions(session, account.id)
            return account_from(account)

    def _good(self, session: Session, secret: str) -> tuple[OneTimeLinkRow, AccountRow]:
        link = session.scalar(select(OneTimeLinkRow).where(OneTimeLinkRow.secret_hash == hash_of(secret)))
        if link is None or link.used_at is not None or link.expires_at <= self._clock():
            raise LinkSpent("the link is unknown, used or too old")
        account = session.get(AccountRow, link.account_id)
        if account is None or not account.active:
            raise LinkSpent("the account is closed")
        return link, account
