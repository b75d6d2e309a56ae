"""A real OpenID provider on 127.0.0.1: Django OAuth Toolkit, as a city might run it, in a process of its own.

For some of its people it hands out a token that somebody has tampered with.

Run with a port, a folder, and the address that sign-ins lead back to.
"""

import base64
import json
import sys
from collections.abc import Callable
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler
from wsgiref.simple_server import WSGIServer
from wsgiref.simple_server import make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import HttpResponseRedirect
from jwcrypto.jwk import JWK
from jwcrypto.jwt import JWT

CLIENT = "silta"
SECRET = "a secret that the portal and the provider share"  # of a provider that lives for one test
PASSWORD = "the employer's own password"
PEOPLE = {
    "aino": ("aino@silta.invalid", True),
    "bo": ("BO@silta.invalid", True),
    "unverified": ("cia@silta.invalid", False),
    "stranger": ("stranger@silta.invalid", True),
    "heir": ("aino@silta.invalid", True),
}
"""Who works for the city: address, and whether the city vouches for it; the heir got the address of somebody else."""

Token = dict[str, Any]
"""What a token says."""

TAMPERED: dict[str, Callable[[Token], Token]] = {
    "of-another-issuer": lambda said: {**said, "iss": "http://127.0.0.1:1/o"},
    "for-another-client": lambda said: {**said, "aud": "another portal"},
    "for-another-sign-in": lambda said: {**said, "nonce": "another"},
    "for-no-sign-in": lambda said: {name: value for name, value in said.items() if name != "nonce"},
    "run-out": lambda said: {**said, "exp": 1_700_000_000, "iat": 1_699_990_000},
    "of-nobody": lambda said: {name: value for name, value in said.items() if name != "sub"},
}
"""Tokens that the provider has signed, and that still do not prove who is coming."""

UNSIGNED = "unsigned"
FOREIGN_KEY = "foreign-key"
SHARED_SECRET = "shared-secret"
CUT_SHORT = "cut-short"
FORGERS = (*TAMPERED, UNSIGNED, FOREIGN_KEY, SHARED_SECRET, CUT_SHORT)
"""People whose tokens are not what they should be, by what is wrong with them; all have the address of Aino."""


def configure(folder: Path) -> None:
    """Set Django up with a database in the folder and a key of its own."""
    settings.configure(
        SECRET_KEY="of one test",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        LOGIN_URL="/login",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "provider.db")}},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": new_key(),
            "SCOPES": {"openid": "who", "email": "address", "profile": "name"},
            "OAUTH2_VALIDATOR_CLASS": validator(),
        },
    )
    django.setup()


def new_key() -> str:
    """Return a private key as PEM."""
    return (
        rsa.generate_private_key(public_exponent=65537, key_size=2048)
        .private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        .decode()
    )


def forged(token: str, name: str) -> str:
    """Return the token as somebody with that name gets it."""
    said, key = claims_of(token), settings.OAUTH2_PROVIDER["OIDC_RSA_PRIVATE_KEY"]
    if name in TAMPERED:
        return signed(TAMPERED[name](said), key)
    if name == UNSIGNED:
        return ".".join((part({"alg": "none", "typ": "JWT"}), part(said), ""))
    if name == FOREIGN_KEY:
        return signed(said, new_key())
    if name == SHARED_SECRET:
        return signed(said, SECRET, "HS256")
    return token.rpartition(".")[0] + "."


def signed(said: Token, key: str, algorithm: str = "RS256") -> str:
    """Return a token under a private key, or under a secret that both sides know."""
    known = JWK.from_pem(key.encode()) if algorithm == "RS256" else JWK.from_password(key)
    name = JWK.from_pem(settings.OAUTH2_PROVIDER["OIDC_RSA_PRIVATE_KEY"].encode()).thumbprint()
    made = JWT(header={"alg": algorithm, "typ": "JWT", "kid": name}, claims=said)
    made.make_signed_token(known)
    return str(made.serialize())


def part(said: Token) -> str:
    """Return one part of a token as it is written."""
    return base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()


def claims_of(token: str) -> Token:
    """Return what a token says."""
    written = token.split(".")[1]
    claims: Token = json.loads(base64.urlsafe_b64decode(written + "=" * (-len(written) % 4)))
    return claims


def hand_out_token(request: HttpRequest) -> HttpResponse:
    """Answer what the provider answers, but forgers get their own token."""
    from oauth2_provider.views import TokenView

    answer: HttpResponse = TokenView.as_view()(request)
    said = json.loads(answer.content)
    name = claims_of(said["id_token"])["name"] if "id_token" in said else ""
    if name in FORGERS:
        said["id_token"] = forged(said["id_token"], name)
        answer.content = json.dumps(said).encode()
    return answer


def validator() -> str:
    """Return the name of the class that says what the provider knows of somebody."""
    return f"{__name__}.Claims"


def fill(back: str) -> None:
    """Make the tables, the people and the portal as a client."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    for name, (email, vouched) in PEOPLE.items():
        User.objects.create_user(name, email, PASSWORD, is_staff=vouched)
    for name in FORGERS:
        User.objects.create_user(name, PEOPLE["aino"][0], PASSWORD, is_staff=True)
    Application.objects.create(
        name="Silta",
        client_id=CLIENT,
        client_secret=SECRET,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris=back,
        skip_authorization=True,
        algorithm=Application.RS256_ALGORITHM,
    )


def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign somebody in who gives name and password, and go on."""
    from django.contrib.auth import authenticate
    from django.contrib.auth import login

    user = authenticate(request, username=request.POST.get("name"), password=request.POST.get("password"))
    if user is None:
        return HttpResponse("Who are you?", status=403)
    login(request, user)
    return HttpResponseRedirect(request.GET["next"])


class Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002
        """Say nothing."""


class Server(ThreadingMixIn, WSGIServer):
    """Answers several at once."""

    daemon_threads = True


def main() -> None:
    """Serve until the test ends it."""
    port, folder, back = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    sys.modules["openid_provider"] = sys.modules[__name__]
    configure(folder)
    from django.core.wsgi import get_wsgi_application
    from django.urls import include
    from django.urls import path
    from oauth2_provider.oauth2_validators import OAuth2Validator

    class Claims(OAuth2Validator):  # type: ignore[misc]  # Django OAuth Toolkit has no types
        """Says the address, and whether the city vouches for it."""

        oidc_claim_scope = None

        def get_additional_claims(self, request: Any) -> dict[str, Any]:
            """Return what goes into a token besides who it is."""
            return {"email": request.user.email, "email_verified": request.user.is_staff, "name": request.user.username}

    module: Any = sys.modules[__name__]
    module.Claims = Claims
    module.urlpatterns = [
        path("o/token/", hand_out_token),
        path("o/", include("oauth2_provider.urls")),
        path("login", sign_in),
    ]
    fill(back)
    make_server("127.0.0.1", port, get_wsgi_application(), Server, Quiet).serve_forever()


if __name__ == "__main__":
    main()
