"""The accounts of the people who work at the desk."""

import unicodedata
from collections.abc import Callable
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.language import Language
from portal.domain.people import EVERYWHERE
from portal.domain.people import Person
from portal.domain.people import Role
from portal.domain.people import Scope
from portal.workspace.account import Account
from portal.workspace.account import AccountExists
from portal.workspace.account import AccountMissing
from portal.workspace.account import LastAdministrator
from portal.workspace.account import TiedAlready
from portal.workspace.account import email_of
from portal.workspace.account import folded_address
from portal.workspace.account_tables import AccountRow
from portal.workspace.account_tables import SessionRow
from portal.workspace.database import Database
from portal.workspace.moments import Clock
from portal.workspace.moments import now
from portal.workspace.passwords import PasswordKeeper


class AccountBook:
    """Adds, finds and changes accounts."""

    def __init__(self, database: Database, keeper: PasswordKeeper, clock: Clock = now) -> None:
        self._database = database
        self._keeper = keeper
        self._clock = clock

    def add(self, email: str, name: str, role: Role, language: Language, scope: Scope = EVERYWHERE) -> Account:
        """Return a new account that cannot sign in before its holder has set a password.

        Raises `AddressInvalid` and `AccountExists`.
        """
        address = email_of(email)
        with self._database.writing() as session:
            if session.scalar(select(AccountRow.id).where(AccountRow.email == address)) is not None:
                raise AccountExists(f"there is an account for {address} already")
            row = AccountRow(
                email=address,
                name=" ".join(unicodedata.normalize("NFC", name).split())[:120] or address,
                role=role,
                language=language,
                active=True,
                created_at=self._clock(),
                countries=sorted(scope.countries),
                organisations=sorted(scope.organisations),
            )
            session.add(row)
            session.flush()
            return account_from(row)

    def all(self) -> Sequence[Account]:
        """Return every account by name."""
        with self._database.reading() as session:
            return [account_from(row) for row in session.scalars(select(AccountRow).order_by(AccountRow.name))]

    def account(self, account_id: int) -> Account:
        """Return an account; raises `AccountMissing`."""
        with self._database.reading() as session:
            return account_from(_row(session, account_id))

    def by_email(self, email: str) -> Account | None:
        """Return the account with an address, however its letters are written."""
        with self._database.reading() as session:
            row = session.scalar(select(AccountRow).where(AccountRow.email == folded_address(email)))
            return account_from(row) if row else None

    def by_employer(self, issuer: str, subject: str) -> Account | None:
        """Return the active account tied to an identity at an OpenID provider."""
        with self._database.reading() as session:
            tied = (AccountRow.oidc_issuer == issuer) & (AccountRow.oidc_subject == subject)
            row = session.scalar(select(AccountRow).where(tied, AccountRow.active))
            return account_from(row) if row else None

    def tie_to_employer(self, account_id: int, issuer: str, subject: str) -> None:
        """Let an identity at an OpenID provider sign in to an account from now on.

        Raises `TiedAlready` when the account belongs to another identity: an address may be given to somebody else.
        """
        with self._database.writing() as session:
            row = _row(session, account_id)
            if row.oidc_subject is not None and (row.oidc_issuer, row.oidc_subject) != (issuer, subject):
                raise TiedAlready("the account is tied to another identity at the employer")
            row.oidc_issuer, row.oidc_subject = issuer, subject

    def untie(self, account_id: int) -> None:
        """Forget the identity at an OpenID provider, so that another one can be tied."""
        with self._database.writing() as session:
            row = _row(session, account_id)
            row.oidc_issuer = row.oidc_subject = None
            end_sessions(session, account_id)

    def proves_password(self, email: str, password: str) -> Account | None:
        """Return the active account whose password this is; takes the same time when there is none."""
        with self._database.reading() as session:
            row = session.scalar(select(AccountRow).where(AccountRow.email == folded_address(email)))
            kept = row.password_hash if row and row.active else None
            account = account_from(row) if row else None
        proved = self._keeper.matches(kept, password)
        if proved and account and kept and self._keeper.is_outdated(kept):
            self.set_password(account.person.id, password, end_others=False)
        return account if proved else None

    def set_password(self, account_id: int, password: str, *, end_others: bool = True) -> None:
        """Keep a new password, and end every session of the account unless told otherwise."""
        kept = self._keeper.hash(password)
        with self._database.writing() as session:
            _row(session, account_id).password_hash = kept
            if end_others:
                end_sessions(session, account_id)

    def change(self, account_id: int, *, name: str, role: Role, language: Language, scope: Scope) -> None:
        """Change who somebody is at the desk; the rights hold from the next request on.

        Raises `LastAdministrator`.
        """

        def fill(row: AccountRow) -> None:
            row.name, row.role, row.language = " ".join(name.split())[:120] or row.email, role, language
            row.countries, row.organisations = sorted(scope.countries), sorted(scope.organisations)

        self._change(account_id, fill)

    def set_language(self, account_id: int, language: Language) -> None:
        """Remember in which language somebody wants to be spoken to."""
        with self._database.writing() as session:
            _row(session, account_id).language = language

    def set_active(self, account_id: int, *, active: bool) -> None:
        """Open or close an account; closing ends its sessions. Raises `LastAdministrator`."""

        def fill(row: AccountRow) -> None:
            row.active = active

        self._change(account_id, fill, end_all=not active)

    def note_sign_in(self, account_id: int) -> None:
        """Remember that somebody signed in now."""
        with self._database.writing() as session:
            _row(session, account_id).signed_in_at = self._clock()

    def _change(self, account_id: int, fill: Callable[[AccountRow], None], *, end_all: bool = False) -> None:
        with self._database.writing() as session:
            row = _row(session, account_id)
            gives_accounts = _gives_accounts(row)
            fill(row)
            session.flush()
            if gives_accounts and not _gives_accounts(row) and not _somebody_gives_accounts(session):
                raise LastAdministrator("somebody must stay who can give accounts")
            if end_all:
                end_sessions(session, account_id)


def account_from(row: AccountRow) -> Account:
    """Return the account that a row holds."""
    scope = Scope(frozenset(row.countries), frozenset(row.organisations))
    return Account(
        person=Person(row.id, row.name, Role(row.role), Language(row.language), scope),
        email=row.email,
        active=row.active,
        has_password=row.password_hash is not None,
        has_second_factor=row.totp_secret is not None,
        signs_in_elsewhere=row.oidc_subject is not None,
        created_at=row.created_at,
        signed_in_at=row.signed_in_at,
    )


def _row(session: Session, account_id: int) -> AccountRow:
    row = session.get(AccountRow, account_id)
    if row is None:
        raise AccountMissing(f"there is no account {account_id}")
    return row


def _gives_accounts(row: AccountRow) -> bool:
    """Tell whether somebody can sign in and invite others; an administrator who has set no password yet cannot."""
    return row.role == Role.ADMINISTRATOR and row.active and bool(row.password_hash or row.oidc_subject)


def _somebody_gives_accounts(session: Session) -> bool:
    administrators = select(AccountRow).where(AccountRow.role == Role.ADMINISTRATOR)
    return any(_gives_accounts(row) for row in session.scalars(administrators))


def end_sessions(session: Session, account_id: int) -> None:
    """End every session of an account, inside a transaction that goes on."""
    for each in session.scalars(select(SessionRow).where(SessionRow.account_id == account_id)):
        session.delete(each)
