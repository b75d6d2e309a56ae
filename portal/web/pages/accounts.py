"""Accounts as administrators see them: a list, an invitation, and one account to change."""

from collections.abc import Callable

from flask import abort
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from portal.domain.language import Language
from portal.domain.people import Role
from portal.publishing.account_office import AccountOffice
from portal.publishing.account_office import Invitation
from portal.publishing.rights import Permission
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.desk.account_form import AccountForm
from portal.web.desk.account_form import countries_of
from portal.web.desk.account_form import form_from_request
from portal.web.desk.account_form import form_of_account
from portal.web.desk.gate import asks_for
from portal.web.desk.gate import person_here
from portal.web.desk.letters import link_address
from portal.web.desk.letters import send_invitation
from portal.web.desk.places import desk_blueprint
from portal.web.words import gettext
from portal.workspace.account import Account
from portal.workspace.account import AccountExists
from portal.workspace.account import AccountMissing
from portal.workspace.account import LastAdministrator

blueprint = desk_blueprint("accounts", "accounts")
MOST_ID = 2**31


@blueprint.get("")
@asks_for(Permission.MANAGE_ACCOUNTS)
def index() -> str:
    """Show every account."""
    return render_template("accounts/index.html", accounts=current_portal().workspace.accounts.all())


@blueprint.get("/new")
@asks_for(Permission.MANAGE_ACCOUNTS)
def new() -> str:
    """Show the form for an invitation."""
    return _new_page(AccountForm())


@blueprint.post("/new")
@asks_for(Permission.MANAGE_ACCOUNTS)
def invite() -> str | tuple[str, int]:
    """Invite somebody, by a letter or with a link that is shown once."""
    form = form_from_request(current_shelf(), with_email=True)
    if form.faults:
        return _new_page(form), 422
    try:
        made = _office().invite(
            form.email, form.name, Role(form.role), Language(form.language), form.scope, by=person_here()
        )
    except AccountExists:
        form.faults["email"] = gettext("There is an account with this address already.")
        return _new_page(form), 422
    return _invited(made)


@blueprint.get("/<int:account_id>")
@asks_for(Permission.MANAGE_ACCOUNTS)
def show(account_id: int) -> str:
    """Show one account with all that can be done to it."""
    account = _account(account_id)
    return _page(account, form_of_account(account))


@blueprint.post("/<int:account_id>")
@asks_for(Permission.MANAGE_ACCOUNTS)
def change(account_id: int) -> Response | tuple[str, int]:
    """Change name, role, language and scope."""
    account, form = _account(account_id), form_from_request(current_shelf(), with_email=False)
    if form.faults:
        return _page(account, form), 422
    return _done(
        account,
        "change",
        lambda office: office.change(
            account_id,
            name=form.name,
            role=Role(form.role),
            language=Language(form.language),
            scope=form.scope,
            by=person_here(),
        ),
    )


@blueprint.post("/<int:account_id>/active")
@asks_for(Permission.MANAGE_ACCOUNTS)
def set_active(account_id: int) -> Response | tuple[str, int]:
    """Open or close an account."""
    active = request.form.get("active") == "yes"
    act: Callable[[AccountOffice], None] = lambda office: office.set_active(  # noqa: E731
        account_id, active=active, by=person_here()
    )
    return _done(_account(account_id), "open" if active else "close", act)


@blueprint.post("/<int:account_id>/link")
@asks_for(Permission.MANAGE_ACCOUNTS)
def link(account_id: int) -> str:
    """Make a new link for somebody, by a letter or shown once."""
    _account(account_id)
    return _invited(_office().new_link(account_id, by=person_here()))


@blueprint.post("/<int:account_id>/sessions/end")
@asks_for(Permission.MANAGE_ACCOUNTS)
def end_sessions(account_id: int) -> Response | tuple[str, int]:
    """Sign somebody out everywhere."""
    return _done(_account(account_id), "sessions", lambda office: office.end_sessions(account_id, by=person_here()))


@blueprint.post("/<int:account_id>/second-factor/off")
@asks_for(Permission.MANAGE_ACCOUNTS)
def forget_second_factor(account_id: int) -> Response | tuple[str, int]:
    """Turn the second step of somebody off who lost telephone and codes."""
    account = _account(account_id)
    return _done(account, "second-factor", lambda office: office.forget_second_factor(account_id, by=person_here()))


@blueprint.post("/<int:account_id>/employer/untie")
@asks_for(Permission.MANAGE_ACCOUNTS)
def untie(account_id: int) -> Response | tuple[str, int]:
    """Forget the identity at the employer."""
    return _done(_account(account_id), "untie", lambda office: office.untie(account_id, by=person_here()))


def _done(account: Account, what: str, act: Callable[[AccountOffice], None]) -> Response | tuple[str, int]:
    try:
        act(_office())
    except LastAdministrator:
        form = form_of_account(account)
        form.faults["role"] = gettext(
            "This is the last administrator who can sign in. Make somebody else an administrator first."
        )
        return _page(account, form), 409
    return redirect(url_for("accounts.show", account_id=account.person.id, done=what))


def _invited(made: Invitation) -> str:
    sent = send_invitation(made)
    address = "" if sent else link_address(made.secret, made.purpose, made.account.person.language)
    return render_template("accounts/invited.html", account=made.account, address=address)


def _new_page(form: AccountForm) -> str:
    return render_template("accounts/new.html", form=form, countries=countries_of(current_shelf()))


def _page(account: Account, form: AccountForm) -> str:
    done = {
        "change": gettext("The account is changed."),
        "open": gettext("The account is open."),
        "close": gettext("The account is closed. What its holder wrote stays."),
        "sessions": gettext("The account is signed out everywhere."),
        "second-factor": gettext("The second step is turned off."),
        "untie": gettext("The account is no longer linked to the employer's sign-in."),
    }
    return render_template(
        "accounts/account.html",
        account=account,
        form=form,
        sessions=current_portal().workspace.sessions.of(account.person.id),
        countries=countries_of(current_shelf()),
        done="" if form.faults else done.get(request.args.get("done", ""), ""),
    )


def _account(account_id: int) -> Account:
    if account_id >= MOST_ID:
        abort(404)
    try:
        return current_portal().workspace.accounts.account(account_id)
    except AccountMissing:
        abort(404)


def _office() -> AccountOffice:
    return current_portal().office
