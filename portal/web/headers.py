"""The headers of every response, errors and files included.

The list scored A+ in the MDN HTTP Observatory; `object-src` is spelled out for OWASP ASVS 3.4.3.
"""

from collections.abc import Mapping

from flask import Flask
from flask import Response
from flask import g
from flask import request

from portal.settings import Settings
from portal.web.compression import fold

REFERRER = "strict-origin-when-cross-origin"
SECURITY: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; "
        "object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": REFERRER,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
TRANSPORT_SECURITY = "max-age=63072000; includeSubDomains"
FRESH = "public, no-cache"
"""Kept by everybody and asked for again: whoever searched a moment ago finds what has been published since."""


def protect(app: Flask, settings: Settings) -> None:
    """Put the headers on everything the application answers.

    `Strict-Transport-Security` is sent only behind TLS: on plain HTTP it would be a promise nobody keeps.
    """
    always = dict(SECURITY)
    if settings.behind_tls:
        always["Strict-Transport-Security"] = TRANSPORT_SECURITY

    @app.after_request
    def finish(response: Response) -> Response:
        # A page with a secret in its address has set a stricter one.
        response.headers.update({**always, "Referrer-Policy": response.headers.get("Referrer-Policy", REFERRER)})
        if g.get("negotiated"):
            response.vary.add("Accept-Language")
        return _with_caching(fold(response))


def _with_caching(response: Response) -> Response:
    """Return the response with whether it may be kept: a page until it changes, an error not at all."""
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = FRESH if response.status_code < 400 else "no-store"
    if response.status_code == 200 and not response.direct_passthrough:
        response.add_etag()
        response.make_conditional(request.environ)
    return response
