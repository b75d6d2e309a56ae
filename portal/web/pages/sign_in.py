"""Signing in to the desk and out of it."""

from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from portal.web.context import current_portal
from portal.web.desk.gate import desk_session
from portal.web.desk.gate import open_to_all
from portal.web.desk.places import desk_blueprint
from portal.web.desk.places import in_desk
from portal.web.words import gettext
from portal.workspace.attempt_book import SIGN_IN_ACCOUNT
from portal.workspace.attempt_book import SIGN_IN_ADDRESS
from portal.workspace.attempt_book import TooManyAttempts

blueprint = desk_blueprint("sign_in")


@blueprint.get("/sign-in")
@open_to_all
def index() -> str:
    """Show the form."""
    return _form("")


@blueprint.post("/sign-in")
@open_to_all
def enter() -> Response | tuple[str, int]:
    """Let somebody in whose password is right; the answer is the same for a wrong password and an unknown address."""
    workspace = current_portal().workspace
    email, password = request.form.get("email", "")[:300], request.form.get("password", "")[:1000]
    try:
        address = request.remote_addr or ""
        workspace.attempts.count((SIGN_IN_ACCOUNT, email.strip().casefold()), (SIGN_IN_ADDRESS, address))
    except TooManyAttempts as refused:
        minutes = int(refused.wait.total_seconds() // 60) + 1
        return _form(gettext("There were too many attempts. Try again in %(minutes)s minutes.", minutes=minutes)), 429
    account = workspace.accounts.proves_password(email, password)
    if account is None:
        return _form(gettext("The address or the password is not right.")), 403
    workspace.attempts.forget(SIGN_IN_ACCOUNT, email.strip().casefold())
    workspace.accounts.note_sign_in(account.person.id)
    workspace.audit.note(account.person, "sign-in", f"account/{account.person.id}")
    desk_session().sign_in(account.person.id)
    return redirect(_way_on(request.form.get("next", "")))


@blueprint.post("/sign-out")
@open_to_all
def leave() -> Response:
    """End the session."""
    desk_session().sign_out()
    return redirect(url_for("sign_in.index"))


def _form(fault: str) -> str:
    email = request.form.get("email", "")[:300]
    return render_template("sign_in/index.html", fault=fault, email=email, next=request.values.get("next", ""))


def _way_on(path: str) -> str:
    """Return where to go after sign-in: a page of the desk, never an address that somebody else wrote."""
    safe = in_desk(path.partition("?")[0]) and not any(each in path for each in ("\\", "//", "\n", "\r", "\t"))
    return path if safe and len(path) < 2000 else url_for("desk_home.index")
