"""One's own account: language, password, second factor, and where one is signed in."""

from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from portal.domain.language import Language
from portal.publishing.rights import Permission
from portal.web.context import current_portal
from portal.web.desk.entrance import minutes_to_wait
from portal.web.desk.gate import asks_for
from portal.web.desk.gate import desk_session
from portal.web.desk.gate import person_here
from portal.web.desk.password_words import password_sentence
from portal.web.desk.places import desk_blueprint
from portal.web.words import gettext
from portal.workspace.account import Account
from portal.workspace.allowance import SIGN_IN_ACCOUNT
from portal.workspace.allowance import TooManyAttempts
from portal.workspace.web_session import session_name

blueprint = desk_blueprint("own_account", "account")


@blueprint.get("")
@asks_for(Permission.SEE_DESK)
def index() -> str:
    """Show one's own account."""
    return _page({})


@blueprint.post("/language")
@asks_for(Permission.SEE_DESK)
def language() -> Response:
    """Remember in which language somebody wants letters, and go on in it."""
    chosen = request.form.get("language", "")
    if chosen not in set(Language):
        return redirect(url_for("own_account.index"))
    current_portal().workspace.accounts.set_language(person_here().id, Language(chosen))
    return redirect(url_for("own_account.index", language=chosen, done="language"))


@blueprint.post("/password")
@asks_for(Permission.SEE_DESK)
def password() -> Response | tuple[str, int]:
    """Change the password of somebody who knows the present one, and sign out everywhere else."""
    account, faults = _account(), {}
    try:
        fault = _present_fault(account, request.form.get("present", "")[:1000])
    except TooManyAttempts as refused:
        minutes = minutes_to_wait(refused.wait)
        wait = gettext("There were too many attempts. Try again in %(minutes)s minutes.", minutes=minutes)
        return _page({"present": wait}), 429
    new = request.form.get("password", "")
    faults = {"present": fault, "password": password_sentence(new, account)}
    if any(faults.values()):
        return _page({name: text for name, text in faults.items() if text}), 422
    workspace, person = current_portal().workspace, account.person
    workspace.accounts.set_password(person.id, new)
    workspace.audit.note(person, "password-change", f"account/{person.id}")
    # The present session has been ended with the others; going on needs a new one.
    desk_session().sign_in(person.id)
    return redirect(url_for("own_account.index", done="password"))


@blueprint.post("/sessions/end")
@asks_for(Permission.SEE_DESK)
def end_sessions() -> Response:
    """End one session, or all but this one."""
    person, name = person_here(), request.form.get("session") or None
    current_portal().workspace.sessions.end_of(person.id, name, but=desk_session().secret)
    current_portal().workspace.audit.note(person, "sessions-end", f"account/{person.id}")
    return redirect(url_for("own_account.index", done="sessions"))


def _present_fault(account: Account, present: str) -> str:
    """Return why the present password does not count; guessing it here is counted like guessing at the sign-in."""
    workspace = current_portal().workspace
    workspace.attempts.count((SIGN_IN_ACCOUNT, account.email))
    if workspace.accounts.proves_password(account.email, present) is None:
        return gettext("This is not your current password.")
    workspace.attempts.forget(SIGN_IN_ACCOUNT, account.email)
    return ""


def _account() -> Account:
    return current_portal().workspace.accounts.account(person_here().id)


def _page(faults: dict[str, str]) -> str:
    account, here = _account(), desk_session()
    done = {
        "language": gettext("The language is changed."),
        "password": gettext("The password is changed. You are signed out everywhere else."),
        "sessions": gettext("You are signed out everywhere else."),
        "second-factor": gettext("The second step is turned off."),
    }
    return render_template(
        "own_account/index.html",
        account=account,
        sessions=current_portal().workspace.sessions.of(account.person.id),
        this_session=session_name(here.secret or ""),
        codes_left=current_portal().workspace.second_factor.codes_left(account.person.id),
        faults=faults,
        done=done.get(request.args.get("done", ""), "") if not faults else "",
    )
