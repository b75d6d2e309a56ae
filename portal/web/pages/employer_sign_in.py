"""Signing in to the desk through the employer."""

import logging

from flask import abort
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from portal.domain.language import Language
from portal.web.addresses import absolute
from portal.web.context import current_portal
from portal.web.desk.employer import EmployerFault
from portal.web.desk.employer import NotLetIn
from portal.web.desk.employer import account_of
from portal.web.desk.entrance import let_in
from portal.web.desk.gate import desk_session
from portal.web.desk.gate import open_to_all
from portal.web.desk.kept_form import is_way_on
from portal.web.desk.places import desk_blueprint
from portal.web.i18n import reader_language
from portal.web.i18n import speak_in
from portal.web.words import gettext

LOG = logging.getLogger(__name__)
blueprint = desk_blueprint("employer_sign_in", "sign-in/employer")
NEXT = "employer-next"
SPOKEN = "employer-language"


@blueprint.get("")
@open_to_all
def leave() -> Response | tuple[str, int]:
    """Lead to the employer's sign-in."""
    if current_portal().settings.oidc is None:
        abort(404)
    from portal.web.desk.employer_provider import redirection_there  # noqa: PLC0415 - loaded late, see docs/architecture.md

    here = desk_session()
    here[NEXT], here[SPOKEN] = request.args.get("next", "")[:2000], reader_language().value
    # The provider knows one address to lead back to, whatever language somebody reads.
    back = absolute(url_for("employer_sign_in.arrive", language=Language.EN.value), current_portal().settings)
    try:
        return redirection_there(current_portal().settings, back)
    except NotLetIn as refused:
        return _refused(refused)


@blueprint.get("/return")
@open_to_all
def arrive() -> Response | tuple[str, int]:
    """Let somebody in whom the employer vouches for and who has an account."""
    portal, here = current_portal(), desk_session()
    if portal.settings.oidc is None:
        abort(404)
    from portal.web.desk.employer_provider import claims_brought_back  # noqa: PLC0415 - loaded late, see docs/architecture.md

    way_on, spoken = here.pop(NEXT, ""), here.pop(SPOKEN, Language.EN.value)
    speak_in(Language(spoken))
    try:
        account, tied_now = account_of(claims_brought_back(portal.settings), portal.workspace.accounts)
    except NotLetIn as refused:
        return _refused(refused)
    if tied_now:
        portal.workspace.audit.note(account.person, "account-tie", f"account/{account.person.id}")
    let_in(account, through_employer=True)
    return redirect(way_on if is_way_on(way_on) else url_for("desk_home.index"))


def _refused(refused: NotLetIn) -> tuple[str, int]:
    LOG.warning("The employer's sign-in let nobody in: %s (%r)", refused, refused.__cause__)
    status = 503 if refused.fault is EmployerFault.UNREACHABLE else 403
    return render_template("sign_in/employer_refused.html", sentence=_sentence(refused.fault)), status


def _sentence(fault: EmployerFault) -> str:
    sentences = {
        EmployerFault.UNREACHABLE: gettext("The sign-in of your employer cannot be reached now. Try again later."),
        EmployerFault.REFUSED: gettext("Your employer did not let you in, or you turned back."),
        EmployerFault.UNSOUND: gettext(
            "The answer from your employer's sign-in does not match what was asked. Begin again, in one window."
        ),
        EmployerFault.UNKNOWN: gettext(
            "Nobody has an account here with the address that your employer gives. Ask an administrator to invite you."
        ),
        EmployerFault.UNVERIFIED: gettext(
            "Your employer does not confirm your address, so your account is not known. Sign in with your password."
        ),
        EmployerFault.OTHER: gettext(
            "The account with your address is linked to another identity at your employer. Ask an administrator."
        ),
    }
    return sentences[fault]
