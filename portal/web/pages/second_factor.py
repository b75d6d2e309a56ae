"""The second step of signing in: turned on with an authenticator, off with a code."""

import io

from flask import Response
from flask import abort
from flask import make_response
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.publishing.rights import Permission
from portal.web.context import current_portal
from portal.web.desk.entrance import minutes_to_wait
from portal.web.desk.gate import asks_for
from portal.web.desk.gate import desk_session
from portal.web.desk.gate import lacks_second_factor
from portal.web.desk.gate import person_here
from portal.web.desk.places import desk_blueprint
from portal.web.words import gettext
from portal.workspace.account import Account
from portal.workspace.allowance import SECOND_FACTOR
from portal.workspace.allowance import TooManyAttempts

blueprint = desk_blueprint("second_factor", "account/second-factor")
SECRET = "totp"  # noqa: S105  # the name under which a session keeps it


@blueprint.get("")
@asks_for(Permission.SEE_DESK)
def index() -> str:
    """Show how to turn it on, or the form to turn it off."""
    return _page("")


@blueprint.get("/qr.svg")
@asks_for(Permission.SEE_DESK)
def picture() -> Response:
    """Draw the secret as a QR code; the page shows it as text too."""
    import segno  # noqa: PLC0415 - loaded late, see docs/architecture.md

    secret = desk_session().get(SECRET)
    if secret is None:
        abort(404)
    address = current_portal().workspace.second_factor.address(secret, _account().email)
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", scale=6, border=4, light="#fff", xmldecl=False)
    response = make_response(drawn.getvalue())
    response.mimetype = "image/svg+xml"
    return response


@blueprint.post("")
@asks_for(Permission.SEE_DESK)
def turn_on() -> str | tuple[str, int] | AnyResponse:
    """Turn it on when the code proves that the authenticator knows the secret; show the recovery codes once."""
    workspace, account, secret = current_portal().workspace, _account(), desk_session().get(SECRET)
    if account.has_second_factor or secret is None:
        return redirect(url_for("second_factor.index"))
    codes = workspace.second_factor.turn_on(account.person.id, secret, request.form.get("code", "")[:100])
    if codes is None:
        return _page(
            gettext("The code does not match the secret key. Check the clock of your telephone and try again.")
        ), 422
    workspace.audit.note(account.person, "second-factor-on", f"account/{account.person.id}")
    workspace.sessions.end_of(account.person.id, but=desk_session().secret)
    del desk_session()[SECRET]
    return render_template("second_factor/codes.html", codes=codes)


@blueprint.post("/off")
@asks_for(Permission.SEE_DESK)
def turn_off() -> str | tuple[str, int] | AnyResponse:
    """Turn it off, or make new recovery codes by turning it on anew, for whoever has a code."""
    workspace, account = current_portal().workspace, _account()
    key = (SECOND_FACTOR, str(account.person.id))
    try:
        workspace.attempts.count(key)
    except TooManyAttempts as refused:
        minutes = minutes_to_wait(refused.wait)
        return _page(gettext("There were too many attempts. Try again in %(minutes)s minutes.", minutes=minutes)), 429
    if not workspace.second_factor.proves(account.person.id, request.form.get("code", "")[:100]):
        return _page(gettext("The code is not right, or it has been used. Wait for the next one.")), 422
    workspace.attempts.forget(*key)
    workspace.second_factor.turn_off(account.person.id)
    workspace.audit.note(account.person, "second-factor-off", f"account/{account.person.id}")
    return redirect(url_for("own_account.index", done="second-factor"))


def _page(fault: str) -> str:
    account, secret = _account(), ""
    if not account.has_second_factor:
        secret = desk_session().get(SECRET) or current_portal().workspace.second_factor.new_secret()
        desk_session()[SECRET] = secret
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    must = lacks_second_factor(account.person)
    return render_template("second_factor/index.html", account=account, secret=spaced, fault=fault, must=must)


def _account() -> Account:
    return current_portal().workspace.accounts.account(person_here().id)
