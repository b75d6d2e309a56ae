"""The employer's sign-in (OpenID Connect), as an operator has set it."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
MOST_NAME = 60


@dataclass(frozen=True, slots=True)
class OpenIdSettings:
    """The provider, and what it knows the portal by; the secret is shown nowhere."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str = ""
    """What the button calls it, such as “Kuopion kaupunki”; empty for a general word."""


def openid_settings_from_environment(environment: Mapping[str, str], faults: list[str]) -> OpenIdSettings | None:
    """Return the provider that the `PORTAL_OIDC_*` variables describe; None where they name none.

    Every fault is added to `faults`; what is returned then is not to be used.
    """
    issuer = environment.get("PORTAL_OIDC_ISSUER", "").strip()
    if not issuer:
        named = sorted(name for name, value in environment.items() if name.startswith("PORTAL_OIDC_") and value)
        faults += [f"{name}: PORTAL_OIDC_ISSUER names no provider to use it with." for name in named]
        return None
    if not _sound(issuer):
        faults.append(f"PORTAL_OIDC_ISSUER: “{issuer}” is not like https://login.kuopio.fi/realms/city.")
    client_id, secret = environment.get("PORTAL_OIDC_CLIENT_ID", "").strip(), _secret(environment, faults)
    if not client_id:
        faults.append("PORTAL_OIDC_CLIENT_ID: give the name by which the provider knows the portal.")
    name = " ".join(environment.get("PORTAL_OIDC_NAME", "").split())
    if len(name) > MOST_NAME:
        faults.append(f"PORTAL_OIDC_NAME: the name has more than {MOST_NAME} characters.")
    return OpenIdSettings(issuer, client_id, secret, name)


def _sound(issuer: str) -> bool:
    """Tell whether an issuer is one (OpenID Connect Discovery 1.0, 2): https, without query and fragment."""
    try:
        parts = urlsplit(issuer)
        plain = parts.port is None or parts.port > 0
    except ValueError:
        return False
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    return plain and secure and bool(parts.hostname) and not (parts.query or parts.fragment or parts.username)


def _secret(environment: Mapping[str, str], faults: list[str]) -> str:
    """Return the secret, from a file where one is named, so that it need not stand in the environment."""
    file, secret = environment.get("PORTAL_OIDC_CLIENT_SECRET_FILE"), environment.get("PORTAL_OIDC_CLIENT_SECRET", "")
    if file and secret:
        faults.append("PORTAL_OIDC_CLIENT_SECRET: PORTAL_OIDC_CLIENT_SECRET_FILE is set too; set one of them.")
    if file:
        try:
            secret = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeError):
            faults.append(f"PORTAL_OIDC_CLIENT_SECRET_FILE: the file “{file}” cannot be read.")
            return ""
    if not secret:
        faults.append("PORTAL_OIDC_CLIENT_SECRET: give the secret that the provider made for the portal.")
    return secret
