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
from portal.publishing.rights import NotPermitted
from portal.publishing.rights import Permission
from portal.publishing.rights import may
from portal.web.desk.places import in_desk
from portal.web.desk.server_session import DeskSession
from portal.web.errors import answer
from portal.workspace.database import WorkspaceUnavailable

View = TypeVar("View", bound=Callable[..., Any])
ASKS = "desk_asks_for"
OPEN = "open"
TOKEN = "csrf_token"  # noqa: S105  # the name of a field
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
PRIVATE = "private, no-store"


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


def _let_in() -> AnyResponse | None:
    if not in_desk(request.path):
        return None
    if desk_session().outage:
        abort(503)
    asked = asked_permission(current_app.view_functions[request.endpoint]) if request.endpoint else None
    if asked != OPEN:
        refused = _refuse(asked)
        if refused is not None:
            return refused
    if request.method in CHANGING:
        _check_origin()
        _check_token()
    return None


def _refuse(asked: Permission | str | None) -> AnyResponse | None:
    """Return the way to the sign-in for whoever is not signed in; 403 for those who may not, 404 where nothing is."""
    person = desk_session().person
    if person is None:
        if request.method in CHANGING or request.accept_mimetypes.best == "application/json":
            abort(401)
        return redirect(url_for("sign_in.index", next=request.full_path.rstrip("?")))
    if request.endpoint is None:
        abort(404)
    if not isinstance(asked, Permission) or not may(person, asked):
        abort(403)
    return None


def _check_origin() -> None:
    """Refuse what another site sent (OWASP ASVS 5.0, 3.5): browsers say where a request comes from."""
    site = request.headers.get("Sec-Fetch-Site")
    if site not in {None, "same-origin", "none"}:
        abort(403)
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        abort(403)


def _check_token() -> None:
    """Refuse a form that was not made for this session."""
    try:
        validate_csrf(request.form.get(TOKEN) or request.headers.get("X-CSRF-Token"))
    except ValidationError:
        abort(403)


def _keep_private(response: Response) -> Response:
    if in_desk(request.path):
        response.headers["Cache-Control"] = PRIVATE
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
