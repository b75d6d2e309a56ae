"""The one gate of the desk: nothing behind it is open by default.

Every view says what it asks for (`asks_for`), or that whoever comes may enter (`open_to_all`).
A view that says neither is closed to everybody, and a test finds it.
What a person may do with one entry or draft is decided by the editorial desk itself, not here.
"""

from collections.abc import Callable
from typing import Any
from typing import TypeVar
from typing import cast
from urllib.parse import urlsplit

from flask import Flask
from flask import Response
from flask import abort
from flask import current_app
from flask import redirect
from flask import request
from flask import session
from flask import url_for
from flask_wtf.csrf import generate_csrf
from flask_wtf.csrf import validate_csrf
from werkzeug.exceptions import Forbidden
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.wrappers import Response as AnyResponse
from wtforms.validators import ValidationError

from portal.domain.people import Person
from portal.domain.people import Role
from portal.history.errors import RepositoryBusy
from portal.history.errors import RepositoryUnwritable
from portal.publishing.rights import NotPermitted
from portal.publishing.rights import Permission
from portal.publishing.rights import may
from portal.settings import SecondFactorRule
from portal.web.context import current_portal
from portal.web.desk import account_words
from portal.web.desk.kept_form import expired_page
from portal.web.desk.kept_form import kept_from_request
from portal.web.desk.kept_form import send_again_page
from portal.web.desk.places import in_desk
from portal.web.desk.server_session import DeskSession
from portal.web.desk.workflow_words import verdict
from portal.web.errors import answer
from portal.web.errors import answer_with
from portal.workspace.moments import now
from portal.workspace.unavailable import WorkspaceUnavailable

View = TypeVar("View", bound=Callable[..., Any])
ASKS = "desk_asks_for"
OPEN = "open"
TOKEN = "csrf_token"  # noqa: S105  # the name of a field
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
PRIVATE = "private, no-store"
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
EMPLOYER = "employer"
"""In a session: that the employer's sign-in answers for whoever it is."""
WITHOUT_SECOND_FACTOR = frozenset({"second_factor", "sign_in"})
"""Pages that stay open to somebody who has to turn on a second factor first."""


def asks_for(permission: Permission) -> Callable[[View], View]:
    """Mark a view as open to people with a permission."""

    def mark(view: View) -> View:
        setattr(view, ASKS, permission)
        return view

    return mark


def open_to_all(view: View) -> View:
    """Mark a view as open to whoever comes, such as the sign-in page."""
    setattr(view, ASKS, OPEN)
    return view


def close_desk(app: Flask) -> None:
    """Put the gate in front of every address of the desk."""
    app.before_request(_let_in)
    app.after_request(_keep_private)
    app.register_error_handler(NotPermitted, lambda _: answer(Forbidden()))
    app.register_error_handler(WorkspaceUnavailable, lambda _: answer(ServiceUnavailable()))
    app.register_error_handler(RepositoryUnwritable, lambda error: answer_with(*verdict(error)))
    app.register_error_handler(RepositoryBusy, lambda error: answer_with(*verdict(error)))
    # A form is good for as long as its session; an hour's limit of its own would lose what was typed for longer.
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    account_words.furnish(app)
    app.jinja_env.globals.update(session_ends_in=_session_ends_in)
    app.jinja_env.globals.update(csrf_token=generate_csrf, signed_in=signed_in, desk_may=desk_may)


def asked_permission(view: Callable[..., Any]) -> Permission | str | None:
    """Return what a view asks for, `OPEN`, or None where it says nothing."""
    return cast("Permission | str | None", getattr(view, ASKS, None))


def desk_session() -> DeskSession:
    """Return the session of this request at the desk."""
    return cast("DeskSession", cast("Any", session)._get_current_object())  # noqa: SLF001  # werkzeug's own way


def signed_in() -> Person | None:
    """Return who is signed in, None before sign-in and outside the desk."""
    return desk_session().person if in_desk(request.path) else None


def person_here() -> Person:
    """Return who is signed in; for views behind the gate."""
    person = signed_in()
    if person is None:
        abort(403)
    return person


def desk_may(permission: str) -> bool:
    """Tell a template whether to show what leads to something; the desk itself decides again."""
    person = signed_in()
    return person is not None and may(person, Permission(permission))


def _session_ends_in() -> int:
    """Return for how many seconds the sign-in lasts when nothing more is done."""
    ends = desk_session().ends_at
    return max(0, int((ends - now()).total_seconds())) if ends else 0


def _let_in() -> AnyResponse | None:
    if not in_desk(request.path):
        return None
    if desk_session().outage:
        abort(503)
    asked = asked_permission(current_app.view_functions[request.endpoint]) if request.endpoint else None
    if request.method in CHANGING:
        _check_origin()
    if asked != OPEN:
        refused = _refuse(asked)
        if refused is not None:
            return refused
    if request.method in CHANGING and not _has_token():
        return _ask_again()
    return None


def _refuse(asked: Permission | str | None) -> AnyResponse | None:
    """Return the way to the sign-in for whoever is not signed in; 403 for those who may not, 404 where nothing is."""
    person = desk_session().person
    if person is None:
        if request.method in CHANGING and _is_form():
            return expired_page()
        if request.method in CHANGING or request.accept_mimetypes.best == "application/json":
            abort(401)
        return redirect(url_for("sign_in.index", next=request.full_path.rstrip("?")))
    if request.endpoint is None:
        abort(404)
    if not isinstance(asked, Permission) or not may(person, asked):
        abort(403)
    if lacks_second_factor(person) and request.blueprint not in WITHOUT_SECOND_FACTOR:
        return redirect(url_for("second_factor.index"))
    return None


def lacks_second_factor(person: Person) -> bool:
    """Tell whether somebody must turn on a second factor first; whoever came through the employer need not."""
    here, rule = desk_session(), current_portal().settings.second_factor
    asked = rule is SecondFactorRule.EVERYBODY or (
        rule is SecondFactorRule.ADMINISTRATORS and person.role is Role.ADMINISTRATOR
    )
    return asked and not here.has_second_factor and not here.get(EMPLOYER)


def _check_origin() -> None:
    """Refuse what another site sent (OWASP ASVS 5.0, 3.5): browsers say where a request comes from."""
    site = request.headers.get("Sec-Fetch-Site")
    if site not in {None, "same-origin", "none"}:
        abort(403)
    origin = request.headers.get("Origin")
    # A page with `Referrer-Policy: no-referrer` sends “null”; then the browser's other word counts, and the token.
    unknown = origin is None or (origin == "null" and site == "same-origin")
    if not unknown and urlsplit(origin or "").netloc != request.host:
        abort(403)


def _has_token() -> bool:
    """Tell whether a form was made for this session."""
    try:
        validate_csrf(request.form.get(TOKEN) or request.headers.get("X-CSRF-Token"))
    except ValidationError:
        return False
    return True


def _ask_again() -> AnyResponse:
    """Refuse what has no token of this session; a form of our own pages, sent after another sign-in, is shown again.

    Only where the browser itself says that the form came from here, so that nobody else can put words into it.
    """
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin" and request.form.get(TOKEN)
    person = desk_session().person
    if not ours or person is None or not _is_form():
        abort(403)
    return send_again_page(kept_from_request(), person.name)


def _is_form() -> bool:
    """Tell whether a browser sent a form, not a script data."""
    return "X-CSRF-Token" not in request.headers and request.mimetype in FORMS


def _keep_private(response: Response) -> Response:
    if in_desk(request.path):
        response.headers["Cache-Control"] = PRIVATE
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
