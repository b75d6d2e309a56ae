"""The employer's sign-in by OpenID Connect (code flow with PKCE, state and nonce), through Authlib."""

from enum import StrEnum
from typing import Any

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask
from flask import current_app
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from portal.settings import Settings
from portal.workspace.account_book import Account
from portal.workspace.account_book import AccountBook
from portal.workspace.account_book import TiedAlready

SECONDS = 10
NAME = "employer"
SIGNED_WITH = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Signatures with a key pair; a token that the portal's own secret could have made proves nothing of the provider."""
FAULTY_ANSWERS = (JoseError, KeyError, ValueError, TypeError, RuntimeError)
"""What Authlib raises for tokens and descriptions that are not as the standards have them."""


class EmployerFault(StrEnum):
    """Why nobody was let in."""

    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    """The employer did not let them in, or they turned back."""
    UNSOUND = "unsound"
    """The answer is not one to the question that this browser began, or does not prove what it says."""
    UNKNOWN = "unknown"
    """Nobody has an account with that address."""
    UNVERIFIED = "unverified"
    """The employer does not vouch for the address."""
    OTHER = "other"
    """The account belongs to another identity."""


class NotLetIn(Exception):
    """Raised when the employer's sign-in did not lead to an account."""

    def __init__(self, fault: EmployerFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def know(app: Flask, settings: Settings) -> None:
    """Make the provider of the settings known; it is asked for its addresses with the first sign-in."""
    oauth = OAuth(app)
    app.extensions[NAME] = oauth
    if settings.oidc is not None:
        oauth.register(
            NAME,
            client_id=settings.oidc.client_id,
            client_secret=settings.oidc.client_secret,
            server_metadata_url=f"{settings.oidc.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email profile",
                "code_challenge_method": "S256",
                "default_timeout": SECONDS,
            },
        )


def way_to_employer(settings: Settings, back: str) -> Response:
    """Return the redirection to the employer's sign-in, which leads back to an address; raises `NotLetIn`."""
    try:
        _check_issuer(settings)
        answer: Response = _client().authorize_redirect(back)
    except (requests.RequestException, OAuthError) as error:
        raise NotLetIn(EmployerFault.UNREACHABLE) from error
    except FAULTY_ANSWERS as error:
        raise NotLetIn(EmployerFault.UNSOUND) from error
    return answer


def account_from_employer(settings: Settings, accounts: AccountBook) -> tuple[Account, bool]:
    """Return the account of whoever comes back from the employer, and whether it was tied just now.

    An account that is tied to the identity; else an open one with the verified address, which is tied from now on.
    Raises `NotLetIn`: nobody gets an account by signing in.
    """
    claims = _claims(settings)
    issuer, subject = str(claims["iss"]), str(claims["sub"])
    tied = accounts.by_employer(issuer, subject)
    if tied is not None:
        return tied, False
    account = accounts.by_email(str(claims.get("email") or ""))
    if account is None or not account.active:
        raise NotLetIn(EmployerFault.UNKNOWN)
    if claims.get("email_verified") is not True:
        raise NotLetIn(EmployerFault.UNVERIFIED)
    try:
        accounts.tie_to_employer(account.person.id, issuer, subject)
    except TiedAlready as error:
        raise NotLetIn(EmployerFault.OTHER) from error
    return account, True


def _claims(settings: Settings) -> dict[str, Any]:
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
    client = current_app.extensions[NAME].create_client(NAME)
    if client is None:
        raise NotLetIn(EmployerFault.UNREACHABLE)
    return client
