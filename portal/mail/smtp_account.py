"""Where the portal hands in its letters, as an operator has set it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from pathlib import Path

from portal.mail.mail_address import mail_address

HOST = re.compile(r"[A-Za-z0-9._:-]{1,253}")
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class MailSecurity(StrEnum):
    """How the connection to the mail server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"
    """For a mail server on the same machine only."""


PORTS = {MailSecurity.STARTTLS: 587, MailSecurity.TLS: 465, MailSecurity.NONE: 25}


@dataclass(frozen=True, slots=True)
class SmtpAccount:
    """A mail server, how to speak to it, and in whose name; the password is shown nowhere."""

    host: str
    port: int
    security: MailSecurity
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    seconds: int = 15


def smtp_account_from_environment(environment: Mapping[str, str], faults: list[str]) -> SmtpAccount | None:
    """Return the mail server that the `PORTAL_SMTP_*` variables describe; None where they name none.

    Every fault is added to `faults`; what is returned then is not to be used.
    """
    host = environment.get("PORTAL_SMTP_HOST", "").strip()
    if not host:
        named = sorted(name for name, value in environment.items() if name.startswith("PORTAL_SMTP_") and value)
        faults += [f"{name}: PORTAL_SMTP_HOST names no mail server to use it with." for name in named]
        return None
    if not HOST.fullmatch(host):
        faults.append(f"PORTAL_SMTP_HOST: “{host}” is no name of a host; give it without a scheme or a port.")
    security = _security(environment, host, faults)
    user, password = environment.get("PORTAL_SMTP_USER") or None, _password(environment, faults)
    if (user is None) != (password is None):
        missing = "PORTAL_SMTP_USER" if user is None else "PORTAL_SMTP_PASSWORD"
        faults.append(f"{missing}: a user and a password belong together; set both or none.")
    if not (user or "").isascii() or not (password or "").isascii():
        # Python's SMTP client knows no other letters.
        faults.append("PORTAL_SMTP_PASSWORD: user and password have to be of the letters a to z, digits and signs.")
    return SmtpAccount(
        host=host,
        port=_number(environment, "PORTAL_SMTP_PORT", PORTS[security], 65535, faults),
        security=security,
        sender=_sender(environment, faults),
        user=user,
        password=password,
        seconds=_number(environment, "PORTAL_SMTP_TIMEOUT", 15, 120, faults),
    )


def _security(environment: Mapping[str, str], host: str, faults: list[str]) -> MailSecurity:
    value = environment.get("PORTAL_SMTP_SECURITY", "").lower() or MailSecurity.STARTTLS
    if value not in set(MailSecurity):
        faults.append(f"PORTAL_SMTP_SECURITY: “{value}” is none of {', '.join(MailSecurity)}.")
        return MailSecurity.STARTTLS
    if value == MailSecurity.NONE and host not in LOOPBACK:
        # Letters carry links that open accounts.
        faults.append("PORTAL_SMTP_SECURITY: “none” is for a mail server on this machine only; use starttls or tls.")
    return MailSecurity(value)


def _password(environment: Mapping[str, str], faults: list[str]) -> str | None:
    """Return the password, from a file where one is named, so that it need not stand in the environment."""
    file, password = environment.get("PORTAL_SMTP_PASSWORD_FILE"), environment.get("PORTAL_SMTP_PASSWORD") or None
    if not file:
        return password
    if password:
        faults.append("PORTAL_SMTP_PASSWORD: PORTAL_SMTP_PASSWORD_FILE is set too; set one of them.")
    try:
        read = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError):
        faults.append(f"PORTAL_SMTP_PASSWORD_FILE: the file “{file}” cannot be read.")
        # Nothing more is to be said of a password that is missing only because of this.
        return ""
    if not read:
        faults.append(f"PORTAL_SMTP_PASSWORD_FILE: the file “{file}” is empty.")
    return read


def _sender(environment: Mapping[str, str], faults: list[str]) -> str:
    text = environment.get("PORTAL_SMTP_SENDER", "").strip()
    sender = mail_address(text)
    if sender is None:
        found = f"“{text}” is no address" if text else "letters need an address they come from"
        faults.append(f"PORTAL_SMTP_SENDER: {found}; give one like silta@kuopio.fi.")
    return sender or ""


def _number(environment: Mapping[str, str], name: str, default: int, most: int, faults: list[str]) -> int:
    value = environment.get(name) or str(default)
    if not value.isascii() or not value.isdigit() or not 1 <= int(value[:9]) <= most:
        faults.append(f"{name}: “{value}” is not a number from 1 to {most}.")
        return default
    return int(value)
