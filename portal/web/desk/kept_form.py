"""What somebody typed into a form whose sign-in had run out: kept in the page itself until it can be sent again."""

import json
from dataclasses import dataclass
from typing import Any

from flask import Response
from flask import make_response
from flask import render_template
from flask import request

from portal.web.desk.places import in_desk

FIELD = "kept"
TOKEN = "csrf_token"  # noqa: S105  # the name of a field
LONG = 60


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Where a form was going and every field of it, in order, as typed."""

    path: str
    fields: tuple[tuple[str, str], ...]
    with_files: bool = False
    """Whether files were chosen, which no page can keep."""

    @property
    def written(self) -> str:
        """The form as one field holds it."""
        return json.dumps([self.path, self.fields, self.with_files], ensure_ascii=False)

    @property
    def long_fields(self) -> tuple[tuple[str, str], ...]:
        """What took somebody time to write, to be read and copied whatever happens."""
        return tuple((name, text) for name, text in self.fields if len(text) >= LONG or "\n" in text)


def kept_from_request() -> KeptForm:
    """Return the form that this request brings."""
    fields = tuple((name, text) for name, text in request.form.items(multi=True) if name != TOKEN)
    return KeptForm(request.full_path.rstrip("?"), fields, any(each.filename for each in request.files.values()))


def kept_from_field() -> KeptForm | None:
    """Return the form that a sign-in page carried along, or None; one that leads out of the desk is none."""
    text = request.form.get(FIELD, "")
    try:
        path, fields, with_files = json.loads(text) if text else (None, [], False)
        kept = KeptForm(str(path or ""), tuple((_text(name), _text(value)) for name, value in fields), bool(with_files))
    except (ValueError, TypeError, RecursionError):
        return None
    return kept if is_way_on(kept.path) else None


def is_way_on(path: str) -> bool:
    """Tell whether an address is a page of the desk, never one that somebody else wrote to lead away."""
    plain = all(character.isprintable() for character in path) and not any(each in path for each in ("\\", "//", "#"))
    steps = path.partition("?")[0].split("/")
    return plain and in_desk(path.partition("?")[0]) and not {".", ".."} & set(steps) and len(path) < 2000


def expired_page() -> Response:
    """Return the page that keeps the form of this request and lets its writer sign in on the spot."""
    return make_response(render_template("sign_in/expired.html", kept=kept_from_request(), fault="", email=""), 401)


def send_again_page(kept: KeptForm, name: str) -> Response:
    """Return the page that asks somebody who is signed in now to send a kept form again."""
    return make_response(render_template("sign_in/send_again.html", kept=kept, name=name), 200)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a field of a form is text")
    return value
