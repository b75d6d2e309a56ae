"""Where administrators' wishes about accounts are decided, done and noted, for pages and commands alike."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.domain.language import Language
from portal.domain.people import EVERYWHERE
from portal.domain.people import Person
from portal.domain.people import Role
from portal.domain.people import Scope
from portal.publishing.rights import NotPermitted
from portal.publishing.rights import Permission
from portal.publishing.rights import Refusal
from portal.publishing.rights import may
from portal.workspace.account import Account
from portal.workspace.link_purpose import LinkPurpose

if TYPE_CHECKING:  # what brings the database is loaded late
    from portal.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Invitation:
    """An account and the secret of the link with which its holder sets a password; it cannot be shown again."""

    account: Account
    secret: str
    purpose: LinkPurpose


@dataclass(frozen=True, slots=True)
class AccountOffice:
    """The verbs of accounts; `by` is None for whoever runs commands on the machine itself.

    Every verb raises `NotPermitted` where the person may not manage accounts.
    """

    workspace: "Workspace"

    def invite(
        self, email: str, name: str, role: Role, language: Language, scope: Scope, by: Person | None
    ) -> Invitation:
        """Make an account and its link; raises `AddressInvalid` and `AccountExists`."""
        _demand(by, "invite")
        account = self.workspace.accounts.add(email, name, role, language, _scope_for(role, scope))
        self._note(by, "account-add", account.person.id, role=role)
        return self._link(account, LinkPurpose.INVITATION)

    def new_link(self, account_id: int, by: Person | None) -> Invitation:
        """Make a new link for somebody who lost theirs or their password; the older ones work no more."""
        _demand(by, "link")
        account = self.workspace.accounts.account(account_id)
        self._note(by, "account-link", account_id)
        # Handed over by people, so it lasts as long as an invitation, not as short as a letter asked for just now.
        return self._link(account, LinkPurpose.INVITATION)

    def change(
        self, account_id: int, *, name: str, role: Role, language: Language, scope: Scope, by: Person | None
    ) -> None:
        """Change who somebody is at the desk; raises `LastAdministrator` and `AccountMissing`."""
        _demand(by, "change")
        self.workspace.accounts.change(
            account_id, name=name, role=role, language=language, scope=_scope_for(role, scope)
        )
        self._note(by, "account-change", account_id, role=role)

    def set_active(self, account_id: int, *, active: bool, by: Person | None) -> None:
        """Open or close an account; raises `LastAdministrator` and `AccountMissing`."""
        _demand(by, "open or close")
        self.workspace.accounts.set_active(account_id, active=active)
        self._note(by, "account-open" if active else "account-close", account_id)

    def end_sessions(self, account_id: int, by: Person | None) -> None:
        """End every session of somebody."""
        _demand(by, "end sessions")
        self.workspace.sessions.end_of(account_id)
        self._note(by, "sessions-end", account_id)

    def forget_second_factor(self, account_id: int, by: Person | None) -> None:
        """Turn the second factor of somebody off who lost telephone and codes, and end their sessions."""
        _demand(by, "turn off")
        self.workspace.second_factor.turn_off(account_id)
        self.workspace.sessions.end_of(account_id)
        self._note(by, "second-factor-off", account_id)

    def untie(self, account_id: int, by: Person | None) -> None:
        """Forget the identity at the employer, as when somebody got a new one, and end the sessions."""
        _demand(by, "untie")
        self.workspace.accounts.untie(account_id)
        self._note(by, "account-untie", account_id)

    def _link(self, account: Account, purpose: LinkPurpose) -> Invitation:
        return Invitation(account, self.workspace.links.make(account.person.id, purpose), purpose)

    def _note(self, by: Person | None, action: str, account_id: int, **detail: str) -> None:
        self.workspace.audit.note(by, action, f"account/{account_id}", **detail)


def _demand(by: Person | None, asked: str) -> None:
    if by is not None and not may(by, Permission.MANAGE_ACCOUNTS):
        raise NotPermitted(Refusal.ROLE, f"{asked} accounts")


def _scope_for(role: Role, scope: Scope) -> Scope:
    """Return the scope, but everywhere for administrators: who gives rights could give them to themselves."""
    return EVERYWHERE if role is Role.ADMINISTRATOR else scope
