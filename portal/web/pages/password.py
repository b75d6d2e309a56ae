"""Setting a password with a one-time link, and asking for such a link when it is lost."""

from typing import Any

from flask import Response
from flask import make_response
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.web.context import current_portal
from portal.web.desk.entrance import minutes_to_wait
from portal.web.desk.gate import open_to_all
from portal.web.desk.letters import send_lost_password_letter
from portal.web.desk.password_words import password_sentence
from portal.web.desk.places import desk_blueprint
from portal.web.words import gettext
from portal.workspace.account import folded_address
from portal.workspace.allowance import LINK_ACCOUNT
from portal.workspace.allowance import LINK_ADDRESS
from portal.workspace.allowance import TooManyAttempts
from portal.workspace.link_purpose import LinkPurpose
from portal.workspace.link_purpose import LinkSpent

blueprint = desk_blueprint("password")
LINK = '/<any(invitation, "new-password"):purpose>/<secret>'


@blueprint.get(LINK)
@open_to_all
def from_link(purpose: str, secret: str) -> Response:
    """Show the form for a password to whoever holds a link; looking does not use it up, for mail programs look too."""
    try:
        account = current_portal().workspace.links.holder(secret)
    except LinkSpent:
        return _spent()
    return _secret_page("password/new.html", account=account, faults={}, invited=purpose == LinkPurpose.INVITATION)


@blueprint.post(LINK)
@open_to_all
def choose(purpose: str, secret: str) -> AnyResponse:
    """Set the password and use the link up."""
    workspace, password = current_portal().workspace, request.form.get("password", "")
    try:
        account = workspace.links.holder(secret)
        fault = password_sentence(password, account)
        if fault:
            invited = purpose == LinkPurpose.INVITATION
            return _secret_page("password/new.html", 422, account=account, faults={"password": fault}, invited=invited)
        workspace.links.set_password(secret, password)
    except LinkSpent:
        return _spent()
    workspace.audit.note(account.person, "password-set", f"account/{account.person.id}")
    return redirect(url_for("sign_in.index", done="password"))


@blueprint.get("/lost-password")
@open_to_all
def lost() -> str:
    """Show the form for whoever lost a password, or whom to ask where no letters are sent."""
    return _lost_page()


@blueprint.post("/lost-password")
@open_to_all
def send() -> str | tuple[str, int]:
    """Send a link where there is an account, and say the same to everybody."""
    email = request.form.get("email", "")[:300]
    if current_portal().post_office is None:
        return _lost_page()
    keys = ((LINK_ACCOUNT, folded_address(email)), (LINK_ADDRESS, request.remote_addr or ""))
    try:
        current_portal().workspace.attempts.count(*keys)
    except TooManyAttempts as refused:
        minutes = minutes_to_wait(refused.wait)
        fault = gettext("There were too many attempts. Try again in %(minutes)s minutes.", minutes=minutes)
        return _lost_page(fault=fault), 429
    send_lost_password_letter(email)
    return _lost_page(sent=True)


def _lost_page(**more: Any) -> str:
    asked = {"sent": False, "fault": "", "email": request.form.get("email", "")[:300], **more}
    return render_template("password/lost.html", letters=current_portal().post_office is not None, **asked)


def _spent() -> Response:
    return _secret_page("password/spent.html", 410)


def _secret_page(template: str, status: int = 200, **words: Any) -> Response:
    """Return a page whose address holds a secret, which no other site shall be told."""
    response = make_response(render_template(template, **words), status)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
