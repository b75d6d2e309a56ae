"""Signing in to the desk and out of it."""

from datetime import datetime
from datetime import timedelta

from flask import jsonify
from flask import make_response
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from portal.publishing.rights import Permission
from portal.web.context import current_portal
from portal.web.desk.entrance import let_in
from portal.web.desk.entrance import minutes_to_wait
from portal.web.desk.gate import asks_for
from portal.web.desk.gate import desk_session
from portal.web.desk.gate import open_to_all
from portal.web.desk.kept_form import KeptForm
from portal.web.desk.kept_form import is_way_on
from portal.web.desk.kept_form import kept_from_field
from portal.web.desk.kept_form import send_again_page
from portal.web.desk.places import desk_blueprint
from portal.web.words import gettext
from portal.workspace.account import Account
from portal.workspace.account import AccountMissing
from portal.workspace.account import folded_address
from portal.workspace.allowance import SECOND_FACTOR
from portal.workspace.allowance import SIGN_IN_ACCOUNT
from portal.workspace.allowance import SIGN_IN_ADDRESS
from portal.workspace.allowance import TooManyAttempts
from portal.workspace.moments import now
from portal.workspace.web_session import IDLE

blueprint = desk_blueprint("sign_in")
HALF_WAY = timedelta(minutes=5)


@blueprint.get("/sign-in")
@open_to_all
def index() -> str:
    """Show the form."""
    done = {
        "signed-out": gettext("You are signed out."),
        "password": gettext("Your password is saved. Sign in with it."),
    }
    return _form("", done=done.get(request.args.get("done", ""), ""))


@blueprint.post("/sign-in")
@open_to_all
def enter() -> Response | tuple[str, int]:
    """Let somebody in whose password is right; the answer is the same for a wrong password and an unknown address."""
    workspace = current_portal().workspace
    email, password = request.form.get("email", "")[:300], request.form.get("password", "")[:1000]
    key, address = folded_address(email), request.remote_addr or ""
    try:
        workspace.attempts.count((SIGN_IN_ACCOUNT, key), (SIGN_IN_ADDRESS, address))
    except TooManyAttempts as refused:
        return _form(too_many(refused)), 429
    account = workspace.accounts.proves_password(email, password)
    if account is None:
        return _form(gettext("The address or the password is not right.")), 403
    workspace.attempts.forget(SIGN_IN_ACCOUNT, key)
    workspace.attempts.take_back(SIGN_IN_ADDRESS, address)
    kept, way_on = kept_from_field(), request.form.get("next", "")
    if account.has_second_factor:
        desk_session().begin_anew(half=account.person.id, since=now().isoformat(), next=way_on[:2000])
        return make_response(_code_form("", kept))
    return _signed_in(account, kept, way_on)


@blueprint.get("/sign-in/code")
@open_to_all
def code() -> str | Response:
    """Show the form for the code to whoever has proved a password."""
    return redirect(url_for("sign_in.index")) if _half_way() is None else _code_form("", None)


@blueprint.post("/sign-in/code")
@open_to_all
def prove() -> Response | tuple[str, int]:
    """Let somebody in whose code is right."""
    workspace, account, kept = current_portal().workspace, _half_way(), kept_from_field()
    if account is None:
        return _form(gettext("The first step was too long ago. Begin again.")), 403
    try:
        workspace.attempts.count((SECOND_FACTOR, str(account.person.id)))
    except TooManyAttempts as refused:
        return _code_form(too_many(refused), kept), 429
    if not workspace.second_factor.proves(account.person.id, request.form.get("code", "")[:100]):
        return _code_form(gettext("The code is not right, or it has been used. Wait for the next one."), kept), 403
    workspace.attempts.forget(SECOND_FACTOR, str(account.person.id))
    return _signed_in(account, kept, desk_session().get("next", ""))


@blueprint.post("/sign-out")
@open_to_all
def leave() -> Response:
    """End the session on the server and say so."""
    desk_session().sign_out()
    return redirect(url_for("sign_in.index", done="signed-out"))


@blueprint.get("/session")
@asks_for(Permission.SEE_DESK)
def stay() -> Response:
    """Go on for another hour: asking is enough, as any page of the desk is; tell a script until when."""
    ends = desk_session().ends_at
    seconds = int((ends - now()).total_seconds()) if ends else int(IDLE.total_seconds())
    if request.accept_mimetypes.best == "application/json":
        return jsonify(seconds=seconds)
    return redirect(url_for("desk_home.index"))


def too_many(refused: TooManyAttempts) -> str:
    """Return the sentence for somebody who has to wait."""
    return gettext(
        "There were too many attempts. Try again in %(minutes)s minutes.", minutes=minutes_to_wait(refused.wait)
    )


def _signed_in(account: Account, kept: KeptForm | None, way_on: str) -> Response:
    let_in(account)
    if kept is not None:
        return send_again_page(kept, account.person.name)
    return redirect(way_on if is_way_on(way_on) else url_for("desk_home.index"))


def _half_way() -> Account | None:
    """Return who has proved a password a moment ago and not yet the second factor."""
    here = desk_session()
    if "half" not in here or not timedelta(0) <= now() - datetime.fromisoformat(here["since"]) < HALF_WAY:
        return None
    try:
        account = current_portal().workspace.accounts.account(here["half"])
    except AccountMissing:
        return None
    return account if account.active else None


def _code_form(fault: str, kept: KeptForm | None) -> str:
    return render_template("sign_in/code.html", fault=fault, kept=kept)


def _form(fault: str, done: str = "") -> str:
    """Return the form, around what a page kept where there is something."""
    kept, employer = kept_from_field(), current_portal().settings.oidc
    email = request.form.get("email", "")[:300]
    if kept is not None:
        return render_template("sign_in/expired.html", kept=kept, fault=fault, email=email)
    way_on = request.values.get("next", "")[:2000]
    name = employer.name if employer else None
    return render_template(
        "sign_in/index.html", fault=fault, email=email, next=way_on, kept=None, employer=name, done=done
    )
