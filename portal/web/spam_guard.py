"""Keeps machines from filling public forms, without cookies, scripts, puzzles or anybody else's service.

A field that people do not see must stay empty; a sealed time tells that the form was read for three seconds and is of
today; and one address sends a few times an hour, known only by a keyed hash that is deleted within a day.
"""

import time
from enum import StrEnum
from hashlib import blake2b
from ipaddress import ip_address
from ipaddress import ip_network

from flask import current_app
from flask import request
from itsdangerous import BadSignature
from itsdangerous import TimestampSigner

from portal.web.context import current_portal
from portal.web.words import gettext
from portal.workspace.allowance import Allowance
from portal.workspace.allowance import TooManyAttempts
from portal.workspace.unavailable import WorkspaceUnavailable

TRAP = "homepage"
"""The name of the field that people do not see; one that programs like to fill in."""
SEAL = "seal"
LEAST_SECONDS = 3
MOST_SECONDS = 24 * 60 * 60
SECRET = "public-forms"  # noqa: S105  # the name of a secret
REST_SECONDS = 30.0
"""For how long a workspace that could not be had is not asked again, so that readers do not wait for it."""


class Turned(StrEnum):
    """Why a form was turned away."""

    TRAPPED = "trapped"
    TOO_FAST = "too-fast"
    TOO_OLD = "too-old"
    TOO_OFTEN = "too-often"


def seal(purpose: str) -> str:
    """Return the sealed time to put into a form; raises `WorkspaceUnavailable`."""
    return _signer(purpose).sign(b"1").decode()


def turned_away(purpose: str, allowance: Allowance) -> Turned | None:
    """Return why the form of this request is turned away, or None, and count the attempt.

    Raises `WorkspaceUnavailable`.
    """
    if request.form.get(TRAP):
        return Turned.TRAPPED
    try:
        _, made = _signer(purpose).unsign(request.form.get(SEAL, "")[:200], return_timestamp=True)
    except BadSignature:
        return Turned.TOO_OLD
    age = time.time() - made.timestamp()
    if age < LEAST_SECONDS:
        return Turned.TOO_FAST
    if age > MOST_SECONDS:
        return Turned.TOO_OLD
    try:
        current_portal().workspace.attempts.count((allowance, _sender()))
    except TooManyAttempts:
        return Turned.TOO_OFTEN
    return None


def turned_sentence(turned: Turned) -> str:
    """Return what to do about it."""
    sentences = {
        Turned.TRAPPED: gettext("A field that must stay empty was filled in. Leave it empty and send again."),
        Turned.TOO_FAST: gettext("That was faster than a person reads. Press the button once more."),
        Turned.TOO_OLD: gettext(
            "The form was open for more than a day, or only part of it arrived. Send it once more."
        ),
        Turned.TOO_OFTEN: gettext(
            "Too much has been sent from your network within an hour. What you typed is below: send it later."
        ),
    }
    return sentences[turned]


def workspace_rests() -> bool:
    """Whether the workspace could not be had a moment ago, so that a page for readers does without it."""
    return bool(time.monotonic() < float(current_app.extensions.get("workspace_rests_until", 0.0)))


def let_workspace_rest() -> None:
    """Note that the workspace could not be had just now."""
    current_app.extensions["workspace_rests_until"] = time.monotonic() + REST_SECONDS


def _signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(_secret(), salt=f"public-form:{purpose}")


def _secret() -> bytes:
    known = current_app.extensions.get(SECRET)
    if not isinstance(known, bytes):
        if workspace_rests():
            raise WorkspaceUnavailable("the workspace could not be had a moment ago")
        known = current_app.extensions[SECRET] = current_portal().workspace.secret(SECRET)
    return known


def _sender() -> str:
    """Return the hash of the address that asks, of the network of it where one customer has a whole one (IPv6)."""
    text = request.remote_addr or ""
    try:
        address = ip_address(text)
    except ValueError:
        pass
    else:
        text = str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)
    return blake2b(text.encode(), key=_secret(), digest_size=16).hexdigest()
