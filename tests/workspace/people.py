"""Somebody with an account, in one line."""

from portal.domain.language import Language
from portal.domain.people import Role
from portal.workspace.account import Account
from portal.workspace.workspace import Workspace

PASSWORD = "three herrings in a harbour"


def somebody(
    workspace: Workspace, name: str = "aino", role: Role = Role.COORDINATOR, password: str | None = None
) -> Account:
    """Return a new account, with a password where one is given (hashing it takes a while)."""
    account = workspace.accounts.add(f"{name}@silta.invalid", name.title(), role, Language.FI)
    if password is not None:
        workspace.accounts.set_password(account.person.id, password)
    return workspace.accounts.account(account.person.id)
