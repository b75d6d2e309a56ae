"""The moment somebody comes in, by whichever way."""

from datetime import timedelta

from portal.web.context import current_portal
from portal.web.desk.gate import EMPLOYER
from portal.web.desk.gate import desk_session
from portal.workspace.account import Account


def let_in(account: Account, *, through_employer: bool = False) -> None:
    """Sign somebody in under a new secret, and note it."""
    workspace, person = current_portal().workspace, account.person
    workspace.accounts.note_sign_in(person.id)
    how = "employer" if through_employer else "password"
    workspace.audit.note(person, "sign-in", f"account/{person.id}", how=how)
    desk_session().sign_in(person.id, **({EMPLOYER: True} if through_employer else {}))


def minutes_to_wait(wait: timedelta) -> int:
    """Return a wait in whole minutes, never too few."""
    return int(wait.total_seconds() // 60) + 1
