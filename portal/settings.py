"""What an operator can set, read once from the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from portal.domain.errors import SettingsError
from portal.mail.smtp_account import SmtpAccount
from portal.mail.smtp_account import smtp_account_from_environment
from portal.workspace.openid_settings import OpenIdSettings
from portal.workspace.openid_settings import openid_settings_from_environment

DEFAULT_HOSTS = ("127.0.0.1", "localhost", "[::1]")
MAX_REQUEST_BYTES = 1024 * 1024
REMOTE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}")
DATABASE = re.compile(r"(?:sqlite:///|postgresql\+psycopg://).")
"""The address may hold a password, so a faulty one is never repeated in a message."""


class SecondFactorRule(StrEnum):
    """Who must turn on a second factor before anything else at the desk is open to them."""

    NOBODY = "nobody"
    ADMINISTRATORS = "administrators"
    EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and how the portal is reached; every variable is told in docs/operating.md."""

    content: Path = Path("content")
    search_index: Path = Path("search_index")
    workspace: Path = Path("workspace")
    """The folder of what is being worked on: by default the database of accounts and drafts."""
    database: str | None = None
    """The address of the workspace database, such as postgresql+psycopg://…; None keeps it in a file of the folder."""
    base_url: str | None = None
    """The address in front of every path, such as https://silta.example; None builds addresses from the request."""
    trusted_hosts: tuple[str, ...] = DEFAULT_HOSTS
    """The host names that are answered; others get a 400, so that no cache can be poisoned with a foreign one."""
    behind_tls: bool = False
    """Whether a proxy in front speaks TLS, so that Strict-Transport-Security is true."""
    max_request_bytes: int = MAX_REQUEST_BYTES
    mail: SmtpAccount | None = None
    """Where letters are handed in; None means that none can be sent."""
    check_links: bool = True
    """Whether the chores ask other sites whether what the library links to is still there."""
    content_remote: str | None = None
    """The name of the repository, as `git remote add` gave it, with which the chores exchange commits; None: none."""
    oidc: OpenIdSettings | None = None
    """The employer's sign-in; None means that there is none."""
    second_factor: SecondFactorRule = SecondFactorRule.NOBODY
    """Who must have a second factor to work at the desk."""

    @property
    def database_address(self) -> str:
        """The address of the workspace database."""
        return self.database or f"sqlite:///{self.workspace / 'workspace.db'}"


def settings_from_environment(environment: Mapping[str, str]) -> Settings:
    """Return the settings that the `PORTAL_*` variables describe.

    Raises `SettingsError` with every fault at once.
    """
    faults: list[str] = []
    content = Path(environment.get("PORTAL_CONTENT") or "content")
    if not content.is_dir():
        faults.append(f"PORTAL_CONTENT: there is no folder “{content}”; give the folder that holds the entries.")
    base_url = environment.get("PORTAL_BASE_URL") or None
    host = None
    if base_url is not None:
        host = _host(base_url)
        if host is None:
            faults.append(f"PORTAL_BASE_URL: “{base_url}” is not like https://silta.example.")
    hosts = tuple(environment.get("PORTAL_TRUSTED_HOSTS", "").split()) or ((host,) if host else ())
    behind_tls = _flag(environment, "PORTAL_BEHIND_TLS", faults)
    size = _size(environment, "PORTAL_MAX_REQUEST_BYTES", faults)
    database = environment.get("PORTAL_DATABASE") or None
    if database is not None and not DATABASE.match(database):
        faults.append("PORTAL_DATABASE: the address is not like postgresql+psycopg://user@host/name.")
    mail = smtp_account_from_environment(environment, faults)
    check_links = _flag(environment, "PORTAL_CHECK_LINKS", faults, default="yes")
    remote = environment.get("PORTAL_CONTENT_REMOTE") or None
    if remote is not None and not REMOTE.fullmatch(remote):
        faults.append(f"PORTAL_CONTENT_REMOTE: “{remote}” is not a name that `git remote add` gives, such as origin.")
    oidc = openid_settings_from_environment(environment, faults)
    rule = environment.get("PORTAL_SECOND_FACTOR", "").lower() or SecondFactorRule.NOBODY
    if rule not in set(SecondFactorRule):
        faults.append(f"PORTAL_SECOND_FACTOR: “{rule}” is none of {', '.join(SecondFactorRule)}.")
    if oidc is not None and base_url is None:
        faults.append("PORTAL_BASE_URL: the employer's sign-in leads back to it, so it has to be set.")
    if faults:
        raise SettingsError(faults)
    return Settings(
        content=content,
        search_index=Path(environment.get("PORTAL_SEARCH_INDEX") or "search_index"),
        workspace=Path(environment.get("PORTAL_WORKSPACE") or "workspace"),
        database=database,
        base_url=base_url.rstrip("/") if base_url else None,
        trusted_hosts=(*hosts, *DEFAULT_HOSTS),
        behind_tls=behind_tls,
        max_request_bytes=size,
        mail=mail,
        check_links=check_links,
        content_remote=remote,
        oidc=oidc,
        second_factor=SecondFactorRule(rule),
    )


def _host(base_url: str) -> str | None:
    """Return the host of an address that is nothing but scheme, host and perhaps port, else None."""
    try:
        parts = urlsplit(base_url)
        plain = parts.port is None or parts.port > 0
    except ValueError:
        return None
    plain = plain and not (parts.username or parts.path.strip("/") or parts.query or parts.fragment)
    return parts.hostname if plain and parts.scheme in {"http", "https"} else None


def _flag(environment: Mapping[str, str], name: str, faults: list[str], default: str = "") -> bool:
    value = (environment.get(name) or default).lower()
    if value not in {"", "0", "1", "no", "yes", "false", "true"}:
        faults.append(f"{name}: “{value}” is neither yes nor no.")
    return value in {"1", "yes", "true"}


def _size(environment: Mapping[str, str], name: str, faults: list[str]) -> int:
    value = environment.get(name) or str(MAX_REQUEST_BYTES)
    if not value.isascii() or not value.isdigit() or not 1024 <= int(value[:12]) <= 100 * 1024 * 1024:
        faults.append(f"{name}: “{value}” is not a number of bytes from 1024 to {100 * 1024 * 1024}.")
        return MAX_REQUEST_BYTES
    return int(value)
