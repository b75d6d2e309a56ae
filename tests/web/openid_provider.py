"""A real OpenID provider on 127.0.0.1: Django OAuth Toolkit, as a city might run it, in a process of its own.

Run with a port, a folder, and the address that sign-ins lead back to.
"""

import sys
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

CLIENT = "silta"
SECRET = "a secret of the portal alone"  # of a provider that lives for one test
PASSWORD = "the employer's own password"
PEOPLE = {
    "aino": ("aino@silta.invalid", True),
    "bo": ("BO@silta.invalid", True),
    "unverified": ("cia@silta.invalid", False),
    "stranger": ("stranger@silta.invalid", True),
    "heir": ("aino@silta.invalid", True),
}
"""Who works for the city: address, and whether the city vouches for it; the heir got the address of somebody else."""


def configure(folder: Path) -> None:
    """Set Django up with a database in the folder and a key of its own."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
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
            "OIDC_RSA_PRIVATE_KEY": key.decode(),
            "SCOPES": {"openid": "who", "email": "address", "profile": "name"},
            "OAUTH2_VALIDATOR_CLASS": validator(),
        },
    )
    django.setup()


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
    module.urlpatterns = [path("o/", include("oauth2_provider.urls")), path("login", sign_in)]
    fill(back)
    make_server("127.0.0.1", port, get_wsgi_application(), Server, Quiet).serve_forever()


if __name__ == "__main__":
    main()
