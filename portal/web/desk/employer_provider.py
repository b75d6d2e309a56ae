"""The provider of the employer's sign-in, asked by OpenID Connect (code flow, PKCE, state and nonce) with Authlib."""

from typing import Any

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask
from flask import current_app
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from portal.settings import Settings
from portal.web.desk.employer import EmployerFault
from portal.web.desk.employer import NotLetIn
from portal.workspace.openid_settings import OpenIdSettings

SECONDS = 10
NAME = "employer"
SIGNED_WITH = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Signatures with a key pair; a token that the portal's own secret could have made proves nothing of the provider."""
FAULTY_ANSWERS = (JoseError, KeyError, ValueError, TypeError, RuntimeError)
"""What Authlib raises for tokens and descriptions that are not as the standards have them."""


def register(app: Flask, settings: OpenIdSettings) -> None:
    """Make the provider known; it is asked for its addresses with the first sign-in."""
    oauth = OAuth(app)
    app.extensions[NAME] = oauth
    oauth.register(
        NAME,
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        server_metadata_url=f"{settings.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
    )


def redirection_there(settings: Settings, back: str) -> Response:
    """Return the redirection to the provider, which leads back to an address; raises `NotLetIn`."""
    try:
        _check_issuer(settings)
        answer: Response = _client().authorize_redirect(back)
    except (requests.RequestException, OAuthError) as error:
        raise NotLetIn(EmployerFault.UNREACHABLE) from error
    except FAULTY_ANSWERS as error:
        raise NotLetIn(EmployerFault.UNSOUND) from error
    return answer


def claims_brought_back(settings: Settings) -> dict[str, Any]:
    """Return what the employer says of whoever signed in, proved by its signature, for this browser and this time."""
    try:
        metadata = _check_issuer(settings)
        metadata["id_token_signing_alg_values_supported"] = list(SIGNED_WITH)
        token = _client().authorize_access_token(timeout=SECONDS)
        claims = dict(token["userinfo"])
        if "email" not in claims and "userinfo_endpoint" in metadata:
            claims |= _more(claims["sub"], _client().userinfo(token=token, timeout=SECONDS))
    except requests.RequestException as error:
        raise NotLetIn(EmployerFault.UNREACHABLE) from error
    except OAuthError as error:
        raise NotLetIn(EmployerFault.REFUSED if error.error == "access_denied" else EmployerFault.UNSOUND) from error
    except FAULTY_ANSWERS as error:
        raise NotLetIn(EmployerFault.UNSOUND) from error
    return claims


def _more(subject: str, said: dict[str, Any]) -> dict[str, Any]:
    """Return the address from the second answer, which must be about the same person (OpenID Connect Core, 5.3.4)."""
    if said.get("sub") != subject:
        raise ValueError("the two answers are about two people")
    return {name: said[name] for name in ("email", "email_verified") if name in said}


def _check_issuer(settings: Settings) -> dict[str, Any]:
    """Return what the provider says of itself; it must be the one of the settings (OpenID Connect Discovery, 4.3)."""
    metadata: dict[str, Any] = _client().load_server_metadata()
    if settings.oidc is None or metadata.get("issuer") != settings.oidc.issuer:
        raise ValueError("the provider calls itself by another name than the settings")
    return metadata


def _client() -> Any:
    return current_app.extensions[NAME].create_client(NAME)
